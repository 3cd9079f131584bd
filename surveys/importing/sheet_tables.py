"""The tables of one sheet: further ones stand below the first or beside it, each under its own heading."""

from dataclasses import dataclass

import numpy as np

from pmi_portal.files.reading.table import is_blank
from surveys.importing.heading_rows import (
    HEADING_ROWS,
    groups_above,
    headings_at,
    heaviest,
    known_in,
    texts_of,
    weight_of,
)
from surveys.importing.spelling import letter

MOST_CELLS = 2_000  # distinct ones of a column in which headings are looked for: others hold what is no list
LEAST_KNOWN = 2
LEAST_WEIGHT = 4  # of a further heading; and half of that above it
MOST_TABLES = 50


@dataclass(frozen=True)
class HeadingRow:
    """A heading row at its `place`, the `first` row that belongs to it, {index: Column} `known` in it."""

    place: int
    first: int
    known: dict

    @property
    def weight(self):
        return weight_of(self.known.values())

    def is_as_heavy(self, other):
        return self.weight >= LEAST_WEIGHT and 2 * self.weight >= other.weight

    def repeats(self, other):
        """Whether each column stands where it stands in the other: a heading printed again."""
        return all(other.known.get(index) is column for index, column in self.known.items())


def tables_in(table, dictionary, heading_row=None):
    """The Tables of a sheet in the order of its columns, then of its rows; the sheet itself where it is one.

    `heading_row` is the number of the row that an officer said is the first heading.
    """
    groups = _beside(table, dictionary)
    if len(groups) < 2:
        return _below(table, groups[0] if groups else [0], dictionary, heading_row)
    found = []
    for places in groups:
        rows = np.flatnonzero(_filled(table, places).any(axis=0)).tolist()
        part = table.cut(rows, places)
        found += _below(part, places, dictionary, None if found else heading_row, is_further=bool(found))
    return found


def _filled(table, places):
    """For each of these columns and each row whether the cell shows anything."""
    return np.array([_flags(table.columns[place], lambda cell: not is_blank(cell)) for place in places])


def _flags(column, test):
    flags = np.fromiter(map(test, column.cells), bool, len(column.cells))
    return flags[np.frombuffer(column.codes, np.uint32)]


def _beside(table, dictionary):
    """The places of the columns of each table: blank columns part them, and most columns stand twice."""
    runs, groups = _parted(table), []
    if len(runs) < 2:
        return runs
    for places in runs:
        known = _first_known(table.cut(range(min(len(table), HEADING_ROWS)), places), dictionary)
        if groups and not any(_is_the_same(known, before) for _places, before in groups):
            groups[-1][0].extend(places)
        else:
            groups.append((places, known))
    return [places for places, _known in groups]


def _parted(table):
    """Runs of columns without a blank one between them."""
    runs, before = [], None
    for place in np.flatnonzero(_filled(table, range(len(table.columns))).any(axis=1)).tolist():
        if before is None or place > before + 1:
            runs.append([])
        runs[-1].append(place)
        before = place
    return runs


def _first_known(table, dictionary):
    """The identities of the columns that the heaviest of the first rows names."""
    rows = [table.row(place) for place in range(min(len(table), HEADING_ROWS))]
    best = heaviest(rows, dictionary)
    known = {} if best is None else known_in(headings_at(rows, best, dictionary).items(), dictionary)
    return {column.identity for column in known.values()}


def _is_the_same(known, before):
    shared = len(known & before)
    return shared >= LEAST_KNOWN and 2 * shared >= min(len(known), len(before))


def _below(table, places, dictionary, heading_row, *, is_further=False):
    """The tables of a sheet, or of these columns of it, one below the other."""
    found = _headings(table, dictionary, heading_row)
    if len(found) < 2 and not is_further:
        return [table]
    begins, tables = [0, *(each.first for each in found[1:])], []
    for place, (begin, end) in enumerate(zip(begins, [*begins[1:], len(table)], strict=True)):
        heading = table.numbers[found[place].place if found else 0]
        cell = f"{letter(min(places))}{heading}" if place or is_further else ""
        tables.append(table.cut(range(begin, end), places, cell))
    return tables


def _headings(table, dictionary, heading_row):
    """The HeadingRow of each table of these rows; none where the first is not found at the top."""
    runs = [_heading_of(table, run, dictionary) for run in _runs(table, dictionary)]
    top = runs[: sum(each.place < HEADING_ROWS for each in runs)]
    numbers = list(table.numbers[:HEADING_ROWS])
    if heading_row in numbers:
        found = [_heading_of(table, [numbers.index(heading_row)], dictionary)]
    else:
        most = max((each.weight for each in top), default=0)
        found = [each for each in top if 2 * each.weight >= most][:1]
    for each in runs if found else ():
        if each.place > found[-1].place and each.is_as_heavy(found[-1]) and not each.repeats(found[-1]):
            found.append(each)
    return found


def _runs(table, dictionary):
    """Places of rows in which several headings are known; neighbours make one heading."""
    known, meanings = np.zeros(len(table), np.uint16), {}

    def is_known(cell):
        kind, text = cell
        if kind != "s":
            return False
        if text not in meanings:
            meanings[text] = dictionary.look_up(text) is not None
        return meanings[text]

    for column in table.columns:
        if len(column.cells) <= MOST_CELLS:
            known += _flags(column, is_known)
    runs = []
    for place in np.flatnonzero(known >= LEAST_KNOWN).tolist():
        if runs and place == runs[-1][-1] + 1 and table.numbers[place] == table.numbers[place - 1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _heading_of(table, run, dictionary):
    """The HeadingRow among neighbouring rows, with the row above where that gives a blank cell its word."""
    rows = [table.row(place) for place in run]
    best = heaviest(rows, dictionary) or 0
    place = run[best]
    two = [table.row(each) for each in range(max(0, place - 1), place + 1)]
    headings = headings_at(two, len(two) - 1, dictionary)
    taken, filled = len(headings) - len(texts_of(two[-1])), len(texts_of(two[0]))
    has_groups = any(each.first_row == two[0].number for each in table.merged_across)
    groups = groups_above(table, two, len(two) - 1) if has_groups else {}
    # Few of the answers of a row are words of headings.
    first = min(run[0], place - 1) if groups or 0 < filled <= 2 * taken else run[0]
    return HeadingRow(place, first, known_in(headings.items(), dictionary))
