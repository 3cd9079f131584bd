"""The tables of a Reading, each matched by itself."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from pmi_portal.files.reading.messages import of_sheet
from surveys.importing.decisions import Decided
from surveys.importing.headings import Dictionary
from surveys.importing.interpretation import Interpreted
from surveys.importing.matching import Matching, match
from surveys.importing.problems import MENDED_IN

LEAST_COLUMNS = 2


@dataclass
class Part:
    """A table with its Matching and what was Decided about it; `sheet` is named where several were read."""

    table: object
    decided: Decided
    matching: Matching
    sheet: str | None = None

    def __len__(self):
        """How many rows stand below the heading."""
        return len(self.table) - bisect_right(self.table.numbers, self.matching.heading_row or 0)

    @cached_property
    def mended_in(self):
        """{code of a problem of a whole row: the column in which it is mended}."""
        placed = {each.column.key: each for each in self.matching.placed if not each.column.is_question}
        return {code: placed[key] for code, key in MENDED_IN.items() if key in placed}

    @property
    def problems(self):
        """Why the table cannot be read."""
        return [self.with_column(each) for each in self.matching.problems]

    def with_column(self, problem):
        """The problem with its sheet; one of a whole row names the column in which it is mended."""
        if placed := self.mended_in.get(problem.code):
            problem = replace(problem, column=placed.letter, heading=str(placed.column.label))
        return replace(problem, sheet=self.sheet) if self.sheet else problem

    def notice(self, text):
        """The text with the sheet it speaks of, where that has to be said."""
        return of_sheet(text, self.sheet)

    def interpreted(self, facts, progress, learned):
        return Interpreted(self.table, self.matching, self.decided, facts, progress, learned)


def parts_of(reading, terms, decided):
    """The Parts of a Reading under what was Decided, matched to the columns of the Terms."""
    sheets = [table.name if reading.is_of_several else None for table in reading.tables]
    return [
        _part(table, terms, decided.of_table(place, table.name), sheet)
        for place, (table, sheet) in enumerate(zip(reading.tables, sheets, strict=True))
    ]


def _part(table, terms, decided, sheet):
    table = table.with_cells({(row, place): text for row, place, text in decided.fixes})
    return Part(table, decided, match(table, terms.columns, decided, terms.learned), sheet)


def recognised(reading, parts, columns):
    """The names of the visible sheets that have the columns of the round, in the order of the workbook.

    Of a sheet that was read the table tells; of others half of the columns that a file must have.
    """
    dictionary = Dictionary(columns)
    known = {part.table.name for part in parts if part.matching.heading_row is not None}
    known |= {name for name, rows in reading.tops.items() if _is_recognised(rows, dictionary, columns)}
    return [sheet.name for sheet in reading.sheets if not sheet.hidden and sheet.name in known]


def _is_recognised(rows, dictionary, columns):
    mandatory = {column.identity for column in columns if column.mandatory}
    for row in rows:
        entries = [dictionary.look_up(text) for kind, text in row.cells if kind]
        found = {column.identity for _strength, column in filter(None, entries)}
        if len(found) >= LEAST_COLUMNS and 2 * len(found & mandatory) >= len(mandatory):
            return True
    return False
