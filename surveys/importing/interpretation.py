"""What the columns below the heading say: each distinct cell is read once, rows only point to it."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pmi_portal.files.reading.table import as_cell, is_blank
from surveys.importing.decisions import NOTHING_DECIDED, spelling_of
from surveys.importing.kinds import CLEAR, CONSENT, DECLINED, Facts, Missing, is_clearing, understood
from surveys.importing.learned import TEACHABLE
from surveys.importing.merges import is_filled
from surveys.importing.problems import Unfit

NOTHING, VALUE, MISSING, UNFIT, CLEARED = range(5)


class Stands(NamedTuple):
    """A column of the file below the heading: its distinct cells, and which of them stands in each row."""

    cells: list
    codes: np.ndarray

    def flags(self, places, test):
        """For each of these rows whether its cell passes; a cell is tested once, however often it stands."""
        codes, rows = np.unique(self.codes[places], return_inverse=True)
        return np.fromiter((test(*self.cells[code]) for code in codes), bool, len(codes))[rows]


class SaidColumn:
    """What the rows say in one column of the round.

    `found[code]` is the value of a distinct cell, None for nothing, a Missing, CLEAR, or an Unfit; `codes`
    and `states` (NOTHING, VALUE, MISSING, UNFIT or CLEARED) have one entry a row. `said` is {code: text} of
    the cells that are read as an officer said, `written` {code: what such a cell says by itself}, `learned`
    {code: Learned} of those read as an earlier file taught.
    """

    def __init__(self, column, cells=(), codes=(), found=(), states=()):
        self.column, self.cells, self.codes = column, cells, codes
        self.found, self.states = found, states
        self.said, self.written, self.learned = {}, {}, {}

    def by_row(self, told, dtype):
        """`told(value)` of the value in each row as an array, 0 where there is none."""
        told_of = [told(found) if _state(found) == VALUE else 0 for found in self.found]
        return np.where(self.states == VALUE, np.array(told_of, dtype)[self.codes], dtype(0))

    def value(self, row):
        """What a row says: a value or a Missing; None for nothing, and for what was not understood."""
        found = self.found[self.codes[row]] if self.states[row] in (VALUE, MISSING) else None
        return found if self.column.is_question or not isinstance(found, Missing) else None

    def spelling(self, code):
        return spelling_of(*self.cells[code])


class ReadColumn(SaidColumn):
    """A placed column of a table, understood as a whole."""

    def __init__(self, placed, stands, is_read, facts, said=None, learned=None):
        super().__init__(placed.column, stands.cells, stands.codes)
        self.placed = placed
        self.said = _said(self.cells, said or {})
        used = np.bincount(self.codes[is_read], minlength=len(self.cells))
        times = Counter()
        for code in np.flatnonzero(used).tolist():
            # Neither says how the others are written.
            if code not in self.said and not is_clearing(*self.cells[code]):
                times[tuple(self.cells[code])] += int(used[code])
        self.understanding = understood(self.column, times, facts)
        self.found = [
            self._found(code, learned or {}) if often else None for code, often in enumerate(used.tolist())
        ]
        self.states = np.fromiter(map(_state, self.found), np.uint8, len(self.found))[self.codes]
        self.states[~is_read] = NOTHING

    def said_in(self, rows):
        """The values of the cells of these rows, which may be none of those that are read."""
        found = [self._read(*self.cells[code]) for code in np.unique(self.codes[rows]).tolist()]
        return {each for each in found if _state(each) == VALUE}

    def _found(self, code, learned):
        """As an officer said of this cell, as it reads, or as an earlier file taught where it does not."""
        if code in self.said:
            found = self._as_said(self.said[code])
            if not isinstance(found, Unfit):
                self.written[code] = self._read(*self.cells[code])
                return found
            del self.said[code]  # said of an option that is no more
        found, kind = self._read(*self.cells[code]), self.column.kind
        if isinstance(found, Unfit) and (entry := learned.get(self.spelling(code))):
            taught = kind.chosen(self.column, entry.meaning) if found.code in TEACHABLE else None
            if taught is not None:
                self.learned[code] = entry
                return taught
        return found

    def _as_said(self, text):
        chosen = self.column.kind.chosen(self.column, text)
        return self._read(*as_cell(text)) if chosen is None else chosen

    def _read(self, kind, value):
        if not kind:
            return None
        try:
            return self.understanding.read(kind, value)
        except Unfit as unfit:
            return unfit


class Columns:
    """What is asked of rows in `columns`, of one table or of several."""

    def column(self, identity):
        """The SaidColumn of a column of the round, or None."""
        return next((each for each in self.columns if each.column.identity == identity), None)


class Interpreted(Columns):
    """The rows below the heading by columns; arrays have one entry a row, in the order of the file.

    `numbers` are the rows' numbers in the file, `fields` {row: its fields} of those with too few or many.
    Of rows whose respondent `declined` nothing is read. `sheet` is the name of the sheet, None in a csv;
    `called` tells its table from others of it.
    """

    is_of_several = False

    def __init__(
        self,
        table,
        matching,
        decided=NOTHING_DECIDED,
        facts=Facts(),  # noqa: B008 - an immutable tuple
        progress=None,
        learned=(),
    ):
        numbers = np.frombuffer(table.numbers, np.uint32)
        self.sheet, self.called = table.name, table.called
        start = int(np.searchsorted(numbers, matching.heading_row, "right"))
        self.numbers = numbers[start:]
        self.fields = {place - start: fields for place, fields in table.ragged.items() if place >= start}
        self.is_read = np.ones(len(self.numbers), bool)
        self.is_read[list(self.fields)] = False
        self.stands = [_stands(column, start) for column in table.columns]
        self.declined = declined(table, matching, decided, start) & self.is_read
        self.is_read &= ~self.declined
        self.columns = []
        for done, placed in enumerate(matching.placed):
            if progress:
                progress(len(self) * done // len(matching.placed), len(self))
            stands, said = _stands_of(placed, table, matching, start), decided.values_of(placed.column)
            taught = {each.spelling: each for each in learned if each.column == placed.column.name}
            self.columns.append(ReadColumn(placed, stands, self.is_read, facts, said, taught))
        if progress:
            progress(len(self), len(self))

    def __len__(self):
        return len(self.numbers)

    @property
    def learned(self):
        """The Learned entries by which columns were found and cells are read."""
        headings = [column.placed.learned for column in self.columns if column.placed.learned]
        return [*headings, *(entry for column in self.columns for entry in column.learned.values())]

    @property
    def parts(self):
        """The tables, as of one that is joined."""
        return [self]

    @property
    def sheets(self):
        """(the first row, the name of the sheet) of each table."""
        return [(0, self.called)]

    def part_of(self, _row):
        return 0

    def called_of(self, _row):
        """What the table is called in which a row stands."""
        return self.called

    def address(self, row):
        """How a row is told: its number in the file."""
        return int(self.numbers[row])

    def letter(self, identity, _row):
        """The letters over a column of the round, "" where there is none."""
        column = self.column(identity)
        return column.placed.letter if column else ""

    def cell(self, identity, row):
        """“F17”: how the cell of a column of the round in this row is told."""
        return f"{self.letter(identity, row)}{self.numbers[row]}"

    @cached_property
    def filled(self):
        """How many cells of each row show anything, in columns that nobody reads too."""
        filled = np.zeros(len(self), np.uint16)
        for stands in self.stands:
            blank = np.fromiter(map(is_blank, stands.cells), bool, len(stands.cells))
            filled += ~blank[stands.codes]
        return filled

    def how_many(self, state, columns=None):
        """How many of these columns have this state in each row."""
        counted = np.zeros(len(self), np.uint16)
        for column in self.columns if columns is None else columns:
            counted += column.states == state
        return counted


def declined(table, matching, decided, start):
    """For each row from `start` on whether its respondent declined: nothing else of such a row is read."""
    rows = len(table.numbers) - start
    for placed in matching.placed:
        if placed.column.kind is CONSENT:
            stands, said = _stands_of(placed, table, matching, start), decided.values_of(placed.column)
            told = ReadColumn(placed, stands, np.ones(rows, bool), Facts(), said)
            return told.by_row(lambda value: value == DECLINED, np.bool_)
    return np.zeros(rows, bool)


def _stands_of(placed, table, matching, start):
    below = matching.heading_row
    if is_filled(placed.column) and table.merged_down(placed.index, below):
        return _stands(table.filled_down(placed.index, below), start)
    return _stands(table.columns[placed.index], start)


def _said(cells, said):
    """{place of a cell: text} of those of which something was said, which is {`spelling_of` a cell: text}."""
    if not said:
        return {}
    spellings = (spelling_of(*cell) for cell in cells)
    return {code: said[spelling] for code, spelling in enumerate(spellings) if spelling in said}


def _stands(column, start):
    return Stands(column.cells, np.frombuffer(column.codes, np.uint32)[start:])


def _state(found):
    if found is None:
        return NOTHING
    if found is CLEAR:
        return CLEARED
    if isinstance(found, Unfit):
        return UNFIT
    return MISSING if isinstance(found, Missing) else VALUE
