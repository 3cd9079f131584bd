"""What `compute` answers with: typed cells and comparisons, and no words."""

import enum
from dataclasses import dataclass, field, replace
from datetime import date


class Flag(enum.Enum):
    """What a reader must know of a number that is shown."""

    LOW_RELIABILITY = "u"
    PROVISIONAL = "p"
    SAMPLE_DATA = "sample"


@dataclass(frozen=True)
class Cell:
    """One number: what it is of (`where`, by the names of the result's dimensions), and what it rests on.

    `value` is an Estimate, a count, or a Withheld; `n` the people, sessions or cases it rests on. `about`
    holds further facts of this indicator, by name.
    """

    where: dict
    value: object
    n: int
    about: dict = field(default_factory=dict)
    flags: frozenset = frozenset()

    def flagged(self, *flags):
        return replace(self, flags=self.flags | set(flags))


@dataclass(frozen=True)
class Comparison:
    """A cell against an earlier one: the Verdict of its family, a Withheld, or why it was not asked."""

    cell: Cell
    against: Cell | None
    verdict: object


@dataclass(frozen=True)
class Result:
    """The answer to a Question: `cells` in the order they are read; `comparisons` by family, then by place.

    `as_of` is the day on which the data were read, `facts` hold what is true of the whole.
    """

    question: object
    indicator: object
    as_of: date
    cells: tuple = ()
    comparisons: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
