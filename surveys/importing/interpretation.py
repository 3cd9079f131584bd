"""What the columns below the heading say: each distinct cell is read once, rows only point to it."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pmi_portal.files.reading.table import as_cell, is_blank
from surveys.importing.decisions import NOTHING_DECIDED, spelling_of
from surveys.importing.kinds import CLEAR, Facts, Missing, is_clearing, understood
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


class ReadColumn:
    """A placed column, understood as a whole.

    `found[code]` is the value of a distinct cell, None for nothing, a Missing, CLEAR, or an Unfit; `codes`
    and `states` (NOTHING, VALUE, MISSING, UNFIT or CLEARED) have one entry a row.
    """

    def __init__(self, placed, stands, is_read, facts, said):
        self.placed, self.column = placed, placed.column
        self.cells, self.codes = [_as_said(cell, said) for cell in stands.cells], stands.codes
        used = np.bincount(self.codes[is_read], minlength=len(self.cells))
        times = Counter()
        for code in np.flatnonzero(used).tolist():
            if not is_clearing(*self.cells[code]):  # which says nothing of how the others are written
                times[tuple(self.cells[code])] += int(used[code])
        self.understanding = understood(self.column, times, facts)
        self.found = [
            self._read(*cell) if often else None
            for cell, often in zip(self.cells, used.tolist(), strict=True)
        ]
        self.states = np.fromiter(map(_state, self.found), np.uint8, len(self.found))[self.codes]
        self.states[~is_read] = NOTHING

    def _read(self, kind, value):
        if not kind:
            return None
        try:
            return self.understanding.read(kind, value)
        except Unfit as unfit:
            return unfit

    def by_row(self, told, dtype):
        """`told(value)` of the value in each row as an array, 0 where there is none."""
        told_of = [told(found) if _state(found) == VALUE else 0 for found in self.found]
        return np.where(self.states == VALUE, np.array(told_of, dtype)[self.codes], dtype(0))

    def value(self, row):
        """What a row says: a value or a Missing; None for nothing, and for what was not understood."""
        found = self.found[self.codes[row]] if self.states[row] in (VALUE, MISSING) else None
        return found if self.column.is_question or not isinstance(found, Missing) else None


class Interpreted:
    """The rows below the heading by columns; arrays have one entry a row, in the order of the file.

    `numbers` are the rows' numbers in the file, `fields` {row: its fields} of those with too few or many.
    """

    def __init__(self, table, matching, decided=NOTHING_DECIDED, facts=Facts(), progress=None):  # noqa: B008
        numbers = np.frombuffer(table.numbers, np.uint32)
        start = int(np.searchsorted(numbers, matching.heading_row, "right"))
        self.numbers = numbers[start:]
        self.fields = {place - start: fields for place, fields in table.ragged.items() if place >= start}
        self.is_read = np.ones(len(self.numbers), bool)
        self.is_read[list(self.fields)] = False
        self.stands = [_stands(column, start) for column in table.columns]
        self.columns = []
        for done, placed in enumerate(matching.placed):
            if progress:
                progress(len(self) * done // len(matching.placed), len(self))
            stands, below = self.stands[placed.index], matching.heading_row
            if is_filled(placed.column) and table.merged_down(placed.index, below):
                stands = _stands(table.filled_down(placed.index, below), start)
            said = decided.values_of(placed.column)
            self.columns.append(ReadColumn(placed, stands, self.is_read, facts, said))
        if progress:
            progress(len(self), len(self))

    def __len__(self):
        return len(self.numbers)

    def column(self, identity):
        """The ReadColumn of a column of the round, or None."""
        return next((each for each in self.columns if each.column.identity == identity), None)

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


def _as_said(cell, said):
    """The cell, or what an officer said that it means: `said` are {`spelling_of` a cell: text}."""
    text = said.get(spelling_of(*cell)) if said else None
    return cell if text is None else as_cell(text)


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
