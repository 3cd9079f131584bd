"""A case of the corpus: a file, the name it is uploaded under, and the answer it must get."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

REFUSED, REFUSED_WHEN_PARSED, HELD_BACK, WARNED, ACCEPTED = "R", "r", "Q", "W", "A"


@dataclass(frozen=True)
class Answer:
    """What must come of a file: class, code of a refusal, rows read, cells held back, warnings, the table."""

    kind: str
    code: str | None = None
    rows: int = 0
    held_back: tuple = ()  # (row, column letter or "-", cell type, or "ragged")
    warnings: tuple = ()
    table: list | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Case:
    """One file of the corpus."""

    key: str
    name: str
    content: Callable[[], bytes]
    answer: Answer

    @property
    def suffix(self):
        return PurePosixPath(self.name).suffix


def refused(key, name, code, content):
    """A case refused by its bytes or its name, before any parser runs."""
    return Case(key, name, content, Answer(REFUSED, code))


def refused_when_parsed(key, name, code, content):
    """A case refused for what the parser finds."""
    return Case(key, name, content, Answer(REFUSED_WHEN_PARSED, code))


def held_back(key, name, rows, cells, content, warnings=()):
    """A case that is read, but with rows that must not be imported."""
    return Case(key, name, content, Answer(HELD_BACK, None, rows, tuple(cells), tuple(warnings)))


def warned(key, name, warnings, table, content):
    """A case read as this table, with warnings."""
    return Case(key, name, content, Answer(WARNED, None, len(table), (), tuple(warnings), table))


def accepted(key, name, table, content):
    """A case read as this table, without a word."""
    return Case(key, name, content, Answer(ACCEPTED, None, len(table), (), (), table))
