"""A tally while it is counted, and packed as it is kept: equal counts are equal byte for byte."""

import json
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np

SUMS = 4  # n, sum a, sum b, sum ab


class BelowZero(ValueError):
    """More was taken out of a tally than is counted in it."""


def _no_sums(k=0):
    return np.zeros((SUMS, k, k), np.int64)


@dataclass
class Tally:
    """The counts of one group of respondents; while they are differences, they may be below zero.

    `answers` is {(question, answer): n}, `sums` 4 x k x k in the sorted order of `elements`, only a <= b.
    """

    respondents: int = 0
    answers: dict = field(default_factory=dict)
    elements: tuple = ()
    sums: np.ndarray = field(default_factory=_no_sums)

    @classmethod
    def of(cls, row):
        """The counts of a ResponseTally."""
        elements, sums = unpack_moments(row.moments)
        square = _no_sums(len(elements))
        square[:, *np.triu_indices(len(elements))] = sums
        answers = {
            (question, answer): n for question, counts in row.answers.items() for answer, n in counts.items()
        }
        return cls(row.respondents, answers, elements, square)

    def add(self, other, times=1):
        self.respondents += times * other.respondents
        own = self.answers
        for answer, n in other.answers.items():
            own[answer] = own.get(answer, 0) + times * n
        self.add_moments(other.elements, times * other.sums)

    def add_moments(self, elements, sums):
        if elements != self.elements:
            both = tuple(sorted({*self.elements, *elements}))
            self.sums, sums = _spread(self.elements, self.sums, both), _spread(elements, sums, both)
            self.elements = both
        self.sums = self.sums + sums

    def packed(self):
        """(respondents, answers, moments) of a ResponseTally, or None for nothing; raises BelowZero."""
        self._refuse_nonsense()
        answers = {}
        for (question, answer), n in sorted(self.answers.items()):
            if n:
                answers.setdefault(question, {})[answer] = n
        return (self.respondents, answers, self._packed_moments()) if answers else None

    def _refuse_nonsense(self):
        (question, answer), n = min(self.answers.items(), key=itemgetter(1), default=(("", ""), 0))
        if n < 0:
            raise BelowZero(f"{n} people answered {question} with {answer}")
        is_of_nobody = self.sums[1:, self.sums[0] == 0].any()
        if self.respondents < 0 or (self.sums < 0).any() or is_of_nobody:
            raise BelowZero(f"{self.respondents} respondents with sums of {self.sums.tolist()}")

    def _packed_moments(self):
        answered = np.flatnonzero(np.diagonal(self.sums[0]))
        if not len(answered):
            return {}
        a, b = np.triu_indices(len(answered))
        sums = self.sums[:, answered[a], answered[b]]
        return {"elements": [self.elements[each] for each in answered], "sums": sums.tolist()}


def _spread(elements, sums, wider):
    """The same sums among more elements; both are sorted, so that a <= b stays so."""
    if elements == wider:
        return sums
    places = [wider.index(element) for element in elements]
    spread = _no_sums(len(wider))
    spread[np.ix_(range(SUMS), places, places)] = sums
    return spread


def unpack_moments(packed):
    """`moments` of a ResponseTally as (its elements, an array of 4 x pairs)."""
    if not packed:
        return (), np.zeros((SUMS, 0), np.int64)
    return tuple(packed["elements"]), np.array(packed["sums"], np.int64)


def as_text(packed):
    """The one JSON text of answers or moments."""
    return json.dumps(packed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
