"""How waiting ends when it can end in several ways: cumulative incidence after Aalen and Johansen."""

from dataclasses import dataclass, replace

import numpy as np

from reports.statistics.errors import OutOfRange, count, finite_number
from reports.statistics.errors import share as checked_share
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.intervals import normal_quantile
from reports.statistics.survival import ROUNDING, Quantile

METHOD = "aalen-johansen;band=log-log"
ALL = 1 - 1e-12  # sums of fractions that make 1 on paper


@dataclass(frozen=True, eq=False)
class Incidence:
    """The share that has ended by one cause at each of k times, error and band; arrays of length k.

    `waiting` is the share that has not ended by any cause. Error and band are NaN where it is 1:
    nobody is left from whom an error could be told.
    """

    times: np.ndarray
    at_risk: np.ndarray
    share: np.ndarray
    standard_error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    waiting: np.ndarray
    confidence: float

    def at(self, time):
        """The share at `time` as an Estimate, or Withheld beyond the last time seen while some still wait.

        `n` is the number still waiting just before `time`. Raises Unusable for a time below 0.
        """
        time = finite_number(time, "time")
        if time < 0:
            raise OutOfRange("time: below 0")
        if time > self.times[-1] and self.waiting[-1] > 0:
            return Withheld(Reason.TOO_FEW, 0)
        at_risk = int(np.append(self.at_risk, 0)[np.searchsorted(self.times, time)])
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return Estimate(0.0, 0.0, 0.0, at_risk, METHOD, 0.0, self.confidence)
        lines = (self.low, self.high, self.standard_error)
        low, high, error = (None if np.isnan(line[place]) else float(line[place]) for line in lines)
        return Estimate(float(self.share[place]), low, high, at_risk, METHOD, error, self.confidence)

    def quantile(self, ended):
        """Quantile: the smallest time by which a share of all has ended so; bounds where the band crosses.

        With other causes it may never be reached. Raises Unusable unless 0 < ended < 1.
        """
        if not 0 < checked_share(ended, "ended") < 1:
            raise OutOfRange("ended lies between 0 and 1")
        lines = (self.share, self.high, self.low)
        crossings = (self._rises_to(line, ended) for line in lines)
        return Quantile(*crossings, float(self.times[-1]))

    def while_at_risk(self, least):
        """The Incidence up to the last time before which `least` or more were waiting, or None without any.

        Beyond it a few who leave move the share by much.
        """
        kept = int(np.searchsorted(-self.at_risk, -least, side="right"))
        if kept == 0:
            return None
        lines = ("times", "at_risk", "share", "standard_error", "low", "high", "waiting")
        return replace(self, **{name: getattr(self, name)[:kept] for name in lines})

    def _rises_to(self, line, level):
        places = np.flatnonzero(line >= level - ROUNDING)
        return float(self.times[places[0]]) if len(places) else None


def cumulative_incidence(sets, cause, *, confidence=0.95):
    """Incidence of one cause (1, 2, ...) of RiskSets, other causes competing, open cases censored.

    Raises Unusable for a cause the sets do not hold. The error is Greenwood's for several causes, equal to
    the infinitesimal jackknife. Source: Aalen & Johansen 1978, Scand J Stat 5:141-150; Marubini & Valsecchi
    1995, section 10.2; band on log(-log) as in Choudhury 2002, Stat Med 21:1129-1144.
    """
    cause = count(cause, "cause", least=1)
    if cause > len(sets.events):
        raise OutOfRange(f"cause: {cause} of {len(sets.events)}")
    at_risk, ended, ours = sets.at_risk.astype(float), sets.any_event, sets.events[cause - 1]
    size = np.maximum(at_risk, 1)
    waiting = np.cumprod(1 - ended / size)
    before = np.concatenate(([1.0], waiting[:-1]))
    share = np.cumsum(before * ours / size)
    error = np.where(share < ALL, np.sqrt(_variance(size, ended, ours, before, share)), np.nan)
    low, high = _band(share, error, normal_quantile(confidence))
    return Incidence(sets.times, sets.at_risk, share, error, low, high, waiting, confidence)


def _variance(at_risk, ended, ours, before, share):
    """Variance of the share at each time, from what each earlier time adds to it."""
    left = at_risk - ended
    # Where nobody is left the share rises no more, so that this term has nothing to multiply.
    spread = np.where(left > 0, ended / np.where(left > 0, at_risk * left, 1), 0.0)
    own = before**2 * ours * (at_risk - ours) / at_risk**3
    crossed = before * ours / at_risk**2
    variance = np.empty(len(share))
    for place in range(len(share)):
        gain = share[place] - share[: place + 1]
        terms = gain**2 * spread[: place + 1] + own[: place + 1] - 2 * gain * crossed[: place + 1]
        variance[place] = terms.sum()
    return np.maximum(variance, 0.0)


def _band(share, error, quantile):
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log(share)
        ratio = quantile * error / (share * logs)
        low, high = share ** np.exp(-ratio), share ** np.exp(ratio)
    # One to the power of NaN is one, so what is not known is said once more.
    low, high = (np.where(np.isnan(error), np.nan, line) for line in (low, high))
    return np.where(share == 0, 0.0, low), np.where(share == 0, 0.0, high)
