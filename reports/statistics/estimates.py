"""What a statistic answers with: a value and its doubt, or the reason why there is none."""

import enum
from dataclasses import dataclass


class Reason(enum.Enum):
    """Why a number is not shown; the words for it live in `reports/saying`."""

    NO_ANSWERS = "no_answers"
    ELEMENT_UNANSWERED = "element_unanswered"
    OFF_SCALE = "off_scale"
    TOO_FEW = "too_few"
    NO_ERROR = "no_error"
    NO_SPREAD = "no_spread"
    STRATUM_MISSING = "stratum_missing"
    CONFIDENTIAL = "confidential"
    NOT_RANDOM = "not_random"
    NOTHING_BEFORE = "nothing_before"
    NO_EXPOSURE = "no_exposure"


class Caution(enum.Enum):
    """What a reader must know of a number that is shown."""

    NO_SPREAD = "no_spread"  # everybody answered alike: its standard error of 0 is no certainty
    SINGLE_PSU = (
        "single_psu"  # a stratum of one cluster, or of one respondent, tells nothing of its own spread
    )


@dataclass(frozen=True)
class Estimate:
    """A sample estimate with its interval, in the unit of `value`; an interval that cannot be had is None.

    `method` is a short code that stays the same as long as the same numbers come out of the same data.
    `degrees_of_freedom` are those of the standard error where they are not n - 1, `n_effective` how many
    respondents of a simple random sample would tell as much.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    method: str
    standard_error: float | None = None
    confidence: float = 0.95
    degrees_of_freedom: float | None = None
    n_effective: float | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def has_interval(self):
        return self.low is not None

    @property
    def freedom(self):
        return self.n - 1 if self.degrees_of_freedom is None else self.degrees_of_freedom


@dataclass(frozen=True)
class Withheld:
    """No number, and why; `about` names what was missing (element codes, regions), `n` what there was.

    `n` is None where even that is confidential.
    """

    reason: Reason
    n: int | None
    about: tuple[str, ...] = ()
