"""Whether a column beside that of the region holds the districts of these regions, as its heading says."""

from bisect import bisect_right
from collections import Counter

from surveys.importing.kinds import understood
from surveys.importing.kinds.places import DISTRICT
from surveys.importing.problems import Unfit

# Of rows that say both: fewer are slips, each of which is named, whatever share of a short file they are.
MOST_ELSEWHERE, TIME_AND_AGAIN = 0.2, 3


def are_districts(table, below, region, district):
    """Whether the rows of a Table below this one mean the same place in both columns, two Placed.

    A column whose cells are no places, or lie elsewhere time and again, is something else.
    """
    start = bisect_right(table.numbers, below)
    codes = [table.columns[each.index].codes[start:] for each in (region, district)]
    regions, places = _Regions(region, table), _Regions(district, table)
    fits = Counter()
    for (of_region, of_place), times in Counter(zip(*codes, strict=True)).items():
        whole = regions.of(of_region)
        if whole and of_place:
            fits[places.of(of_place) in (whole, "")] += times
    return fits[False] < TIME_AND_AGAIN or fits[False] <= MOST_ELSEWHERE * fits.total()


class _Regions:
    """The region that each distinct cell tells: its code, "" for one of several and for nothing, None
    for no place."""

    def __init__(self, placed, table):
        self.column, self.cells = placed.column, table.columns[placed.index].cells
        self.understanding, self.known = understood(placed.column, {}), {}

    def of(self, code):
        if code not in self.known:
            self.known[code] = self._read(*self.cells[code])
        return self.known[code]

    def _read(self, kind, value):
        try:
            found = self.understanding.read(kind, value) if kind else None
        except Unfit:
            return None
        option = self.column.by_code.get(found)
        if option is None:  # a mark for nothing
            return ""
        return option.part_of if option.code.startswith(DISTRICT) else option.code
