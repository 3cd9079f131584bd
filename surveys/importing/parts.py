"""The tables of a Reading, each matched by itself."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from pmi_portal.files.reading.messages import of_sheet
from pmi_portal.files.sheets import sheet_address
from pmi_portal.words.formats import show_number
from surveys.importing.decisions import Decided
from surveys.importing.headings import Dictionary
from surveys.importing.interpretation import Interpreted
from surveys.importing.matching import Matching, match
from surveys.importing.problems import MENDED_IN, Problem, notice
from surveys.importing.sheet_tables import MOST_TABLES, tables_in

LEAST_COLUMNS = 2


@dataclass
class Part:
    """A table with its Matching and what was Decided about it; `file` is the table as it stands in the file.

    `sheet` is what it is called, named where several sheets were read, and of a further table of a sheet.
    `faults` are Problems of the sheet as a whole.
    """

    file: object
    table: object
    decided: Decided
    matching: Matching
    sheet: str | None = None
    faults: tuple = ()

    def __len__(self):
        """How many rows stand below the heading."""
        return len(self.table) - bisect_right(self.table.numbers, self.matching.heading_row or 0)

    @cached_property
    def mended_in(self):
        """{code of a problem of a whole row: the column in which it is mended}."""
        placed = {each.column.key: each for each in self.matching.placed if not each.column.is_question}
        return {code: placed[key] for code, key in MENDED_IN.items() if key in placed}

    @property
    def is_read(self):
        return not self.decided.without_table

    @property
    def label(self):
        """Where the table stands, as a page offers it among others."""
        begins = self.table.begins or f"A{self.table.numbers[0] if len(self.table) else 1}"
        return self.sheet if self.sheet and not self.table.begins else sheet_address(self.table.name, begins)

    @property
    def problems(self):
        """Why the table cannot be read; nothing of one that is not to be read."""
        found = [*self.faults, *self.matching.problems] if self.is_read else []
        return [self.with_column(each) for each in found]

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
    """The Parts of a Reading under what was Decided, matched to the columns of the Terms.

    A decision that would leave no table to be read goes for nothing.
    """
    dictionary, parts = Dictionary(terms.columns, terms.learned), []
    for sheet in reading.tables:
        heading_row = decided.of_table(len(parts), sheet.called).heading_row
        tables, faults = tables_in(sheet, dictionary, heading_row), ()
        if len(tables) > MOST_TABLES:
            tables, faults = [sheet], (Problem("many_tables", detail={"most": MOST_TABLES}),)
        for table in tables:
            said = table.called if reading.is_of_several or table.begins else None
            parts.append(_part(table, terms, decided.of_table(len(parts), table.called), said, faults))
    if not any(part.is_read for part in parts):
        for part in parts:
            part.decided = replace(part.decided, without_table=False)
    return parts


def _part(file, terms, decided, sheet, faults):
    table = file.with_cells({(row, place): text for row, place, text in decided.fixes})
    return Part(file, table, decided, match(table, terms.columns, decided, terms.learned), sheet, faults)


def notices_of_tables(parts):
    """Notices of sheets with several tables, and of tables that an officer left out."""
    for sheet, same in groupby(parts, key=lambda part: part.table.name):
        same = list(same)
        if len(same) > 1:
            told = ", ".join(part.label for part in same)
            yield of_sheet(notice("several_tables", tables=told, n=len(same)), sheet and same[0].sheet)
    for part in parts:
        if not part.is_read:
            yield notice("table_left_out", table=part.label, rows=show_number(len(part)))


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
