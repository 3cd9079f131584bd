"""Which counts of a table to hide so that no small one can be worked out from the rest, and the proof of it.

A published table is `cells`, counts by name, and `lines`: each says that some cells add up to another. A
two-way table has a line for each row and column and one for each kind of total; months, quarters and years
are lines as well.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from reports.statistics.errors import Empty, NotConverged, OutOfRange, WrongShape, count, counts

BOARD, PUBLIC = 5, 10
WHOLE = 1e-6
UNBOUNDED = 3  # linprog's status


class Line(NamedTuple):
    """Names of cells, and the name of the cell they add up to."""

    parts: tuple
    total: object

    @property
    def cells(self):
        return (*self.parts, self.total)


@dataclass(frozen=True)
class Table:
    """Counts by name, and the lines in which they add up."""

    cells: dict
    lines: tuple[Line, ...]


class Interval(NamedTuple):
    """What a reader can work out of a hidden cell; `high` is infinite where nothing bounds it."""

    low: float
    high: float

    @property
    def width(self):
        return self.high - self.low


@dataclass(frozen=True)
class Suppression:
    """Cells to hide: `primary` because they are small, `secondary` so that these stay hidden.

    `intervals` {cell: Interval} is the audit of them all together.
    """

    primary: frozenset
    secondary: frozenset
    intervals: dict

    @property
    def hidden(self):
        return self.primary | self.secondary


def two_way(inner):
    """Table of r x c counts with its totals; cells are (row, column), totals at row r or column c.

    Raises Unusable for anything but whole numbers from 0 in a table.
    """
    inner = counts(inner, "inner", dimensions=2)
    full = np.vstack([np.column_stack([inner, inner.sum(axis=1)]), [*inner.sum(axis=0), inner.sum()]])
    rows, columns = full.shape
    cells = {(i, j): int(full[i, j]) for i in range(rows) for j in range(columns)}
    across = [Line(tuple((i, j) for j in range(columns - 1)), (i, columns - 1)) for i in range(rows)]
    down = [Line(tuple((i, j) for i in range(rows - 1)), (rows - 1, j)) for j in range(columns)]
    return Table(cells, (*across, *down))


def table_of(cells, lines):
    """Table from {name: count} and pairs (names of the parts, name of their total).

    Raises Unusable for no cell, counts that are none, names unknown, and lines that do not add up.
    """
    if not cells:
        raise Empty("cells: none")
    cells = {name: count(value, str(name)) for name, value in cells.items()}
    lines = tuple(Line(tuple(parts), total) for parts, total in lines)
    for line in lines:
        if strangers := set(line.cells) - set(cells):
            raise WrongShape(f"{', '.join(map(str, strangers))}: in a line but not in the table")
        if sum(cells[part] for part in line.parts) != cells[line.total]:
            raise OutOfRange(f"{line.total}: its parts do not add up to it")
    return Table(cells, lines)


def primary_cells(table, threshold=BOARD):
    """Names of the cells with a count from 1 to threshold - 1, totals too. Raises Unusable below 2."""
    threshold = count(threshold, "threshold", least=2)
    return frozenset(name for name, value in table.cells.items() if 0 < value < threshold)


def audit(table, hidden, *, least=0):
    """{cell: Interval} of each hidden cell given all that is published, no hidden cell being below `least`.

    Least and greatest value by linear programming. Where zeros are published a reader knows that hidden cells
    hold at least 1. Raises Unusable for a hidden name that is no cell or a count below `least`.
    Source: Cox 1980, JASA 75:377-385; Hundepool et al. 2012, Statistical Disclosure Control, ch. 4.
    """
    hidden, least = _hidden(table, hidden, least)
    found = {}
    for block in _blocks(table, hidden, least):
        found |= {name: block.interval(place) for place, name in enumerate(block.names)}
    return {name: found[name] for name in hidden}


def suppress(table, *, threshold=BOARD, width=BOARD, least=1):
    """Suppression that leaves a hidden cell an interval of `width` or more, a small one all small counts.

    A cell of 1 to threshold - 1 may then still be any of these, as far as its zeros allow. Greedy: in a line
    of a cell of which too much is told one more count is hidden and all is audited again; first what leaves
    no other line with one hidden cell, then the smallest; totals last, zeros never. `least` as in `audit`.
    Raises Unusable for a threshold below 2 and where all is hidden and not enough.
    Source: as `audit`; Hundepool et al. 2012, section 4.4.
    """
    width, least = count(width, "width", least=1), count(least, "least")
    primary = primary_cells(table, threshold)
    asked = {name: (width, max(1, _floor(table, name)), threshold - 1) for name in primary}
    hidden = set(primary)
    while True:
        while lonely := _lonely(table, hidden):
            _hide_one_more(table, hidden, lonely[:1])
        blocks = _blocks(table, *_hidden(table, hidden, least))
        told = next(filter(None, (block.told(asked, (width, np.inf, 0)) for block in blocks)), None)
        if told is None:
            return Suppression(primary, frozenset(hidden - primary), audit(table, hidden, least=least))
        _hide_one_more(table, hidden, [line for line in table.lines if told in line.cells])


class _Block:
    """Hidden cells that lines join, what these lines say of them, and how far each is known to reach.

    Every solution found is a table the reader cannot rule out, so that it widens what is known of all cells.
    """

    def __init__(self, names, lines, cells, least):
        self.names, self.least = names, least
        signs = [[(name in line.parts) - (name == line.total) for name in names] for line in lines]
        self.equations = np.array(signs, dtype=float).reshape(len(lines), len(names))
        self.low = np.array([cells[name] for name in names], dtype=float)
        self.high = self.low.copy()
        self.sums = self.equations @ self.low

    def interval(self, place):
        for side in (1, -1):
            self._reach(place, side)
        return Interval(_whole(self.low[place]), _whole(self.high[place]))

    def told(self, asked, otherwise):
        """The name of a cell with less than is asked (width, greatest low, least high), or None."""
        for place, name in enumerate(self.names):
            wanted = asked.get(name, otherwise)
            known = Interval(self.low[place], self.high[place])
            if not (_is_enough(known, *wanted) or _is_enough(self.interval(place), *wanted)):
                return name
        return None

    def _reach(self, place, side):
        """The least (side 1) or greatest (side -1) value of one cell."""
        from scipy.optimize import linprog  # see intervals.py

        wanted = np.zeros(len(self.names))
        wanted[place] = side
        given = {"A_eq": self.equations, "b_eq": self.sums} if len(self.equations) else {}
        found = linprog(wanted, **given, bounds=(self.least, None), method="highs")
        if found.status == UNBOUNDED:
            self.high[place] = np.inf
        elif found.status != 0:
            raise NotConverged(f"the audit has no answer: {found.message}")
        else:
            self.low, self.high = np.minimum(self.low, found.x), np.maximum(self.high, found.x)


def _is_enough(interval, width, low, high):
    return interval.width >= width and interval.low <= low and interval.high >= high


def _whole(value):
    """Bounds of whole counts are whole; the solver may miss them by a little."""
    return float(round(value)) if np.isfinite(value) and abs(value - round(value)) < WHOLE else float(value)


def _hidden(table, hidden, least):
    hidden = sorted(set(hidden), key=str)
    if strangers := [name for name in hidden if name not in table.cells]:
        raise WrongShape(f"{', '.join(map(str, strangers))}: not in the table")
    least = count(least, "least")
    if any(table.cells[name] < least for name in hidden):
        raise OutOfRange(f"a hidden cell holds less than {least}")
    return hidden, least


def _blocks(table, hidden, least):
    """Hidden cells that no line joins are told apart: small problems are solved sooner."""
    joined = {name: {name} for name in hidden}
    lines = [line for line in table.lines if any(name in joined for name in line.cells)]
    for line in lines:
        together = set().union(*(joined[name] for name in line.cells if name in joined))
        joined |= dict.fromkeys(together, together)
    for block in {id(group): group for group in joined.values()}.values():
        ours = [line for line in lines if block.intersection(line.cells)]
        yield _Block(sorted(block, key=str), ours, table.cells, least)


def _floor(table, name):
    """The least a cell can hold by its zeros alone: a total as much as it has parts that are not 0."""
    lines = [line for line in table.lines if line.total == name]
    parts = ([part for part in line.parts if table.cells[part]] for line in lines)
    return max((sum(_floor(table, part) for part in some) for some in parts), default=1)


def _lonely(table, hidden):
    """Lines with one hidden cell, which the others give away."""
    return [line for line in table.lines if len(hidden.intersection(line.cells)) == 1]


def _hide_one_more(table, hidden, lines):
    """Hides one more cell: of the line with the fewest hidden ones, or of the table where it has no more."""
    totals = {line.total for line in table.lines}

    def order(name):
        lonely = sum(not hidden.intersection(line.cells) for line in table.lines if name in line.cells)
        return name in totals, lonely, table.cells[name], str(name)

    lines = sorted(lines, key=lambda line: len(hidden.intersection(line.cells)))
    for names in (*(line.cells for line in lines), table.cells):
        if published := [name for name in names if name not in hidden and table.cells[name] > 0]:
            hidden.add(min(published, key=order))
            return
    raise OutOfRange("all is hidden, and the zeros that are published still tell too much")
