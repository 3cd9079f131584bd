"""Whether two estimates differ, and many such questions asked at once."""

import enum
import math
import sys
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, finite_array, finite_number, positive_number, shares
from reports.statistics.estimates import Caution, Reason, Withheld
from reports.statistics.intervals import student_quantile, welch_freedom

SIGNIFICANT = 0.05
# The least difference worth telling.
INDEX_POINTS = 3.0
SHARE_POINTS = 0.05
CRUMB = 10 * sys.float_info.epsilon


@dataclass(frozen=True)
class Difference:
    """A later estimate less an earlier one with its interval, in their unit; p is two-sided."""

    value: float
    low: float
    high: float
    p: float
    standard_error: float
    degrees_of_freedom: float


class Outcome(enum.Enum):
    """What a comparison allows to say."""

    HIGHER = "higher"
    LOWER = "lower"
    TOO_SMALL = "too_small"  # proved, and too small to matter
    NOT_PROVED = "not_proved"  # which is no proof that nothing changed


@dataclass(frozen=True)
class Verdict:
    """One difference of a family, its p value adjusted to the family, and what may be said of it."""

    difference: Difference
    adjusted_p: float
    outcome: Outcome


def difference(earlier, later, confidence=0.95):
    """Later less earlier of two independent estimates in one unit as a Difference, or Withheld.

    A Withheld among the two comes back as it is. One without a standard error cannot be tested (NO_ERROR);
    nor can one in which everybody answered alike (NO_SPREAD): a variance of 0 is no certainty. Raises
    Unusable for what is not finite. Source: Welch 1947, Biometrika 34:28-35.
    """
    both = (earlier, later)
    if withheld := next((one for one in both if isinstance(one, Withheld)), None):
        return withheld
    n = earlier.n + later.n
    if any(one.standard_error is None for one in both):
        return Withheld(Reason.NO_ERROR, n)
    values = finite_array([one.value for one in both], "estimates")
    variances = _variances(both)
    variance = float(variances.sum())
    if any(Caution.NO_SPREAD in one.cautions for one in both):
        return Withheld(Reason.NO_SPREAD, n)
    if math.sqrt(variance) <= CRUMB * float(np.abs(values).max()):
        return Withheld(Reason.NO_SPREAD, n)
    freedom = welch_freedom(variances, [one.freedom for one in both])
    return tested(float(values[1] - values[0]), math.sqrt(variance), freedom, confidence)


def tested(change, standard_error, degrees_of_freedom, confidence=0.95):
    """The Difference of a change with a standard error above 0, by Student t."""
    from scipy.special import stdtr  # see intervals.py

    error = positive_number(standard_error, "standard error")
    spread = student_quantile(confidence, degrees_of_freedom) * error
    p = float(2 * stdtr(degrees_of_freedom, -abs(finite_number(change, "change")) / error))
    return Difference(change, change - spread, change + spread, p, error, degrees_of_freedom)


def judge(family, *, relevant, significant=SIGNIFICANT):
    """{key: Verdict or Withheld} of {key: Difference or Withheld}, the questions of one family by Holm.

    The family belongs to the definition of a figure: give all of it, whoever looks. A difference is higher
    or lower only with an adjusted p below `significant` and a size of at least `relevant`, in the unit of the
    estimates: INDEX_POINTS, SHARE_POINTS. What is withheld counts for no question. Raises Unusable.
    """
    least = positive_number(relevant, "relevant size")
    found = {key: one for key, one in family.items() if not isinstance(one, Withheld)}
    adjusted = dict(zip(found, holm([one.p for one in found.values()]), strict=True))
    return family | {
        key: Verdict(one, adjusted[key], _outcome(one.value, adjusted[key] < significant, least))
        for key, one in found.items()
    }


def holm(p_values):
    """Holm's adjusted p values in the order given; as many as there are questions in the family.

    Raises Unusable for what is no probability. Source: Holm 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    probabilities, order = _ordered(p_values)
    steps = np.arange(len(order), 0, -1) * probabilities[order]
    return _in_place(np.maximum.accumulate(steps), order)


def benjamini_hochberg(p_values):
    """Benjamini and Hochberg's adjusted p values in the order given, for choosing suspects among many series.

    Of the series named below q, a share of at most q is named falsely. Raises Unusable for no probability.
    Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300.
    """
    probabilities, order = _ordered(p_values)
    steps = len(order) / np.arange(1, len(order) + 1) * probabilities[order]
    return _in_place(np.minimum.accumulate(steps[::-1])[::-1], order)


def _variances(both):
    errors = finite_array([one.standard_error for one in both], "standard errors")
    if (errors < 0).any():
        raise OutOfRange("a standard error is not below 0")
    return errors**2


def _outcome(value, is_proved, least):
    if not is_proved:
        return Outcome.NOT_PROVED
    # 80.00 less 77.00 is a crumb short of 3.
    if abs(value) < least * (1 - 1e-9):
        return Outcome.TOO_SMALL
    return Outcome.HIGHER if value > 0 else Outcome.LOWER


def _ordered(p_values):
    """The p values as an array, and their order; a family without questions has none."""
    values = list(p_values)
    probabilities = shares(values, "p values") if values else np.array([])
    return probabilities, np.argsort(probabilities, kind="stable")


def _in_place(steps, order):
    adjusted = np.empty(len(order))
    adjusted[order] = np.minimum(1.0, steps)
    return adjusted.tolist()
