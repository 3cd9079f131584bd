"""How the people of a survey were drawn, and the variance that follows from it."""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import (
    Empty,
    Inconsistent,
    OutOfRange,
    WrongShape,
    count,
    finite_array,
    positive_array,
    same_length,
)
from reports.statistics.estimates import Caution
from reports.statistics.labels import coded


@dataclass(frozen=True, eq=False)
class Design:
    """Weights, strata, clusters and populations of n people; make it with `Design.of`.

    `psu` is the primary sampling unit of each person, `stratum` the stratum of each unit, both as places from
    0; `sampled` counts the units of each stratum, `fractions` tells what part of all its units that is.
    `margins` are the indicator columns (n x q) of the classes the weights were adjusted to, if any.
    """

    weights: np.ndarray
    psu: np.ndarray
    stratum: np.ndarray
    sampled: np.ndarray
    fractions: np.ndarray
    margins: np.ndarray | None = None

    @classmethod
    def of(cls, weights, *, strata=None, clusters=None, population=None, margins=()):
        """From one weight, and one label of stratum and of cluster, for each person.

        Without clusters each person is a unit. A cluster belongs to one stratum: the same label in another
        stratum is another cluster. `population` is {stratum: units there are}, or one number without strata;
        without it the sample is taken as small beside its population. `margins`: label lists of the classes
        to which the final weights were post-stratified or raked. Raises Unusable.
        """
        weights = positive_array(weights, "weights")
        n = len(weights)
        names, place = coded(strata, "strata") if strata is not None else ((None,), np.zeros(n, int))
        units = coded(clusters, "clusters")[1] if clusters is not None else np.arange(n)
        same_length(weights=weights, strata=place, clusters=units)
        one_number = place * (units.max() + 1) + units
        pairs, psu = np.unique(one_number, return_inverse=True)
        stratum = pairs // (units.max() + 1)
        sampled = np.bincount(stratum, minlength=len(names))
        fractions = _fractions(names, sampled, population if strata is not None else {None: population})
        return cls(weights, psu, stratum, sampled, fractions, _indicators(margins, n))

    @property
    def n(self):
        return len(self.weights)

    def inside(self, domain=None):
        """Who is in the domain, true or false for each person; everybody for None.

        Raises WrongShape for another length, OutOfRange for what is not true or false, Empty for nobody.
        """
        if domain is None:
            return np.ones(self.n, bool)
        inside = finite_array(domain, "domain")
        same_length(weights=self.weights, domain=inside)
        if not np.isin(inside, (0, 1)).all():
            raise OutOfRange("domain: each is inside or not")
        if not inside.any():
            raise Empty("domain: nobody is inside")
        return inside.astype(bool)

    def freedom(self, domain=None):
        """Degrees of freedom: units less strata, of those in which the domain has somebody."""
        present = self.psu if domain is None else self.psu[domain]
        units = np.unique(present)
        return len(units) - len(np.unique(self.stratum[units]))

    @property
    def is_census(self):
        """Whether every unit there is was sampled: nothing is left to chance."""
        return bool((self.fractions == 1).all())

    @property
    def cautions(self):
        """SINGLE_PSU when a stratum has one unit and more of them were not drawn."""
        lonely = (self.sampled == 1) & (self.fractions < 1)
        return (Caution.SINGLE_PSU,) if lonely.any() else ()

    def variance(self, scores):
        """k x k covariances of k statistics from their linearised values, n x k, without weights.

        Sum over strata of (1 - f) n / (n - 1) times the squares by which the weighted sums of units miss the
        mean of their stratum. A stratum of one unit is centred at the mean of all units. Values are taken
        off what the margins explain of them. Source: Binder 1983, International Statistical Review
        51:279-292; Sarndal, Swensson & Wretman 1992, 6.6; single units as `lonely.psu = "adjust"` in R.
        """
        scores = finite_array(scores, "scores", dimensions=2)
        same_length(weights=self.weights, scores=scores)
        weighted = self.weights[:, None] * self._unexplained(scores)
        totals = _sums(self.psu, weighted, len(self.stratum))
        means = _sums(self.stratum, totals, len(self.sampled)) / self.sampled[:, None]
        means[self.sampled == 1] = totals.mean(axis=0)
        off = totals - means[self.stratum]
        scale = (1 - self.fractions) * self.sampled / np.maximum(self.sampled - 1, 1)
        return (off * scale[self.stratum][:, None]).T @ off

    def _unexplained(self, scores):
        if self.margins is None:
            return scores
        root = np.sqrt(self.weights)[:, None]
        fitted, *_rest = np.linalg.lstsq(root * self.margins, root * scores, rcond=None)
        return scores - self.margins @ fitted


def _fractions(names, sampled, population):
    """The part of the units of each stratum that was sampled; 0 where no population is given."""
    if population is None or population == {None: None}:
        return np.zeros(len(names))
    if not isinstance(population, dict):
        raise WrongShape("population: give {stratum: units} for a stratified sample")
    if unknown := [name for name in names if name not in population]:
        raise Inconsistent(f"population: nothing for {unknown}")
    sizes = np.array([count(population[name], "population", least=1) for name in names])
    if (sizes < sampled).any():
        raise Inconsistent("population: smaller than its sample")
    return sampled / sizes


def _indicators(margins, n):
    columns = []
    for labels in margins:
        known, place = coded(labels, "margins")
        same_length(weights=range(n), margins=place)
        columns.append(place[:, None] == np.arange(len(known)))
    return np.hstack(columns).astype(float) if columns else None


def _sums(place, rows, size):
    """Rows added up by place, size x k."""
    return np.column_stack([np.bincount(place, weights=column, minlength=size) for column in rows.T])
