"""Several tables, each matched, read and judged by itself, as one for plan and writing."""

from bisect import bisect_right
from itertools import accumulate

import numpy as np

from pmi_portal.files.sheets import letters_beside, sheet_address
from surveys.importing.interpretation import NOTHING, Columns, SaidColumn
from surveys.importing.judging import Judged

OF_CELLS = ("said", "written", "learned")  # what a column tells of its distinct cells


class JoinedTable(Columns):
    """The rows of several Interpreted tables one after the other, like Interpreted as far as a Plan asks.

    A row is told with its sheet where the tables are of several.
    """

    def __init__(self, tables):
        self.parts = tables
        self.begins = [0, *accumulate(len(table) for table in tables)][:-1]
        self.numbers = np.concatenate([table.numbers for table in tables])
        self.is_read = np.concatenate([table.is_read for table in tables])
        self.is_of_several = len({table.sheet for table in tables}) > 1
        columns = {each.column.identity: each.column for table in tables for each in table.columns}
        self.columns = [_joined_column(column, tables) for column in columns.values()]

    def __len__(self):
        return len(self.numbers)

    @property
    def sheets(self):
        return [(begin, table.called) for begin, table in zip(self.begins, self.parts, strict=True)]

    @property
    def learned(self):
        return [entry for table in self.parts for entry in table.learned]

    def part_of(self, row):
        """The place of the table in which a row stands."""
        return bisect_right(self.begins, row) - 1

    def called_of(self, row):
        return self.parts[self.part_of(row)].called

    def address(self, row):
        number, called = int(self.numbers[row]), self.called_of(row)
        if beside := letters_beside(called):
            return sheet_address(called, f"{beside}{number}")
        return sheet_address(called, str(number)) if self.is_of_several else number

    def letter(self, identity, row):
        return self.parts[self.part_of(row)].letter(identity, row)

    def cell(self, identity, row):
        cell = f"{self.letter(identity, row)}{self.numbers[row]}"
        return sheet_address(self.called_of(row), cell) if self.is_of_several else cell


def joined(judged):
    """One Judged of several, whose problems stand at places in all rows together."""
    if len(judged) == 1:
        return judged[0]
    table = JoinedTable([each.table for each in judged])
    codes = sorted({code for each in judged for code in each.region_codes})
    arrays = {
        name: np.concatenate([getattr(each, name) for each in judged])
        for name in ("districts", "empty", "aside", "foreign", "faulty")
    }
    return Judged(
        table,
        codes,
        np.concatenate([_in_codes(each, codes) for each in judged]),
        problems=[
            problem.moved_by(begin)
            for each, begin in zip(judged, table.begins, strict=True)
            for problem in each.problems
        ],
        **arrays,
    )


def _in_codes(judged, codes):
    """The regions of its rows as places in these codes."""
    places = [*(codes.index(code) for code in judged.region_codes), -1]  # NO_REGION is the last one
    return np.array(places, judged.regions.dtype)[judged.regions]


def _joined_column(column, tables):
    """The distinct cells of all tables one after the other; a table without the column says nothing there."""
    whole = SaidColumn(column, [["", ""]], [], [None], [])
    for table in tables:
        part = table.column(column.identity)
        if part is None:
            whole.codes.append(np.zeros(len(table), np.uint32))
            whole.states.append(np.full(len(table), NOTHING, np.uint8))
        else:
            before = len(whole.found)
            whole.codes.append(part.codes + np.uint32(before))
            whole.states.append(part.states)
            for name in OF_CELLS:
                moved = {before + code: told for code, told in getattr(part, name).items()}
                getattr(whole, name).update(moved)
            whole.cells, whole.found = whole.cells + part.cells, whole.found + part.found
    whole.codes, whole.states = np.concatenate(whole.codes), np.concatenate(whole.states)
    return whole
