"""The file back to its officer with its problems marked: the own workbook, or one of the faulty rows."""

import logging
from bisect import bisect_left
from datetime import date, datetime
from pathlib import Path

import numpy as np
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pmi_portal.files.marking import MOST_CELLS, MOST_ROWS, marked_workbook
from pmi_portal.files.reading.parser_rows import LIST_SHEET, MARK_PROPERTY
from pmi_portal.files.sheets import Sheet, sheet_address, write_xlsx
from pmi_portal.running.child import ChildFailed
from surveys.importing.decisions import Decided, spelling_of
from surveys.importing.headings import BY_OFFICER
from surveys.importing.kinds import as_shown
from surveys.importing.parts import parts_of
from surveys.importing.problem_files import rows_to_mend
from surveys.importing.problem_texts import TEXTS
from surveys.importing.problems import with_suggestion
from surveys.importing.returns import heading_numbers, headings_of, mark_of
from surveys.importing.spelling import letter

logger = logging.getLogger(__name__)
WIDTHS = (18, 32, 32, 80)  # of the list
LONGEST_TITLE = 20  # with the cell behind it, Excel takes 31 signs
FIRST_YEAR = 1900  # of the days that Excel knows
OWN, FAULTY = "{stem}-ditandai.xlsx", "{stem}-baris-bermasalah.xlsx"


def marked_file(batch, reading, terms, path):
    """(name, bytes) of the workbook: the officer's own; of a csv, or one too large, the faulty rows."""
    marks, stem = Marks(batch, reading, terms), Path(batch.original_name).stem
    if is_marked_whole(reading.kind, len(reading.rows)) and marks.cells_read <= MOST_CELLS:
        try:
            return OWN.format(stem=stem), marks.in_own_workbook(path)
        except ChildFailed as failed:
            logger.warning("a workbook could not be marked: %s", failed)
    return FAULTY.format(stem=stem), marks.of_faulty_rows()


def is_marked_whole(kind, rows):
    return kind == "xlsx" and rows <= MOST_ROWS


class TableMarks:
    """What is to be told about the cells of one Part, whose problems are {row: [problem, ...]}."""

    def __init__(self, part, to_mend):
        self.part, self.to_mend = part, to_mend
        self.file, self.table, self.matching = part.file, part.table, part.matching
        self.decided = part.decided
        self.places = {each.letter: each.index for each in self.matching.placed}
        self.first = min(self.places.values())
        fixes = {(row, place): text for row, place, text in self.decided.fixes}
        self.texts = fixes | self._said()  # {(row, place): what the cell was decided to say}

    def _said(self):
        """The cells of which something else was said by the value that stands in them."""
        found = {}
        for placed in self.matching.placed:
            said, column = self.decided.values_of(placed.column), self.table.columns[placed.index]
            codes = np.frombuffer(column.codes, np.uint32)
            for code, cell in enumerate(column.cells) if said else ():
                if (text := said.get(spelling_of(*cell))) is not None:
                    rows = (self.file.numbers[at] for at in np.flatnonzero(codes == code).tolist())
                    found |= {(row, placed.index): text for row in rows if row > self.matching.heading_row}
        return found

    @cached_property
    def faults(self):
        """{(row, place): [what is wrong there, ...]}; of a whole row it stands in the first column."""
        found = {}
        for row, problems in self.to_mend.items():
            for _row, column, _heading, _cell, code, message, suggestion, *_sheet in problems:
                told = f"{TEXTS[code].title}. {with_suggestion(message, suggestion)}"
                found.setdefault((row, self.places.get(column, self.first)), []).append(told)
        return found

    def comment(self, row, place):
        told = list(self.faults.get((row, place), ()))
        if (row, place) in self.texts:
            was = str(as_shown(*self._cell(row, place))) or _("kosong")
            told.append(_("Diperbaiki di portal. Di berkas semula: %(text)s") % {"text": was})
        return "\n".join(told)

    @property
    def cells(self):
        """(row, place, what is written there or None, comment, whether it is a fault) of each marked one."""
        return [
            (row, place, self.texts.get((row, place)), self.comment(row, place), (row, place) in self.faults)
            for row, place in sorted({*self.faults, *self.texts})
        ]

    def listed(self, address):
        """[`address(row, place)`, title, what the cell says, what to do] of each problem."""
        for row, problems in self.to_mend.items():
            for _row, column, _heading, cell, code, message, suggestion, *_sheet in problems:
                where = address(row, self.places.get(column, self.first))
                yield [where, str(TEXTS[code].title), cell, with_suggestion(message, suggestion)]

    def as_sheet(self, title):
        """(Sheet, [line of the list of faults, ...]) of the rows with a problem, each behind its number.

        A row with too many or too few fields stays out: nobody can say which of its cells is which.
        """
        ragged = {self.file.numbers[at] for at in self.file.ragged}
        whole = [row for row in self.to_mend if row not in ragged]
        lines = {row: line for line, row in enumerate(whole, start=1)}
        at = {place: column for column, place in enumerate(self._kept, start=1)}

        def address(row, place):
            return sheet_address(title, f"{letter(at[place])}{lines[row] + 1}") if row in lines else ""

        told = [key for key in (*self.faults, *self.texts) if key[0] in lines and key[1] in at]
        marks = {(lines[row], at[place]): self.comment(row, place) for row, place in told}
        heading = [_("Baris di berkas"), *map(self._heading, self._kept)]
        rows = ([row, *(self._value(row, place) for place in self._kept)] for row in lines)
        return Sheet(title, _all(heading, rows), marks=marks), list(self.listed(address))

    @cached_property
    def _kept(self):
        """Places of the columns that were not left out; of a further table those that hold anything."""
        left_out = {place for place, _heading in self.matching.left_out}
        filled = [len(column.cells) > 1 or not self.part.table.begins for column in self.table.columns]
        return [place for place, holds in enumerate(filled) if holds and place not in left_out]

    def _heading(self, place):
        """By what the column is known again, whatever an officer had to say about it."""
        said = self._cell(self.matching.heading_row, place)[1]
        placed = next((each for each in self.matching.placed if each.index == place), None)
        if placed and (placed.strength == BY_OFFICER or self.matching.is_joined or not said):
            return str(placed.column.label)
        return said

    def _value(self, row, place):
        text = self.texts.get((row, place))
        return _plain(*self._cell(row, place)) if text is None else text

    def _cell(self, row, place):
        column = self.file.columns[place]
        return column.cells[column.codes[bisect_left(self.file.numbers, row)]]


