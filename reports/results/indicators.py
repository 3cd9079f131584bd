"""An indicator is data: what is counted, of what, how sure it is, and the function that computes it."""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from pmi_portal.accounts.permissions import Permission


class Kind(enum.Enum):
    """What kind of number it is, on which depends how it is doubted and what of it may be shown."""

    SAMPLE = "sample"  # an estimate from respondents, with an interval
    FULL_COUNT = "full_count"  # everything of its kind that is recorded; only chance from month to month
    QUALITATIVE = "qualitative"  # what was said by groups chosen on purpose: never a percentage


class Direction(enum.Enum):
    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True)
class Indicator:
    """`compute(question, regions=..., today=...)` gives a Result; `filters` maps a name to its values.

    `asks` are the names of questions.py that change the answer: regions, cut, months. `relevant` is the least
    change worth telling, in the indicator's unit; `version` rises when the same data give other numbers.
    `reads` are the models it is made of, () for any; `reading()` reads what several indicators are made of,
    and a page gives its one answer to each of them as `read`. `opens` is what one must be allowed in a region
    to see its cells there: for counts of cases, to open the rows that are counted, so that a small count
    tells nobody anything new.
    """

    code: str
    version: int
    title: str
    why: str
    kind: Kind
    numerator: str
    denominator: str
    doubt: str
    unit: str
    source: str
    direction: Direction
    compute: Callable
    relevant: float | None = None
    asks: tuple = ("wilayah",)
    filters: dict = field(default_factory=dict)
    reads: tuple = ()
    reading: Callable | None = None
    opens: Permission = Permission.DASHBOARD_VIEW
