"""What matters to people beside how well it is done: the importance-performance grid."""

import enum
from dataclasses import dataclass
from itertools import product

import numpy as np

from reports.statistics.errors import (
    OutOfRange,
    WrongShape,
    count,
    counts,
    finite_array,
    finite_number,
    same_length,
)
from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.intervals import student_quantile

ENOUGH_PAIRS = 50
RESAMPLES = 1000


class Quadrant(enum.Enum):
    """Where an attribute lies; the names are those of Martilla and James."""

    CONCENTRATE_HERE = "concentrate here"
    KEEP_UP = "keep up"
    LOW_PRIORITY = "low priority"
    POSSIBLE_OVERKILL = "possible overkill"


AT = {
    (True, False): Quadrant.CONCENTRATE_HERE,
    (True, True): Quadrant.KEEP_UP,
    (False, False): Quadrant.LOW_PRIORITY,
    (False, True): Quadrant.POSSIBLE_OVERKILL,
}  # (is important, is done well)


@dataclass(frozen=True)
class Crosshair:
    """Where the lines cross, in the units of the two scales; a value on a line counts as high."""

    importance: float
    performance: float


@dataclass(frozen=True)
class Attribute:
    """One attribute: its two means, its quadrant, and how far that can be relied on.

    `touched` are the quadrants that the cross of its two intervals reaches, its own first; `stability` is the
    share of resamples, 0 to 1, in which it lies in the same quadrant.
    """

    importance: Estimate
    performance: Estimate
    quadrant: Quadrant
    touched: tuple[Quadrant, ...]
    stability: float


@dataclass(frozen=True)
class Grid:
    crosshair: Crosshair
    attributes: dict[str, Attribute]


def grand_means(importance, performance):
    """The Crosshair at the means of both lists of means, one number for each attribute. Raises Unusable."""
    importance, performance = _means(importance, performance)
    return Crosshair(float(importance.mean()), float(performance.mean()))


def quadrants(importance, performance, crosshair):
    """The Quadrant of each attribute, in order, from its two means and a Crosshair.

    Which crosshair is chosen decides: keep it and print it. With that of the means some attribute always is
    to be concentrated on. Raises Unusable for means that are not finite, or not as many of both. Source:
    Martilla & James 1977, Journal of Marketing 41:77-79.
    """
    importance, performance = _means(importance, performance)
    lines = (
        finite_number(crosshair.importance, "crosshair"),
        finite_number(crosshair.performance, "crosshair"),
    )
    sides = zip((importance >= lines[0]).tolist(), (performance >= lines[1]).tolist(), strict=True)
    return tuple(AT[side] for side in sides)


def importance_performance(
    attributes, importance, performance, *, crosshair=None, resamples=RESAMPLES, seed=0, confidence=0.95
):
    """The Grid of k attributes from n people, or Withheld naming those with fewer than 50 answers to both.

    `importance` and `performance`: n x k whole numbers, 0 for no answer; a person counts for an attribute
    when both are given. Means have t intervals. The crosshair is that of the means unless given, and stays
    where it is while people are drawn anew, `resamples` times from `seed`: the same seed, the same answer.
    Raises Unusable. Source: as `quadrants`; Efron & Tibshirani 1993, An Introduction to the Bootstrap, 6.
    """
    names, given, sums = _paired(attributes, importance, performance)
    n = given.sum(axis=0)
    if few := tuple(name for name, pairs in zip(names, n, strict=True) if pairs < ENOUGH_PAIRS):
        return Withheld(Reason.TOO_FEW, int(n.min()), few)
    means = [(scores.sum(axis=0) / n) for scores in sums]
    crosshair = crosshair or grand_means(*means)
    lying = quadrants(*means, crosshair)
    stability = _stability(given, sums, crosshair, count(resamples, "resamples", least=1), seed)
    both = [_estimates(given, scores, mean, confidence) for scores, mean in zip(sums, means, strict=True)]
    found = zip(names, *both, lying, stability, strict=True)
    return Grid(
        crosshair,
        {
            name: Attribute(i, p, own, _touched(i, p, crosshair, own), stable)
            for name, i, p, own, stable in found
        },
    )


def _means(importance, performance):
    importance, performance = finite_array(importance, "importance"), finite_array(performance, "performance")
    same_length(importance=importance, performance=performance)
    return importance, performance


def _paired(attributes, importance, performance):
    """(names, who answered both, [importance, performance] where both were answered, else 0)."""
    names = tuple(attributes)
    both = [
        counts(answers, name, dimensions=2)
        for answers, name in ((importance, "importance"), (performance, "performance"))
    ]
    if both[0].shape != both[1].shape or both[0].shape[1] != len(names):
        raise WrongShape(f"{both[0].shape} and {both[1].shape} answers about {len(names)} attributes")
    if len(set(names)) < len(names):
        raise OutOfRange("attributes: two have the same name")
    given = (both[0] > 0) & (both[1] > 0)
    return names, given, [np.where(given, answers, 0) for answers in both]


def _estimates(given, scores, means, confidence):
    n = given.sum(axis=0)
    errors = np.sqrt((np.where(given, scores - means, 0.0) ** 2).sum(axis=0) / (n - 1) / n)
    found = []
    for mean, error, pairs in zip(means.tolist(), errors.tolist(), n.tolist(), strict=True):
        spread = student_quantile(confidence, pairs - 1) * error
        cautions = () if error else (Caution.NO_SPREAD,)
        found.append(
            Estimate(
                mean, mean - spread, mean + spread, pairs, "mean-t", error, confidence, cautions=cautions
            )
        )
    return found


def _touched(importance, performance, crosshair, own):
    sides = [
        {bound >= line for bound in (estimate.low, estimate.high)}
        for estimate, line in ((importance, crosshair.importance), (performance, crosshair.performance))
    ]
    reached = {AT[side] for side in product(*sides)}
    return own, *(quadrant for quadrant in Quadrant if quadrant in reached - {own})


def _stability(given, sums, crosshair, resamples, seed):
    """For each attribute the share of resamples of people that leave it on the same side of both lines."""
    chance, people = np.random.default_rng(seed), len(given)
    columns = np.hstack([given, *sums]).astype(float)
    lines = np.array([[crosshair.importance], [crosshair.performance]])

    def sides(weights):
        n, *scores = np.split(weights @ columns, 3)
        return np.array(scores) >= lines * n  # without dividing: a resample may hold nobody

    own, same = sides(np.ones(people)), np.zeros(given.shape[1])
    for _ in range(resamples):
        drawn = np.bincount(chance.integers(0, people, people), minlength=people)
        same += (sides(drawn) == own).all(axis=0)
    return (same / resamples).tolist()
