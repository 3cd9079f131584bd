"""The satisfaction index (IKM) of Permenpan-RB 14/2017 and its grades."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np

from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.intervals import student_quantile

ANSWERS = (1, 4)
SCALE = 25
ENOUGH_FOR_A_GRADE = 30
ELEMENT_METHOD = "mean;interval=t"
CRUMB = 1e-13  # of a sum of squares: what rounding leaves of a variance of zero, and no answer ever does


@dataclass(frozen=True)
class Grade:
    """One band of the index; both bounds belong to it once the index is rounded to two decimals."""

    letter: str
    low: Decimal
    high: Decimal


GRADES = (
    Grade("A", Decimal("88.31"), Decimal("100.00")),
    Grade("B", Decimal("76.61"), Decimal("88.30")),
    Grade("C", Decimal("65.00"), Decimal("76.60")),
    Grade("D", Decimal("25.00"), Decimal("64.99")),
)


@dataclass(frozen=True)
class Graded:
    """The grade of an estimate and, best first, every grade its interval touches."""

    grade: Grade
    touched: tuple[Grade, ...]

    @property
    def is_certain(self):
        return len(self.touched) == 1


def element_means(moments):
    """NRR per element as {code: exact Fraction or None where nobody answered}."""
    pairs = zip(moments.elements, moments.totals, moments.counts, strict=True)
    return {element: Fraction(int(total), int(n)) if n else None for element, total, n in pairs}


def element_estimates(moments, confidence=0.95):
    """{code: Estimate of its NRR, 1 to 4, with a Student t interval, or Withheld} of each element.

    Each rests on the answers to this element alone. The interval is None for a single answer, and an element
    that all answered alike carries a caution.
    """
    squares = np.diagonal(moments.sum_ab)
    found = {}
    for place, (code, mean) in enumerate(element_means(moments).items()):
        n = int(moments.counts[place])
        if mean is None or not is_on_scale(mean):
            reason = Reason.NO_ANSWERS if mean is None else Reason.OFF_SCALE
            found[code] = Withheld(reason, n, () if mean is None else (code,))
            continue
        if n < 2:
            found[code] = Estimate(float(mean), None, None, n, ELEMENT_METHOD, confidence=confidence)
            continue
        variance = (int(squares[place]) - n * mean**2) / (n - 1)  # exact: 0 where all answered alike
        error = math.sqrt(variance / n)
        spread = student_quantile(confidence, n - 1) * error
        low, high = max(ANSWERS[0], float(mean) - spread), min(ANSWERS[1], float(mean) + spread)
        cautions = () if variance else (Caution.NO_SPREAD,)
        found[code] = Estimate(
            float(mean), low, high, n, ELEMENT_METHOD, error, confidence, cautions=cautions
        )
    return found


def is_on_scale(mean):
    """Whether answers from 1 to 4 can have this mean."""
    return ANSWERS[0] <= mean <= ANSWERS[1]


def satisfaction_index(moments, respondents, *, weight=None, confidence=0.95):
    """IKM on 25-100 with a Student t interval from the linearised residuals, or Withheld.

    `moments`: k x k sums over `respondents` people, each of whom answered at least one element. An element
    weighs exactly 1/k; give `weight=Decimal("0.11")` only to reproduce reports printed with it (their scale
    ends at 99). The interval is None for a single respondent. Raises ValueError when the counts contradict
    each other. Source: Permenpan-RB 14/2017; Taylor linearisation over the answers each element has.
    """
    means = element_means(moments)
    if not means:
        return Withheld(Reason.NO_ANSWERS, respondents)
    if missing := tuple(element for element, mean in means.items() if mean is None):
        everything = len(missing) == len(means)
        reason = Reason.NO_ANSWERS if everything else Reason.ELEMENT_UNANSWERED
        return Withheld(reason, respondents, () if everything else missing)
    if off := tuple(element for element, mean in means.items() if not is_on_scale(mean)):
        return Withheld(Reason.OFF_SCALE, respondents, off)
    if respondents < moments.counts.max():
        raise ValueError("fewer respondents than answers to one element")
    exact = Fraction(1, len(means)) if weight is None else Fraction(weight)
    value = SCALE * exact * sum(means.values())
    method = f"permenpan-rb-14-2017;weight={exact};interval=taylor-t"
    if respondents < 2:
        return Estimate(float(value), None, None, respondents, method, confidence=confidence)
    error = float(SCALE * exact) * _standard_error_of_sum(moments, respondents)
    spread = student_quantile(confidence, respondents - 1) * error
    lowest, highest = (float(SCALE * exact * len(means) * answer) for answer in ANSWERS)
    return Estimate(
        float(value),
        max(lowest, float(value) - spread),
        min(highest, float(value) + spread),
        respondents,
        method,
        error,
        confidence,
        cautions=() if error else (Caution.NO_SPREAD,),
    )


def _standard_error_of_sum(moments, respondents):
    """Standard error of the sum of the element means: sum over pairs of the residuals' cross-products."""
    n = moments.counts
    mean = moments.totals / n
    crossed = (
        moments.sum_ab
        - mean[:, None] * moments.sum_b
        - mean[None, :] * moments.sum_a
        + np.outer(mean, mean) * moments.n
    )
    pairs = np.outer(n, n)
    total = float((crossed / pairs).sum())
    if total <= CRUMB * float((moments.sum_ab / pairs).sum()):
        return 0.0
    return math.sqrt(respondents / (respondents - 1) * total)


def grade(value):
    """The Grade of an index, rounded half up to two decimals first because the bands have gaps.

    Raises ValueError for a value off the scale; 24.75 is the least that the weight 0.11 can give.
    """
    number = Decimal(str(value))
    if not number.is_finite() or not 24 < number <= 100:
        raise ValueError(f"not an index: {value}")
    rounded = number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return next((band for band in GRADES if rounded >= band.low), GRADES[-1])


def grade_of(estimate):
    """Graded, or Withheld when the estimate itself is withheld or rests on fewer than 30 respondents."""
    if isinstance(estimate, Withheld):
        return estimate
    if estimate.n < ENOUGH_FOR_A_GRADE:
        return Withheld(Reason.TOO_FEW, estimate.n)
    best, worst = (GRADES.index(grade(bound)) for bound in (estimate.high, estimate.low))
    return Graded(grade(estimate.value), GRADES[best : worst + 1])
