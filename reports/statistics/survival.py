"""How long it takes when some are still waiting: Kaplan-Meier, quantiles, restricted mean, log-rank."""

import math
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, WrongShape, finite_number, share
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.intervals import normal_quantile

BANDS = ("log-log", "log", "plain")
# Products of fractions that make one half on paper miss it by a few units of the last digit.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Quantile:
    """The time by which a share of all has ended, with bounds; None: not reached in what was seen."""

    value: float | None
    low: float | None
    high: float | None
    seen_until: float

    @property
    def is_reached(self):
        return self.value is not None


@dataclass(frozen=True)
class LogRank:
    chi_square: float
    degrees_of_freedom: int
    p: float


@dataclass(frozen=True, eq=False)
class Curve:
    """S(t), the share still waiting after each of k times, with its error and band.

    `times`, `at_risk`, `events`, `survival`, `standard_error`, `low`, `high` are arrays of length k; where
    S(t) is 0 error and band are NaN, since nobody is left to tell from.
    """

    times: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray
    survival: np.ndarray
    standard_error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    band: str
    confidence: float

    def quantile(self, ended):
        """Quantile: the smallest t with S(t) <= 1 - ended (0.5: the median); bounds where the band crosses.

        Raises Unusable unless 0 < ended < 1. Source: Brookmeyer & Crowley 1982, Biometrics 38:29-41.
        """
        if not 0 < share(ended, "ended") < 1:
            raise OutOfRange("ended lies between 0 and 1")
        crossings = (_crossing(self.times, line, 1 - ended) for line in (self.survival, self.low, self.high))
        return Quantile(*crossings, float(self.times[-1]))

    def at(self, time):
        """S(time) as an Estimate, or Withheld beyond the last time seen while some are still waiting.

        `n` is the number still waiting just before `time`. Raises Unusable for a time below 0.
        """
        time = _time(time)
        if self._is_unseen(time):
            return Withheld(Reason.TOO_FEW, 0)
        at_risk = int(np.append(self.at_risk, 0)[np.searchsorted(self.times, time)])
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return Estimate(1.0, 1.0, 1.0, at_risk, self.method, 0.0, self.confidence)
        value = float(self.survival[place])
        rest = (self.low, self.high, self.standard_error)
        low, high, error = (None if value == 0 else float(line[place]) for line in rest)
        return Estimate(value, low, high, at_risk, self.method, error, self.confidence)

    def restricted_mean(self, horizon):
        """Mean time waited up to `horizon` as an Estimate, or Withheld where the curve ends before it.

        Standard error by Greenwood's sum over the area still to come, interval normal, cut at 0 and horizon.
        Raises Unusable for a horizon that is not above 0. Source: Klein & Moeschberger 2003, section 4.5.
        """
        horizon = _time(horizon)
        if horizon == 0:
            raise OutOfRange("horizon must be above 0")
        if self._is_unseen(horizon):
            return Withheld(Reason.TOO_FEW, 0)
        before = self.times < horizon
        edges = np.concatenate(([0.0], self.times[before], [horizon]))
        areas = np.diff(edges) * np.concatenate(([1.0], self.survival[before]))
        to_come = np.cumsum(areas[::-1])[::-1][1:]
        terms = _greenwood_terms(self.at_risk[before], self.events[before])
        error = math.sqrt(float((to_come**2 * terms).sum()))
        value, reach = float(areas.sum()), normal_quantile(self.confidence) * error
        bounds = max(0.0, value - reach), min(horizon, value + reach)
        return Estimate(value, *bounds, int(self.at_risk[0]), "restricted-mean", error, self.confidence)

    @property
    def method(self):
        return f"kaplan-meier;band={self.band}"

    def _is_unseen(self, time):
        return time > self.times[-1] and self.survival[-1] > 0


