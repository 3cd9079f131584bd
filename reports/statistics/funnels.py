"""Units of different size around one rate: funnel limits, and how far they spread beyond chance."""

import math
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import (
    OutOfRange,
    confidence_level,
    count,
    counts,
    finite_array,
    finite_number,
    positive_array,
    positive_number,
    same_length,
    share,
)
from reports.statistics.intervals import normal_quantile

WARNING, ACTION = 0.95, 0.998


@dataclass(frozen=True)
class OverDispersion:
    """`phi`: mean squared z score of n units; `tau_squared`: variance between them beyond chance, from 0.0.

    `tau_squared` is in squared units of the rate.
    """

    phi: float
    tau_squared: float
    n: int


def byar_interval(events, confidence=0.95):
    """Byar's (low, high) for the number of events to be expected; near the exact `poisson_interval`.

    Raises Unusable unless `events` is a whole number from 0. Source: Breslow & Day 1987, p. 69.
    """
    seen, z = count(events, "events"), normal_quantile(confidence)
    low = seen * (1 - 1 / (9 * seen) - z / (3 * math.sqrt(seen))) ** 3 if seen else 0.0
    above = seen + 1
    return max(0.0, low), above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3


def rate_limits(exposure, rate, confidence=WARNING):
    """(low, high) arrays between which a rate lies by chance, for n exposures around one rate.

    Limits are quantiles of the Poisson law over the exposure, so that a rate on a limit is within; draw them
    at 0.95 and 0.998. Raises Unusable for exposures not above 0 or a rate below 0.
    Source: Spiegelhalter 2005, Stat Med 24:1185-1202, without interpolating between counts.
    """
    from scipy.special import pdtr, pdtrik  # see intervals.py

    exposure, rate = positive_array(exposure, "exposure"), finite_number(rate, "rate")
    if rate < 0:
        raise OutOfRange("rate: below 0")
    means = exposure * rate
    low, high = (_quantiles(pdtr, pdtrik, tail, means) for tail in _tails(confidence))
    return low / exposure, high / exposure


def share_limits(sizes, share_of_all, confidence=WARNING):
    """(low, high) arrays between which a share lies by chance, for n sizes around one; as `rate_limits`.

    Quantiles of the binomial law. Raises Unusable for sizes below 1 or a share outside 0 to 1.
    """
    from scipy.special import bdtr, bdtrik

    sizes, share_of_all = counts(sizes, "sizes"), share(share_of_all, "share_of_all")
    if (sizes == 0).any():
        raise OutOfRange("sizes: a size is 0")
    if share_of_all in (0, 1):
        return np.full(len(sizes), share_of_all), np.full(len(sizes), share_of_all)
    low, high = (
        _quantiles(
            lambda k, n: bdtr(k, n, share_of_all), lambda q, n: bdtrik(q, n, share_of_all), tail, sizes
        )
        for tail in _tails(confidence)
    )
    return low / sizes, high / sizes


def over_dispersion(rates, errors, target, *, winsorised=0.1):
    """OverDispersion of n rates with their chance errors around a target.

    `errors` n standard errors under the target (rate: sqrt(target/exposure)); the share `winsorised` of the
    scores at each end is pulled in to the score there. Raises Unusable for fewer than two rates or errors not
    above 0. Source: Spiegelhalter 2005, sections 6 and A.3; Spiegelhalter et al. 2012, JRSS A 175:1-47.
    """
    rates, errors = finite_array(rates, "rates"), positive_array(errors, "errors")
    same_length(rates=rates, errors=errors)
    if len(rates) < 2:
        raise OutOfRange("a spread needs at least two units")
    winsorised = share(winsorised, "winsorised")
    if winsorised >= 0.5:
        raise OutOfRange("winsorised: at most one half can be pulled in from each end")
    scores = (rates - finite_number(target, "target")) / errors
    ordered, pulled = np.sort(scores), math.floor(winsorised * len(scores))
    scores = np.clip(scores, ordered[pulled], ordered[-1 - pulled])
    n, squares = len(scores), float(scores @ scores)
    weights = errors**-2.0
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    return OverDispersion(squares / n, max(0.0, (squares - (n - 1)) / room), n)


def widened_limits(errors, target, tau_squared, confidence=WARNING):
    """(low, high) arrays around a target for n units: chance and spread between units added, normal law.

    Raises Unusable for errors not above 0 or a variance below 0. Source: as `over_dispersion`.
    """
    errors, target = positive_array(errors, "errors"), finite_number(target, "target")
    between = finite_number(tau_squared, "tau_squared")
    if between < 0:
        raise OutOfRange("tau_squared: below 0")
    reach = normal_quantile(confidence) * np.sqrt(errors**2 + between)
    return target - reach, target + reach


def chance_errors(exposure, rate):
    """Standard errors of n rates under one rate: sqrt(rate / exposure), in the unit of the rate."""
    return np.sqrt(positive_number(rate, "rate") / positive_array(exposure, "exposure"))


def _tails(confidence):
    tail = (1 - confidence_level(confidence)) / 2
    return tail, 1 - tail


def _quantiles(law, inverse, tail, sizes):
    """The smallest whole number whose cumulated chance reaches the tail."""
    found = np.maximum(np.ceil(np.nan_to_num(inverse(tail, sizes))), 0)
    below = np.maximum(found - 1, 0)
    # The inverse is found by search: a step too far is taken back, one too short is made up for.
    found = np.where(law(below, sizes) >= tail, below, found)
    return np.where(law(found, sizes) < tail, found + 1, found)
