"""The satisfaction index of people with weights, who may have left elements unanswered.

A type of its own: sums of weights tell the same value as sums of people, and nothing of its error.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from reports.statistics.designs import Design
from reports.statistics.errors import Empty, OutOfRange, WrongShape, counts
from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.intervals import student_quantile
from reports.statistics.satisfaction import ANSWERS, CRUMB, SCALE

UNANSWERED = 0


@dataclass(frozen=True, eq=False)
class WeightedMoments:
    """Weighted sums of k elements and how uncertain they are; additive over samples drawn separately.

    `answered` counts the people who answered each element (k whole numbers), `weights` adds their weights,
    `scores` their weights times answers (k each). `covariances` (2k x 2k) are those of the 2k sums, weights
    first, by the design: strata, clusters, populations and margins are in them and needed no more.
    """

    elements: tuple[str, ...]
    respondents: int
    answered: np.ndarray
    weights: np.ndarray
    scores: np.ndarray
    covariances: np.ndarray
    degrees_of_freedom: int
    cautions: tuple[Caution, ...] = ()

    @classmethod
    def of(cls, elements, answers, design: Design, domain=None):
        """From the answers (n x k, 1 to 4, 0 for none) of the n people of a design, those of `domain` only.

        Raises Unusable for answers off the scale, of other shape, or when nobody in the domain answered.
        """
        elements = tuple(elements)
        answers = counts(answers, "answers", dimensions=2)
        if answers.shape != (design.n, len(elements)):
            raise WrongShape(f"answers: {answers.shape} of {design.n} people to {len(elements)} elements")
        if answers.max() > ANSWERS[1]:
            raise OutOfRange(f"answers: from {ANSWERS[0]} to {ANSWERS[1]}, {UNANSWERED} for none")
        answers = answers * design.inside(domain)[:, None]
        given = answers != UNANSWERED
        somebody = given.any(axis=1)
        if not somebody.any():
            raise Empty("answers: nobody answered")
        columns = np.hstack([given, answers]).astype(float)
        weights, scores = np.split(design.weights @ columns, 2)
        return cls(
            elements,
            int(somebody.sum()),
            given.sum(axis=0),
            weights,
            scores,
            design.variance(columns),
            design.freedom(somebody),
            design.cautions,
        )

    @classmethod
    def joined(cls, parts):
        """Of samples drawn separately, such as regions, each with weights of people of one population.

        Raises Empty for none and WrongShape for other elements.
        """
        parts = list(parts)
        if not parts:
            raise Empty("parts: none")
        first = parts[0]
        if any(part.elements != first.elements for part in parts):
            raise WrongShape("parts: not of the same elements")
        names = ("respondents", "answered", "weights", "scores", "covariances", "degrees_of_freedom")
        added = [sum(getattr(part, name) for part in parts) for name in names]
        return cls(first.elements, *added, tuple(dict.fromkeys(c for part in parts for c in part.cautions)))

    def error_of(self, slopes):
        """Standard error of a statistic from its 2k derivatives by the sums, weights first."""
        variance = float(slopes @ self.covariances @ slopes)
        largest = float(np.abs(slopes) @ np.abs(self.covariances) @ np.abs(slopes))
        return math.sqrt(variance) if variance > CRUMB * largest else 0.0


def weighted_index(moments, *, confidence=0.95):
    """IKM on 25-100 of WeightedMoments with a Student t interval, or Withheld when an element has no answer.

    An element weighs exactly 1/k. The standard error is that of the linearised residuals (25 / k) sum of
    r (x - NRR) / sum(W r) over the elements. No interval without degrees of freedom. Source: Permenpan-RB
    14/2017; Taylor linearisation over the answers each element has.
    """
    k = len(moments.elements)
    if missing := tuple(e for e, n in zip(moments.elements, moments.answered, strict=True) if not n):
        return Withheld(Reason.ELEMENT_UNANSWERED, moments.respondents, missing)
    means = moments.scores / moments.weights
    slopes = SCALE / k * np.concatenate([-means / moments.weights, 1 / moments.weights])
    method = f"permenpan-rb-14-2017;weight={Fraction(1, k)};interval=taylor-t;weighted"
    value, scale = float(SCALE * means.mean()), tuple(float(SCALE * answer) for answer in ANSWERS)
    return _estimate(value, slopes, moments, moments.respondents, method, scale, confidence)


def weighted_element_means(moments, *, confidence=0.95):
    """NRR per element as {code: Estimate on 1-4, or Withheld where nobody answered}, n its own answers."""
    found = {}
    for place, element in enumerate(moments.elements):
        n, people = int(moments.answered[place]), moments.weights[place]
        if not n:
            found[element] = Withheld(Reason.ELEMENT_UNANSWERED, moments.respondents, (element,))
            continue
        mean = float(moments.scores[place] / people)
        slopes = np.zeros(2 * len(moments.elements))
        slopes[[place, len(moments.elements) + place]] = -mean / people, 1 / people
        found[element] = _estimate(
            mean, slopes, moments, n, "nrr;interval=taylor-t;weighted", ANSWERS, confidence
        )
    return found


def _estimate(value, slopes, moments, n, method, scale, confidence):
    freedom, cautions = moments.degrees_of_freedom, moments.cautions
    if freedom < 1:
        return Estimate(value, None, None, n, method, None, confidence, freedom, cautions=cautions)
    error = moments.error_of(slopes)
    if error == 0:
        cautions += (Caution.NO_SPREAD,)
    spread = student_quantile(confidence, freedom) * error
    low, high = max(scale[0], value - spread), min(scale[1], value + spread)
    return Estimate(value, low, high, n, method, error, confidence, freedom, cautions=cautions)
