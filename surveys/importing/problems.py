"""What is wrong with a cell, a row or a table, in words an officer can act on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from django.utils.translation import gettext as _

from surveys.importing.notice_texts import NOTICES
from surveys.importing.problem_texts import TEXTS

SHOWN = 60

# The column in which a problem of a whole row is mended, by its key.
MENDED_IN = {
    "date_blank": "responded_on",
    "date_outside_round": "responded_on",
    "date_before_programme": "responded_on",
    "date_in_future": "responded_on",
    "region_blank": "region",
    "region_not_in_round": "region",
    "number_twice": "respondent",
    "corrected": "respondent",
    "set_aside": "respondent",
    "consent_blank": "consent",
}

# Rows that never were a respondent, and rows for another officer: named, but nothing to mend.
HARMLESS = {
    "declined",
    "example_row",
    "hidden_row",
    "note_row",
    "numbering_row",
    "repeated_heading",
    "total_row",
    "withdrawn",
}
FOREIGN = {"region_foreign"}
NOTHING_TO_MEND = HARMLESS | FOREIGN


class Unfit(Exception):
    """A cell that has no meaning in its column: code of the problem, its detail, and a suggestion."""

    def __init__(self, code, suggestion="", **detail):
        super().__init__(code)
        self.code, self.suggestion, self.detail = code, suggestion, detail


@dataclass(frozen=True)
class Problem:
    """One fault with every row where it stands: letter and heading of its column, what the cell says.

    `places` number the rows below the heading from 0 on. A fault of the table as a whole has none, and
    perhaps the `row` of the file in which it is seen. `sheet` is named where several were read.
    """

    code: str
    places: Sequence = ()
    column: str = ""
    heading: str = ""
    cell: str = ""
    suggestion: str = ""
    detail: dict = field(default_factory=dict, hash=False)
    row: int | None = None
    sheet: str = ""

    def moved_by(self, rows):
        """The same behind so many rows of other tables."""
        return replace(self, places=self.places + rows) if rows and len(self.places) else self

    @property
    def is_harmless(self):
        return self.code in HARMLESS

    @property
    def title(self):
        return str(TEXTS[self.code].title)

    @property
    def message(self):
        return str(TEXTS[self.code].message) % {"cell": self.cell, "heading": self.heading, **self.detail}


def problems_at(code, places, **told):
    """A Problem at these places, if there are any."""
    return [Problem(code, places, **told)] if len(places) else []


def row_by_row(problems, numbers):
    """[(row of the file, Problem), ...] in the order of the rows; `numbers` are those of the places."""
    of_table = [(problem.row, problem) for problem in problems if not len(problem.places)]
    problems = [problem for problem in problems if len(problem.places)]
    if not problems:
        return of_table
    places = np.concatenate([problem.places for problem in problems])
    which = np.repeat(np.arange(len(problems)), [len(problem.places) for problem in problems])
    order = np.argsort(places, kind="stable")
    rows = numbers[places[order]].tolist()
    return of_table + [(row, problems[one]) for row, one in zip(rows, which[order].tolist(), strict=True)]


def with_suggestion(message, suggestion):
    """The words of a problem with what may have been meant."""
    if not suggestion:
        return message
    meant = _("Mungkin maksudnya “%(text)s”.") % {"text": suggestion}
    return f"{message} {meant}"


def notice(code, **detail):
    """The words of a notice; KeyError for a code without text."""
    return str(NOTICES[code]) % detail


def shown(value):
    """What a cell says, short enough for a list."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
