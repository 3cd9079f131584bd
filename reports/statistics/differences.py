"""Differences of two shares, of separate and of the same people."""

import math
from dataclasses import dataclass

from reports.statistics.errors import Empty, OutOfRange, count, counts
from reports.statistics.errors import share as checked_share
from reports.statistics.proportions import wilson_interval


@dataclass(frozen=True)
class ShareDifference:
    """A first share less a second one with its bounds, as numbers from -1 to 1."""

    value: float
    low: float
    high: float
    method: str


def difference_of_shares(successes, n, other_successes, other_n, confidence=0.95):
    """`successes / n` less `other_successes / other_n`, of two separate groups, as a ShareDifference.

    Raises Unusable for what is no share. Source: Newcombe 1998, Stat Med 17:873-890, method 10.
    """
    bounds = wilson_interval(successes, n, confidence)
    other_bounds = wilson_interval(other_successes, other_n, confidence)
    return difference_of_intervals(
        (successes / n, *bounds), (other_successes / other_n, *other_bounds), method="newcombe-10"
    )


def difference_of_intervals(first, second, *, correlation=0.0, method="recovered-variance"):
    """First less second of two shares given as (share, low, high), by the distances to their own bounds.

    Give the bounds of a design to compare two shares of surveys. `correlation` is that of the two estimates.
    Raises Unusable for bounds that do not hold their share. Source: Newcombe 1998 as above; Zou & Donner
    2008, Stat Med 27:1693-1702.
    """
    (share, low, high), (other, other_low, other_high) = (_bounded(*each) for each in (first, second))
    if not -1 <= correlation <= 1:
        raise OutOfRange(f"not a correlation: {correlation}")
    down = _joint(share - low, other_high - other, correlation)
    up = _joint(high - share, other - other_low, correlation)
    return ShareDifference(share - other, share - other - down, share - other + up, method)


def difference_of_paired_shares(both, only_first, only_second, neither, confidence=0.95):
    """First less second share of the same people, from the four counts, as a ShareDifference.

    Raises Unusable for no person and for what is no count. Source: Newcombe 1998, Stat Med 17:2635-2650,
    method 10, whose correlation is corrected for continuity where it is positive.
    """
    cells = counts([both, only_first, only_second, neither], "cells").tolist()
    both, only_first, only_second, neither = cells
    n = sum(cells)
    if n == 0:
        raise Empty("cells: nobody answered twice")
    shares = [
        (yes / n, *wilson_interval(yes, n, confidence)) for yes in (both + only_first, both + only_second)
    ]
    excess = both * neither - only_first * only_second
    if excess > 0:
        excess = max(0.0, excess - n / 2)
    margins = (both + only_first) * (both + only_second) * (only_first + neither) * (only_second + neither)
    correlation = excess / math.sqrt(margins) if margins else 0.0
    return difference_of_intervals(*shares, correlation=correlation, method="newcombe-paired-10")


@dataclass(frozen=True)
class McNemar:
    """Whether as many changed one way as the other; p two-sided, by chi square on 1 degree and exact."""

    chi_square: float
    p: float
    corrected_chi_square: float
    corrected_p: float
    exact_p: float


def mcnemar(only_first, only_second):
    """McNemar's tests from the two counts of people who changed; None when nobody did: nothing to test.

    The exact p holds for every number; the chi squares from about 25 changes. Raises Unusable for what is
    no count. Source: McNemar 1947, Psychometrika 12:153-157; correction of Edwards 1948; exact: binomial.
    """
    from scipy.special import bdtr, chdtrc  # see intervals.py

    one, other = count(only_first, "only_first"), count(only_second, "only_second")
    changed = one + other
    if changed == 0:
        return None
    plain = (one - other) ** 2 / changed
    # The correction never turns a difference around.
    corrected = max(0, abs(one - other) - 1) ** 2 / changed
    exact = min(1.0, 2 * float(bdtr(min(one, other), changed, 0.5)))
    return McNemar(plain, float(chdtrc(1, plain)), corrected, float(chdtrc(1, corrected)), exact)


def _bounded(share, low, high):
    share, low, high = (checked_share(number) for number in (share, low, high))
    if not low <= share <= high:
        raise OutOfRange(f"{share:g} is not within {low:g} to {high:g}")
    return share, low, high


def _joint(one, other, correlation):
    # Of two perfectly tied distances a rounding crumb below zero may be left.
    return math.sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))
