"""The trend of counts over months: log-linear, quasi-Poisson, with season and days that move."""

import math
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import (
    NotConverged,
    OutOfRange,
    WrongShape,
    count,
    counts,
    finite_array,
    positive_array,
    same_length,
)
from reports.statistics.estimates import Estimate
from reports.statistics.intervals import student_quantile
from reports.statistics.trends import lag_one_autocorrelation

SEASONS = ("none", "harmonic", "factors")
# Where R's glm stops, so that its printed digits come out again; a step of the predictor that is still long
# then belongs to a rate that runs towards zero.
TOLERANCE, ROUNDS, LONG_STEP = 1e-8, 50, 0.1
# Below this share of the fitted counts' own chance the residuals are rounding, not data.
ROUNDING = 1e-8


@dataclass(frozen=True, eq=False)
class PoissonTrend:
    """A fitted trend; arrays in the order of `names` (coefficients) or of the input (fitted, residuals).

    `dispersion` is Pearson's chi-square over `degrees_of_freedom`; standard errors contain its root, or are
    robust where lags were asked for.
    `annual_change` is in percent a year with a t interval. `t` and `p` (two-sided) are None where the counts
    lie on the fitted line exactly. `residuals` are Pearson's, `autocorrelation` is theirs at lag one.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    standard_errors: np.ndarray
    dispersion: float
    degrees_of_freedom: int
    deviance: float
    fitted: np.ndarray
    residuals: np.ndarray
    autocorrelation: float
    annual_change: Estimate
    t: float | None
    p: float | None


def poisson_trend(
    values, times, *, exposure=None, season="harmonic", indicators=None, per_year=12, lags=0, confidence=0.95
):
    """PoissonTrend of counts: log mean = log(exposure) + a + b*time + season + indicators.

    `values` n whole numbers from 0; `times` n strictly rising numbers, `per_year` of them in a year (12:
    months); `exposure` n positive numbers; `season` "none", "harmonic" (one sine and cosine pair of a year)
    or "factors" (a level for each of the `per_year` places, times whole); `indicators` {name: n numbers},
    for example the share of a month that lies in Lebaran; `lags` above 0 gives standard errors after Newey
    and West for months that hang together. Raises Unusable for values that are not such, too few of them
    (one degree of freedom must be left), columns that say the same and fits without an end (a level without
    events). Source: McCullagh & Nelder 1989, ch. 6 and 9; Newey & West 1987, Econometrica 55:703-708.
    """
    from scipy.special import stdtr  # see intervals.py

    values, times, exposure = _series(values, times, exposure)
    names, design = _design(times, season, indicators or {}, count(per_year, "per_year", least=1))
    freedom = _freedom(design)
    coefficients, fitted, weights = _fit(values, design, np.log(exposure))
    residuals = (values - fitted) / np.sqrt(fitted)
    dispersion = float((weights * ((values - fitted) / fitted) ** 2).sum()) / freedom
    dispersion = 0.0 if dispersion < ROUNDING else dispersion
    errors = _errors(design, values - fitted, weights, dispersion, count(lags, "lags"))
    slope, error = float(coefficients[1]), float(errors[1])
    t, reach = slope / error if error else None, student_quantile(confidence, freedom) * error
    change = [100 * math.expm1(per_year * bound) for bound in (slope, slope - reach, slope + reach)]
    return PoissonTrend(
        names=names,
        coefficients=coefficients,
        standard_errors=errors,
        dispersion=dispersion,
        degrees_of_freedom=freedom,
        deviance=_deviance(values, fitted),
        fitted=fitted,
        residuals=residuals,
        autocorrelation=lag_one_autocorrelation(residuals),
        annual_change=Estimate(*change, len(values), f"quasi-poisson;{season}", confidence=confidence),
        t=t,
        p=None if t is None else float(2 * stdtr(freedom, -abs(t))),
    )


def _series(values, times, exposure):
    values, times = counts(values).astype(float), finite_array(times, "times")
    exposure = np.ones(len(values)) if exposure is None else positive_array(exposure, "exposure")
    same_length(values=values, times=times, exposure=exposure)
    if (np.diff(times) <= 0).any():
        raise WrongShape("times must rise from each value to the next")
    return values, times, exposure


def _design(times, season, indicators, per_year):
    if season not in SEASONS:
        raise OutOfRange(f"season is one of {', '.join(SEASONS)}")
    columns = {"constant": np.ones(len(times)), "time": times}
    if season == "harmonic":
        angle = 2 * math.pi * times / per_year
        columns |= {"sine": np.sin(angle), "cosine": np.cos(angle)}
    if season == "factors":
        places = np.asarray(counts(times, "times")) % per_year
        columns |= {f"season {place}": (places == place) * 1.0 for place in np.unique(places)[1:]}
    for name, column in indicators.items():
        if name in columns:
            raise OutOfRange(f"{name} is the name of a column already")
        columns[name] = finite_array(column, name)
    same_length(**columns)
    return tuple(columns), np.column_stack(list(columns.values()))


def _freedom(design):
    """Degrees of freedom left. Columns are compared at one scale, or time in years since 0 looks constant."""
    n, columns = design.shape
    if n <= columns:
        raise OutOfRange(f"{columns} coefficients need more than {columns} values, {n} given")
    scaled = design - np.where(np.arange(columns) > 0, design.mean(axis=0), 0)
    lengths = np.sqrt((scaled**2).sum(axis=0))
    if (lengths == 0).any() or np.linalg.matrix_rank(scaled / lengths, tol=1e-9) < columns:
        raise OutOfRange("two columns say the same, so their effects cannot be told apart")
    return n - columns


def _fit(values, design, offset):
    """Coefficients, fitted means, and the last weights of iteratively reweighted least squares."""
    if not values.any():
        raise OutOfRange("no event at all: there is no rate whose trend could be fitted")
    weights, deviance = values + 0.1, math.inf
    predictor = np.log(weights)
    for _round in range(ROUNDS):
        root = np.sqrt(weights)
        target = predictor - offset + (values - weights) / weights
        q, r = np.linalg.qr(design * root[:, None])
        coefficients = np.linalg.solve(r, q.T @ (root * target))
        before, predictor = predictor, np.clip(design @ coefficients + offset, -500, 500)
        fitted, earlier = np.exp(predictor), deviance
        deviance = _deviance(values, fitted)
        if abs(deviance - earlier) < TOLERANCE * (deviance + 0.1):
            if np.abs(predictor - before).max() > LONG_STEP:
                break
            return coefficients, fitted, weights
        weights = fitted
    raise NotConverged("the fit has no end: some level of the season or of an indicator has no event")


def _errors(design, apart, weights, dispersion, lags):
    """Standard errors of the coefficients; (X'WX)^-1 comes from the QR factors, which squares nothing."""
    q, r = np.linalg.qr(design * np.sqrt(weights)[:, None])
    inverse = np.linalg.inv(r)
    if not lags or not dispersion:
        return math.sqrt(dispersion) * np.sqrt((inverse**2).sum(axis=1))
    scores = q * (apart / np.sqrt(weights))[:, None]
    meat = scores.T @ scores
    for lag in range(1, min(lags, len(apart) - 1) + 1):
        crossed = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (crossed + crossed.T)
    n, columns = design.shape
    return np.sqrt(np.diagonal(inverse @ meat @ inverse.T) * n / (n - columns))


def _deviance(values, fitted):
    logs = np.log(np.where(values > 0, values, 1) / np.where(values > 0, fitted, 1))
    return float(2 * (values * logs - (values - fitted)).sum())
