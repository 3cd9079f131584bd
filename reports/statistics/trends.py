"""Whether a series rises or falls without a model of its shape: Mann-Kendall and the median slope."""

import math
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, WrongShape, finite_array, same_length
from reports.statistics.estimates import Estimate
from reports.statistics.intervals import normal_quantile


@dataclass(frozen=True)
class MannKendall:
    """`s`: pairs that rise minus pairs that fall; `z` with continuity correction; `p` two-sided.

    `tau` is tau-b, None where all values of a season are equal in every season.
    """

    s: int
    variance: float
    z: float
    tau: float | None
    p: float
    n: int


def mann_kendall(values):
    """MannKendall of a series in the order of time, variance corrected for ties, p by the normal law.

    Below ten values `mann_kendall_exact_p` is the better p: with four no p can fall below 1/12.
    Raises Unusable for fewer than two values or any that is not finite.
    Source: Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods, ch. 4.
    """
    return _joined([_series(values)])


def seasonal_mann_kendall(values, seasons):
    """MannKendall of a series whose values are compared within their season only (January with January).

    `values` in the order of time, `seasons` a label for each. A month without a value is left out by the
    caller. Raises Unusable as `mann_kendall`, for each season. Source: Hirsch, Slack & Smith 1982, Water
    Resources Research 18:107-121, seasons taken as independent.
    """
    values = finite_array(values)
    same_length(values=values, seasons=seasons)
    labels = np.asarray([str(season) for season in seasons])
    return _joined([_series(values[labels == label]) for label in np.unique(labels)])


def mann_kendall_exact_p(values):
    """Two-sided p of Mann-Kendall over all orders of the values given, ties included; meant for n <= 50.

    The number of orders with so many inversions is a q-multinomial coefficient (MacMahon 1913).
    Raises Unusable as `mann_kendall`.
    """
    values = _series(values)
    tied = np.unique(values, return_counts=True)[1]
    orders = _product_of_brackets([1], range(2, len(values) + 1))
    for size in tied:
        for bracket in range(2, int(size) + 1):
            orders = _quotient_by_bracket(orders, bracket)
    most = len(orders) - 1
    s = abs(_rises_minus_falls(values))
    extreme = sum(number for inversions, number in enumerate(orders) if abs(most - 2 * inversions) >= s)
    return extreme / sum(orders)


def theil_sen(values, times=None, *, confidence=0.95):
    """The median slope between all pairs, per unit of `times` (default: one step), as an Estimate.

    `values` in the order of time, `times` strictly rising. The bounds are the slopes whose ranks lie
    z*sqrt(var S) apart around the middle, None where the series is too short for them. Raises Unusable for
    fewer than two values. Source: Sen 1968, JASA 63:1379-1389; ranks as in Gilbert 1987, section 16.5.
    """
    values = _series(values)
    slopes = _slopes(values, _rising(times, values))
    return _median_slope(slopes, _variance(values), len(values), "sen-1968", confidence)


def seasonal_sen_slope(values, times, seasons, *, confidence=0.95):
    """The median slope between pairs of one season, per unit of `times`, as an Estimate.

    `times` (years, or months where a slope per month is wanted) rise strictly within each season. Bounds
    as in `theil_sen`, from the summed variance. Raises Unusable for a season with fewer than two values.
    Source: Hirsch, Slack & Smith 1982; Gilbert 1987, section 17.3.
    """
    values, times = finite_array(values), finite_array(times, "times")
    same_length(values=values, times=times, seasons=seasons)
    labels = np.asarray([str(season) for season in seasons])
    slopes, variance = [], 0.0
    for label in np.unique(labels):
        one = _series(values[labels == label])
        slopes.append(_slopes(one, _rising(times[labels == label], one)))
        variance += _variance(one)
    return _median_slope(np.concatenate(slopes), variance, len(values), "sen-seasonal-1982", confidence)


def lag_one_autocorrelation(values):
    """Correlation of each value with the one before, -1 to 1; 0.0 where all are equal.

    Raises Unusable for fewer than two values. Source: Box & Jenkins 1976, ch. 2 (one mean for both).
    """
    apart = _series(values)
    apart = apart - apart.mean()
    total = float(apart @ apart)
    return float(apart[1:] @ apart[:-1]) / total if total else 0.0


def _series(values):
    values = finite_array(values)
    if len(values) < 2:
        raise OutOfRange("a trend needs at least two values")
    return values


def _rising(times, values):
    times = np.arange(len(values), dtype=float) if times is None else finite_array(times, "times")
    same_length(values=values, times=times)
    if (np.diff(times) <= 0).any():
        raise WrongShape("times must rise from each value to the next")
    return times


def _joined(series):
    s = sum(_rises_minus_falls(values) for values in series)
    variance = sum(_variance(values) for values in series)
    pairs = sum(_comparable_pairs(values) for values in series)
    z = (s - np.sign(s)) / math.sqrt(variance) if variance else 0.0
    p = math.erfc(abs(z) / math.sqrt(2))
    return MannKendall(s, variance, float(z), s / pairs if pairs else None, p, sum(map(len, series)))


def _rises_minus_falls(values):
    return sum(int(np.sign(values[place + 1 :] - value).sum()) for place, value in enumerate(values))


def _variance(values):
    n, tied = len(values), np.unique(values, return_counts=True)[1]
    return float(n * (n - 1) * (2 * n + 5) - (tied * (tied - 1) * (2 * tied + 5)).sum()) / 18


def _comparable_pairs(values):
    """The denominator of tau-b; times are never tied."""
    n, tied = len(values), np.unique(values, return_counts=True)[1]
    pairs = n * (n - 1) / 2
    return math.sqrt(pairs * (pairs - float((tied * (tied - 1)).sum()) / 2))


def _slopes(values, times):
    earlier, later = np.triu_indices(len(values), 1)
    return (values[later] - values[earlier]) / (times[later] - times[earlier])


def _median_slope(slopes, variance, n, method, confidence):
    slopes = np.sort(slopes)
    reach = normal_quantile(confidence) * math.sqrt(variance)
    low, high = round((len(slopes) - reach) / 2), round((len(slopes) + reach) / 2 + 1)
    within = low >= 1 and high <= len(slopes)
    bounds = (float(slopes[low - 1]), float(slopes[high - 1])) if within else (None, None)
    return Estimate(float(np.median(slopes)), *bounds, n, method, confidence=confidence)


def _product_of_brackets(polynomial, brackets):
    """Times 1 + q + ... + q^(b-1) for each b; whole coefficients, lowest power first."""
    for bracket in brackets:
        product = [0] * (len(polynomial) + bracket - 1)
        for power, number in enumerate(polynomial):
            for shift in range(bracket):
                product[power + shift] += number
        polynomial = product
    return polynomial


def _quotient_by_bracket(polynomial, bracket):
    quotient = []
    for power in range(len(polynomial) - bracket + 1):
        quotient.append(polynomial[power] - sum(quotient[max(0, power - bracket + 1) : power]))
    return quotient
