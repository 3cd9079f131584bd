"""What each row below the heading says, cell by cell."""

from dataclasses import dataclass, field

from surveys.importing.cells import interpret
from surveys.importing.columns import Kind
from surveys.importing.problems import Problem, Unfit, shown
from surveys.importing.spelling import plain


@dataclass
class ReadRow:
    """One row below the heading: values of the profile and answers by key (blank cells left out).

    `refused` are the identities of the columns with a fault; `first_text` is what the first filled cell says.
    """

    number: int
    values: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    refused: set = field(default_factory=set)
    first_text: str = ""
    repeats_heading: bool = False
    is_ragged: bool = False

    @property
    def is_empty(self):
        """Nothing but a prefilled number."""
        return not self.problems and not self.answers and not self.values.keys() - {"respondent"}


class CellReader:
    """Reads the cells of one column; equal cells are read once."""

    def __init__(self, placed):
        self.index, self.placed, self.column = placed.index, placed, placed.column
        self._seen = {}

    def read(self, kind, value):
        """The value, None for nothing, or an Unfit (returned, not raised)."""
        if (kind, value) not in self._seen:
            try:
                found = interpret(self.column, kind, value)
            except Unfit as unfit:
                found = unfit
            self._seen[kind, value] = None if found == "" else found
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


def read_table(rows, matching):
    """Yield a ReadRow for each row below the heading."""
    readers = [CellReader(placed) for placed in matching.placed]
    for row in rows:
        if row.number > matching.heading_row:
            read = _read_row(row, readers)
            read.repeats_heading = 2 * len(read.problems) > len(readers) and _is_heading(row, matching)
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
        elif found is not None:
            (read.answers if reader.column.is_question else read.values)[reader.column.key] = found
    read.first_text = _first_text(cells, readers)
    return read


def _first_text(cells, readers):
    """What the first filled cell says, unless it is an answer in somebody's own words."""
    own_words = {reader.index for reader in readers if reader.column.kind is Kind.TEXT}
    for index, (kind, value) in enumerate(cells):
        if kind and not (kind == "s" and not value.strip()):
            return plain(value) if kind == "s" and index not in own_words else ""
    return ""


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
