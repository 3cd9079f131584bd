"""What is wrong with a cell, a row or a table, in words an officer can act on."""

from dataclasses import dataclass, field

from surveys.importing.problem_texts import NOTICES, TEXTS

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
    "conflict": "respondent",
}

# Rows that never were a respondent, and rows for another officer: named, but nothing to mend.
HARMLESS = {"total_row", "repeated_heading", "note_row"}
FOREIGN = {"region_foreign"}
NOTHING_TO_MEND = HARMLESS | FOREIGN


class Unfit(Exception):
    """A cell that has no meaning in its column: code of the problem, its detail, and a suggestion."""

    def __init__(self, code, suggestion="", **detail):
        super().__init__(code)
        self.code, self.suggestion, self.detail = code, suggestion, detail


@dataclass(frozen=True)
class Problem:
    """One fault: row of the file, letter and heading of the column, what the cell says, and a suggestion."""

    row: int | None
    code: str
    column: str = ""
    heading: str = ""
    cell: str = ""
    suggestion: str = ""
    detail: dict = field(default_factory=dict, hash=False)

    @property
    def title(self):
        return str(TEXTS[self.code].title)

    @property
    def message(self):
        return str(TEXTS[self.code].message) % {"cell": self.cell, "heading": self.heading, **self.detail}


def notice(code, **detail):
    """The words of a notice; KeyError for a code without text."""
    return str(NOTICES[code]) % detail


def shown(value):
    """What a cell says, short enough for a list."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
