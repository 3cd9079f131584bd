"""What each row below the heading says, cell by cell."""

from collections import Counter
from dataclasses import dataclass, field

from surveys.importing.kinds import Facts, Missing, understood
from surveys.importing.problems import Problem, Unfit, shown
from surveys.importing.spelling import plain

LEAST_COLUMNS = 4


@dataclass
class ReadRow:
    """One row below the heading: values of the profile and answers by key (blank cells left out).

    `missing` says by key of a question why there is no answer, where the cell says so; `refused` are the
    identities of the columns with a fault; `first_text` is what the first filled cell says.
    """

    number: int
    values: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    refused: set = field(default_factory=set)
    first_text: str = ""
    begins_in_own_words: bool = False
    filled: int = 0  # cells that hold anything, in columns nobody reads too
    own_words: int = 0  # answers in somebody's own words
    repeats_heading: bool = False
    counts_columns: bool = False
    is_ragged: bool = False

    @property
    def is_empty(self):
        """Nothing but a prefilled number."""
        said = self.problems or self.answers or self.missing or self.values.keys() - {"respondent"}
        return not said and " " not in self.values.get("respondent", "")  # several words are no number


class CellReader:
    """Reads the cells of one column, once it is understood as a whole; equal cells are read once."""

    def __init__(self, placed, cells, facts):
        self.index, self.placed, self.column = placed.index, placed, placed.column
        self.understanding = understood(placed.column, cells, facts)
        self._seen = {}

    def read(self, kind, value):
        """The value, None for nothing, or an Unfit (returned, not raised)."""
        if (kind, value) not in self._seen:
            try:
                found = self.understanding.read(kind, value)
            except Unfit as unfit:
                found = unfit
            self._seen[kind, value] = found
        return self._seen[kind, value]

    def problem(self, row, value, unfit):
        return Problem(
            row,
            unfit.code,
            self.placed.letter,
            str(self.column.label),
            shown(value),
            unfit.suggestion,
            unfit.detail,
        )


def readers_of(rows, matching, facts=Facts()):  # noqa: B008 - an immutable tuple
    """A CellReader for each placed column, which has seen every cell of it."""
    cells = [Counter() for _placed in matching.placed]
    for row in rows:
        if row.number > matching.heading_row and not row.ragged:
            for placed, seen in zip(matching.placed, cells, strict=True):
                if placed.index < len(row.cells):
                    seen[tuple(row.cells[placed.index])] += 1
    return [CellReader(placed, seen, facts) for placed, seen in zip(matching.placed, cells, strict=True)]


def read_table(rows, matching, readers):
    """Yield a ReadRow for each row below the heading."""
    for row in rows:
        if row.number > matching.heading_row:
            read = _read_row(row, readers)
            read.repeats_heading = 2 * len(read.problems) > len(readers) and _is_heading(row, matching)
            read.counts_columns = _counts_columns(row)
            yield read


def _read_row(row, readers):
    read, cells = ReadRow(row.number), row.cells
    if row.ragged:
        read.is_ragged = True
        read.problems.append(Problem(row.number, "ragged_row", detail={"fields": row.fields}))
        return read
    for reader in readers:
        kind, value = cells[reader.index] if reader.index < len(cells) else ("", "")
        if not kind:
            continue
        found = reader.read(kind, value)
        if isinstance(found, Unfit):
            read.problems.append(reader.problem(row.number, value, found))
            read.refused.add(reader.column.identity)
        elif isinstance(found, Missing):
            if reader.column.is_question:
                read.missing[reader.column.key] = found.value
        elif found is not None:
            (read.answers if reader.column.is_question else read.values)[reader.column.key] = found
    read.first_text, read.begins_in_own_words = _first_text(cells, readers)
    read.filled = sum(bool(kind) and str(value).strip() != "" for kind, value in cells)
    read.own_words = sum(
        reader.column.key in read.answers for reader in readers if reader.column.kind.has_own_words
    )
    return read


def _first_text(cells, readers):
    """(what the first filled cell says if it is a text, whether it is an answer in somebody's own words)"""
    own_words = {reader.index for reader in readers if reader.column.kind.has_own_words}
    for index, (kind, value) in enumerate(cells):
        if kind and not (kind == "s" and not value.strip()):
            return plain(value) if kind == "s" else "", index in own_words
    return "", False


def _counts_columns(row):
    """Whether the row numbers the columns, 1, 2, 3 or (1) (2) (3), as printed tables do."""
    said = [str(value).strip(" ()[].") for kind, value in row.cells if kind and str(value).strip()]
    return len(said) >= LEAST_COLUMNS and said == [str(number) for number in range(1, len(said) + 1)]


def _is_heading(row, matching):
    """Whether the row says the headings again, as printed tables do on every page."""
    cells = [
        row.cells[placed.index] if placed.index < len(row.cells) else ("", "") for placed in matching.placed
    ]
    echoes = [
        kind == "s" and matching.is_heading(placed, value)
        for placed, (kind, value) in zip(matching.placed, cells, strict=True)
    ]
    return 2 * sum(echoes) > len(echoes)
