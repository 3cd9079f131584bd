"""Whether one element is lower than another, by the same people: their answers go together."""

import math
from itertools import combinations

from reports.statistics.comparisons import tested
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.satisfaction import CRUMB, element_means


def element_differences(moments, confidence=0.95):
    """{(lower, higher): Difference or Withheld} of every pair of elements, the lower mean less the higher.

    In steps of the answers, 1 to 4. By Taylor linearisation over the answers each element has, which is the
    paired t test where everybody answered both; degrees of freedom are those of the element with fewer
    answers, so that missing answers never make a difference look surer. Pairs without spread, or of fewer
    than two answers, are withheld. The residuals are those of `satisfaction_index`.
    """
    means = element_means(moments)
    place = {code: position for position, code in enumerate(moments.elements)}
    found = {}
    for one, other in combinations(moments.elements, 2):
        if means[one] is not None and means[other] is not None and means[other] < means[one]:
            one, other = other, one
        found[one, other] = _difference(moments, place[one], place[other], confidence)
    return found


def _difference(moments, a, b, confidence):
    """The mean of element a less that of element b, by their places."""
    n_a, n_b = int(moments.counts[a]), int(moments.counts[b])
    fewer = min(n_a, n_b)
    if fewer < 2:
        return Withheld(Reason.TOO_FEW if fewer else Reason.NO_ANSWERS, fewer)
    mean_a, mean_b = moments.totals[a] / n_a, moments.totals[b] / n_b
    own = _crossed(moments, a, a, mean_a, mean_a) / n_a**2 + _crossed(moments, b, b, mean_b, mean_b) / n_b**2
    squares = own - 2 * _crossed(moments, a, b, mean_a, mean_b) / (n_a * n_b)
    if squares <= CRUMB * (moments.sum_ab[a, a] / n_a**2 + moments.sum_ab[b, b] / n_b**2):
        return Withheld(Reason.NO_SPREAD, fewer)
    error = math.sqrt(fewer / (fewer - 1) * squares)
    return tested(float(mean_a - mean_b), error, fewer - 1, confidence)


def _crossed(moments, a, b, mean_a, mean_b):
    """The sum of products of both deviations, over those who answered both."""
    both = moments.n[a, b]
    sums = mean_b * moments.sum_a[a, b] + mean_a * moments.sum_a[b, a]
    return float(moments.sum_ab[a, b] - sums + both * mean_a * mean_b)
