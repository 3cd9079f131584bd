"""What a messy workbook really says, cell by cell: the truth that a reading of it is scored against."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What a good importer does with a cell."""

    PLAIN = "plain"  # written as the template asks: read as its value
    ODD = "odd"  # oddly written, with one meaning: read as its value
    EITHER = "either"  # read as its value, or named: both will do
    WRONG = "wrong"  # named
    AMBIGUOUS = "ambiguous"  # more than one meaning: asked or named, never read in silence

    @property
    def must_be_named(self):
        return self in (Verdict.WRONG, Verdict.AMBIGUOUS)


class Cell(NamedTuple):
    """What stands in a cell, what it means (None for nothing), and of which kind its oddness is."""

    raw: object
    value: object = None
    verdict: Verdict = Verdict.PLAIN
    kind: str = ""


class RowIs(StrEnum):
    PERSON = "person"
    REPEAT = "repeat"  # a person of this file again, saying the same: not counted twice
    STORED = "stored"  # a person whom the earlier file brought: not counted twice
    NOBODY = "nobody"  # a title, a total, a signature, a note, a number without a person


@dataclass
class TrueRow:
    """A row of the file by its physical number; `cells` by column key.

    A broken row has lost its columns; a trap is a person who looks like nobody.
    """

    number: int
    what: RowIs = RowIs.PERSON
    cells: dict = field(default_factory=dict)
    note: str = ""
    broken: bool = False
    trap: bool = False

    @property
    def is_good(self):
        """Nothing in it that has, or may, be named."""
        free = {Verdict.PLAIN, Verdict.ODD}
        return (
            self.what in (RowIs.PERSON, RowIs.STORED)
            and {cell.verdict for cell in self.cells.values()} <= free
        )

    @property
    def kinds(self):
        """The kinds that a reader must master to take this row."""
        own = {"I8"} if self.trap or self.what is RowIs.NOBODY else set()
        return own | {cell.kind for cell in self.cells.values() if cell.kind}


NEXT_SHEET = 100_000


class Odd(NamedTuple):
    """What is not an ordinary table of numbers: an Excel cell with a dress of its own."""

    what: str  # "percent", "formula", "error" or "serial"
    value: object


@dataclass
class Workbook:
    """A file and its truth. `officer` is the region of who uploads it, None for the whole country.

    `letters` are the columns of the file by key. `answers` is what the officer answers when asked which
    column is which: letter by key. `earlier` is a plain csv, stored before, with some of the people.

    Rows of a second sheet or table are numbered from NEXT_SHEET on. `sheets` are those that the officer
    chooses, none for the first one; `not_read` are the letters of columns that are not what their headings
    say, which the officer takes off; of hidden rows the officer says whether they are `without_hidden`.
    `told` are texts that the importer must tell of what a person does not see.
    """

    seed: int
    name: str
    content: bytes
    rows: dict
    letters: dict
    kind: str = ""
    officer: str | None = None
    answers: dict = field(default_factory=dict)
    earlier: bytes | None = None
    sheets: tuple = ()
    not_read: tuple = ()
    without_hidden: bool = False
    told: tuple = ()

    def address(self, row, key):
        return f"{self.letters.get(key, '?')}{row % NEXT_SHEET}"