def kaplan_meier(sets, *, band="log-log", confidence=0.95):
    """Curve of RiskSets; an event of any cause ends the waiting. `band` "log-log", "log" or "plain".

    With competing causes use `cumulative_incidence`. Raises Unusable for another band.
    Source: Kaplan & Meier 1958, JASA 53:457-481; bands as in Kalbfleisch & Prentice 2002, 1.4.
    """
    if band not in BANDS:
        raise OutOfRange(f"band is one of {', '.join(BANDS)}")
    events = sets.any_event
    with np.errstate(invalid="ignore", divide="ignore"):
        survival = np.cumprod(np.where(sets.at_risk > 0, 1 - events / sets.at_risk, 1.0))
    relative = np.sqrt(np.cumsum(_greenwood_terms(sets.at_risk, events)))
    relative = np.where(survival > 0, relative, np.nan)
    low, high = _band(survival, normal_quantile(confidence) * relative, band)
    error = survival * relative
    return Curve(sets.times, sets.at_risk, events, survival, error, low, high, band, confidence)


def log_rank(groups):
    """LogRank test that all RiskSets wait alike, or Withheld where no event tells anything.

    `groups` two or more RiskSets; an event of any cause counts. Raises Unusable for fewer than two.
    Source: Mantel 1966; Peto & Peto 1972, JRSS A 135:185-207; ties by the hypergeometric variance.
    """
    from scipy.special import chdtrc  # see intervals.py

    if len(groups) < 2:
        raise WrongShape("a comparison needs at least two groups")
    times = np.unique(np.concatenate([sets.times[sets.any_event > 0] for sets in groups]))
    at_risk = np.array([sets.at_risk_at(times) for sets in groups], dtype=float)
    events = np.array([_events_at(sets, times) for sets in groups], dtype=float)
    everyone, ended = at_risk.sum(axis=0), events.sum(axis=0)
    shares = at_risk / everyone
    spread = ended * (everyone - ended) / np.maximum(everyone - 1, 1)
    excess = (events - ended * shares).sum(axis=1)
    covariance = np.diag((shares * spread).sum(axis=1)) - (shares * spread) @ shares.T
    seen = np.diagonal(covariance) > 0
    if seen.sum() < 2:
        return Withheld(Reason.TOO_FEW, int(ended.sum()))
    kept = np.flatnonzero(seen)[:-1]
    part = excess[kept]
    chi_square = float(part @ np.linalg.solve(covariance[np.ix_(kept, kept)], part))
    return LogRank(chi_square, len(kept), float(chdtrc(len(kept), chi_square)))


def _time(value):
    value = finite_number(value, "time")
    if value < 0:
        raise OutOfRange("time: below 0")
    return value


def _greenwood_terms(at_risk, events):
    """d / (n (n - d)); 0 where nobody is left, whose S is 0 anyway."""
    left = at_risk - events
    return np.where(left > 0, events / np.where(left > 0, at_risk * left, 1), 0.0)


def _band(survival, reach, band):
    """Bounds of S from `reach`, z times its relative error."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if band == "plain":
            low, high = survival - survival * reach, survival + survival * reach
        elif band == "log":
            low, high = survival * np.exp(-reach), survival * np.exp(reach)
        else:
            # At S = 1 the logarithm is 0 and so is the error: the band is 1 to 1.
            logs = np.log(survival)
            ratio = np.where(logs < 0, reach / np.where(logs < 0, -logs, 1), 0.0)
            ratio = np.where(np.isnan(reach), np.nan, ratio)
            low, high = survival ** np.exp(ratio), survival ** np.exp(-ratio)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)


def _crossing(times, line, level):
    """The smallest time at which a line lies at or below a level, or None."""
    places = np.flatnonzero(line <= level + ROUNDING)
    return float(times[places[0]]) if len(places) else None


def _events_at(sets, times):
    places = np.minimum(np.searchsorted(sets.times, times), len(sets.times) - 1)
    return np.where(sets.times[places] == times, sets.any_event[places], 0)
