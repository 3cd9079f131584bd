"""Sums from which the satisfaction index and its variance follow exactly, without the single answers."""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import NotFinite, WrongShape


@dataclass(frozen=True, eq=False)
class Moments:
    """Additive sums over respondents, per pair of elements that the same respondent answered.

    `n[a, b]` counts who answered both a and b, `sum_a[a, b]` adds their answers to a, `sum_ab[a, b]` the
    products. All are k x k integer arrays in the order of `elements`; n and sum_ab are symmetric, and the
    diagonal holds the count, sum and sum of squares of one element. Raises Unusable for anything else: sums
    of weights have their own type, `WeightedMoments`, since their variance needs squares of the weights.
    """

    elements: tuple[str, ...]
    n: np.ndarray
    sum_a: np.ndarray
    sum_ab: np.ndarray

    def __post_init__(self):
        for name in ("n", "sum_a", "sum_ab"):
            sums = getattr(self, name)
            _refuse_fractions(sums, name)
            if sums.shape != (len(self.elements),) * 2:
                raise WrongShape(f"{name}: {sums.shape} for {len(self.elements)} elements")

    @classmethod
    def empty(cls, elements):
        elements = tuple(elements)
        return cls(elements, *(np.zeros((len(elements),) * 2, dtype=np.int64) for _ in range(3)))

    @classmethod
    def from_rows(cls, elements, rows):
        """Add up rows (element_a, element_b, n, sum_a, sum_b, sum_ab), each pair in one order only.

        Rows for the same pair (other months, other regions) are added. Raises KeyError for a foreign element
        and Unusable for sums that are not whole.
        """
        moments = cls.empty(elements)
        place = {element: position for position, element in enumerate(moments.elements)}
        rows = [(place[a], place[b], *sums) for a, b, *sums in rows]
        numbers = np.array(rows) if rows else np.zeros((0, 6), np.int64)
        _refuse_fractions(numbers, "rows")
        a, b, n, sum_a, sum_b, sum_ab = numbers.T
        moments._add(a, b, n, sum_a, sum_ab)
        apart = a != b
        moments._add(b[apart], a[apart], n[apart], sum_b[apart], sum_ab[apart])
        return moments

    def _add(self, a, b, n, sum_a, sum_ab):
        """Add rows, arrays of equal length, to the pairs (a, b); a pair may come many times."""
        np.add.at(self.n, (a, b), n)
        np.add.at(self.sum_a, (a, b), sum_a)
        np.add.at(self.sum_ab, (a, b), sum_ab)

    @property
    def sum_b(self):
        return self.sum_a.T

    @property
    def counts(self):
        """How many answered each element, length k."""
        return np.diagonal(self.n)

    @property
    def totals(self):
        """The sum of the answers to each element, length k."""
        return np.diagonal(self.sum_a)


def _refuse_fractions(sums, name):
    if sums.dtype.kind not in "iu":
        raise NotFinite(f"{name}: whole numbers asked for, {sums.dtype} given")