class Marks:
    """What is to be told in a workbook about the cells of an upload of one sheet, table by table."""

    def __init__(self, batch, reading, terms):
        self.batch, self.reading = batch, reading
        to_mend, parts = rows_to_mend(batch), parts_of(reading, terms, Decided.from_json(batch.decisions))
        numbers = heading_numbers((each.matching.heading_row, each.matching.is_joined) for each in parts)
        self.headings_read = headings_of(reading.rows, numbers)
        self.tables = [TableMarks(each, to_mend.get(each.sheet or "", {})) for each in parts if each.is_read]

    @property
    def cells_read(self):
        return len(self.reading.rows) * len(self.reading.rows.columns)

    @property
    def headings(self):
        return [_("Sel"), _("Masalah"), _("Isi sel"), _("Yang perlu dilakukan")]

    def in_own_workbook(self, path):
        """The bytes of the workbook at this path, problems marked and what was fixed written into it."""
        sheet = self.reading.sheet
        where = lambda row, place: sheet_address(sheet, f"{letter(place)}{row}")  # noqa: E731
        return marked_workbook(
            path,
            sheet=sheet,
            cells=sorted((cell for each in self.tables for cell in each.cells), key=lambda cell: cell[:2]),
            headings=list(zip(self.headings, WIDTHS, strict=True)),
            listed=[line for each in self.tables for line in each.listed(where)],
            mark=mark_of(self.batch, sheet, self.headings_read),
        )

    def of_faulty_rows(self):
        """The bytes of a workbook of the rows with a problem, those of each table in a sheet of its own."""
        title = self.reading.sheet or _("Baris bermasalah")
        begins = [each.part.table.begins for each in self.tables]
        titles = [f"{title[:LONGEST_TITLE]} {cell}" if cell else title for cell in begins]
        made = [each.as_sheet(name) for each, name in zip(self.tables, titles, strict=True) if each.to_mend]
        made = made or [self.tables[0].as_sheet(title)]
        faults = _all(self.headings, (line for _sheet, lines in made for line in lines))
        properties = [(MARK_PROPERTY, mark_of(self.batch, made[0][0].title))]
        sheets = [*(sheet for sheet, _lines in made), Sheet(LIST_SHEET, faults, WIDTHS, has_links=True)]
        return write_xlsx(sheets, properties=properties, from_1904=self.reading.from_1904)


def _all(first, others):
    yield first
    yield from others


def _plain(kind, value):
    """A cell as a sheet takes it: numbers, truths and days stay what they are."""
    if kind in ("", "x", "f"):
        return ""
    if kind != "d":
        return str(as_shown(kind, value)) if kind in "sep" else value
    try:
        found = (datetime if "T" in value else date).fromisoformat(value)
    except ValueError:  # a time without a day
        return value
    return found if found.year >= FIRST_YEAR else value
