"""Weights that make the people who answered stand for the people they were drawn from.

Labels are one hashable value for each person, weights one number above 0 for each person. Totals are
{label: people in the population}. Everything raises Unusable for what is empty, not finite or contradictory.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import (
    Empty,
    Inconsistent,
    NotConverged,
    OutOfRange,
    count,
    finite_array,
    positive_array,
    positive_number,
    same_length,
)
from reports.statistics.labels import coded

ENOUGH_IN_A_CLASS = 20
LARGE_DESIGN_EFFECT = 2.5  # beyond it the weights cost more than half of the sample, which must be said
TRIMMED_TO = (0.2, 5.0)
ITERATIONS = 50
TOLERANCE = 1e-6


def kish_deff(weights):
    """Kish's design effect of unequal weights, n sum(w^2) / sum(w)^2: 1 or more.

    Source: Kish 1965, Survey Sampling, 11.7.
    """
    weights = positive_array(weights, "weights")
    return max(1.0, float(len(weights) * (weights**2).sum() / weights.sum() ** 2))


def design_weights(strata, population):
    """N_h / n_h for each person of a simple random sample in each stratum; `population` is {stratum: N_h}.

    Raises Inconsistent for a stratum without population or with fewer people than were sampled.
    """
    known, place = coded(strata, "strata")
    sampled = np.bincount(place)
    sizes = _totals(known, population, "strata")
    if short := [label for label, n, size in zip(known, sampled, sizes, strict=True) if size < n]:
        raise Inconsistent(f"strata: more people sampled than there are in {short}")
    return (sizes / sampled)[place]


def small_classes(labels, least=ENOUGH_IN_A_CLASS):
    """The labels of fewer than `least` people, fewest first: to be merged before weights rest on them."""
    coded(labels)
    return tuple(label for label, n in reversed(Counter(labels).most_common()) if n < least)


def merged(labels, totals, *, into, least=ENOUGH_IN_A_CLASS):
    """(labels, totals) with the small classes as one class called `into`; a class nobody answered goes too.

    The merged class may still be small: ask `small_classes` again. Raises Inconsistent for a class without
    total.
    """
    known, _place = coded(labels)
    _totals(known, totals, "labels")
    small = {*small_classes(labels, least), *(label for label in totals if label not in known)}
    fewer = {label: total for label, total in totals.items() if label not in small}
    if small:
        fewer[into] = fewer.get(into, 0) + sum(totals[label] for label in small)
    return [into if label in small else label for label in labels], fewer


def nonresponse_weights(weights, classes, responded, *, least=ENOUGH_IN_A_CLASS):
    """Weights after those who did not answer gave theirs to the ones of their class who did; 0 for them.

    `weights`, `classes` and `responded` (true or false) of everybody drawn. Raises OutOfRange naming the
    classes in which fewer than `least` answered: merge them first. Source: Little 1986, International
    Statistical Review 54:139-157 (weighting classes).
    """
    weights = positive_array(weights, "weights")
    known, place = coded(classes, "classes")
    answered = finite_array(responded, "responded")
    same_length(weights=weights, classes=place, responded=answered)
    if not np.isin(answered, (0, 1)).all():
        raise OutOfRange("responded: each is true or false")
    given = np.bincount(place, weights=answered, minlength=len(known))
    if few := [label for label, n in zip(known, given, strict=True) if n < max(1, least)]:
        raise OutOfRange(f"classes: fewer than {max(1, least)} answered in {few}")
    factors = np.bincount(place, weights=weights) / np.bincount(place, weights=weights * answered)
    return weights * answered * factors[place]


def poststratified(weights, labels, totals):
    """Weights that add up to `totals` in each class. Raises Inconsistent for a class without total or people.

    Source: Holt & Smith 1979, Journal of the Royal Statistical Society A 142:33-46.
    """
    weights = positive_array(weights, "weights")
    return weights * _margin(weights, labels, totals).factors(weights)


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights that meet every margin, and what that took.

    `trimmed` people stand at a bound; `small` are (number of the margin, label) of fewer than 20 people.
    """

    weights: np.ndarray
    iterations: int
    kish_deff: float
    trimmed: int
    small: tuple

    @property
    def is_costly(self):
        return self.kish_deff > LARGE_DESIGN_EFFECT


def raked(weights, margins, *, trim=TRIMMED_TO, iterations=ITERATIONS, tolerance=TOLERANCE):
    """Weights that add up to the totals of every margin at once, within `trim` times their median, as Raked.

    `margins` is a list of (labels, totals); all totals add up to one population. `trim=None` leaves weights
    as they come. Tolerance is relative to each total. Raises NotConverged after `iterations` rounds,
    Inconsistent for margins of different populations and for a class without total or people. Source: Deming
    & Stephan 1940, Annals of Mathematical Statistics 11:427-444.
    """
    weights = positive_array(weights, "weights")
    known = [_margin(weights, *margin) for margin in margins]
    if not known:
        raise Empty("margins: none")
    _check_one_population(known)
    limits = {
        "iterations": count(iterations, "iterations"),
        "tolerance": positive_number(tolerance, "tolerance"),
    }
    # Weights that would be trimmed only on the way are not: first the margins, then both.
    weights, rounds = _settled(weights, known, None, **limits)
    weights, more = _settled(weights, known, trim, **limits)
    small = ((number, label) for number, (labels, _) in enumerate(margins) for label in small_classes(labels))
    return Raked(weights, rounds + more, kish_deff(weights), _at_a_bound(weights, trim), tuple(small))


@dataclass(frozen=True, eq=False)
class _Margin:
    place: np.ndarray
    totals: np.ndarray

    def sums(self, weights):
        return np.bincount(self.place, weights=weights)

    def factors(self, weights):
        return (self.totals / self.sums(weights))[self.place]

    def error(self, weights):
        return float((np.abs(self.sums(weights) - self.totals) / self.totals).max())


def _margin(weights, labels, totals):
    known, place = coded(labels)
    same_length(weights=weights, labels=place)
    if nobody := [label for label in totals if label not in known]:
        raise Inconsistent(f"labels: nobody answered in {nobody}; merge them with another")
    return _Margin(place, _totals(known, totals, "labels"))


def _totals(known, totals, what):
    if unknown := [label for label in known if label not in totals]:
        raise Inconsistent(f"{what}: no total for {unknown}")
    return positive_array([totals[label] for label in known], f"totals of {what}")


def _check_one_population(margins):
    sizes = [float(margin.totals.sum()) for margin in margins]
    if max(sizes) - min(sizes) > 1e-6 * max(sizes):
        raise Inconsistent(f"margins: of populations of {sizes}")


def _settled(weights, margins, trim, *, iterations, tolerance):
    """(weights that meet every margin within the bounds, rounds that took)."""
    for rounds in range(iterations + 1):
        weights = weights if trim is None else np.clip(weights, *_bounds(weights, trim))
        if max(margin.error(weights) for margin in margins) <= tolerance:
            return weights, rounds
        for margin in margins:
            weights = weights * margin.factors(weights)
    raise NotConverged(f"margins not met to {tolerance:g} after {iterations} rounds")


def _bounds(weights, trim):
    """The bounds of the weights; what they cut leaves the median where it is."""
    return tuple(factor * float(np.median(weights)) for factor in trim)


def _at_a_bound(weights, trim):
    return 0 if trim is None else int(np.isin(weights, _bounds(weights, trim)).sum())
