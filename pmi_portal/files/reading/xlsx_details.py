"""What calamine does not tell of a sheet: lost cells, what is hidden or merged, how far its cells reach.

The sheet is searched in its bytes and in the ordinary spelling, see `xlsx_spelling.py`.
"""

import re
from array import array

from parser_rows import ERROR, FORMULA, MAX_COLUMNS, MAX_DATA_ROWS, MAX_ROWS, Refused
from xlsx_spelling import ROW_START, column_index, windows

MOST_DATA_ROWS, MOST_ROWS = MAX_DATA_ROWS["xlsx"], MAX_ROWS["xlsx"]
EXCEL_ROWS = 1_048_576
# calamine lays out every cell between the first and the last filled one, 32 bytes each; so many fit.
MOST_CELLS = 18_000_000
NEVER_CALCULATED = [FORMULA, ""]

CELL_START, CELL_END = b'<c r="', b"</c"
SHEET_END = b"</sheetData>"
CELL = re.compile(rb'<c r="([A-Za-z]{1,10})([0-9]{1,10})"([^>]*)>')
CELL_TYPE = re.compile(rb'\st="([^"]*)"')
VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)")
FILLED = re.compile(CELL.pattern[:-1] + rb"(?<!/)>\s*<(?:f[\s/>]|is[\s/>]|v[^>]*>[^<])")
ROW = re.compile(rb'<row r="([0-9]{1,10})"')
HIDDEN = re.compile(rb"""[^>]*?\shidden="(?:1|true)\"""")
COLUMNS = re.compile(rb"<col\s([^>]*)>")
NUMBER_OF = {name: re.compile(rb'\s%s="([0-9]{1,10})"' % name) for name in (b"min", b"max")}
MERGED = re.compile(rb'<mergeCell ref="([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})"')
MAX_MERGES = 100_000
LOST = {b"<f": rb"<f[\s/>]", b't="e"': rb'\st="e"'}  # formulas and errors


STYLED = re.compile(CELL.pattern[: CELL.pattern.index(b"([^>]")] + rb"[^>]*?\ss=\"([0-9]{1,9})\"")
FEW_STYLES = 50


class Details:
    """What was found: `lost` are the cells calamine would lose, {row: {column: cell}} from 0.

    `percents` are the columns of those shown as percent, {row: columns} from 0.

    `rows` and `columns` are as many as the places of the cells reach, whether they are filled or not. Hidden
    rows are numbers from 1, hidden columns places from 0; a merge is [first row, last row, first column,
    last column], alike.
    """

    def __init__(self, percent_styles):
        few = len(percent_styles) <= FEW_STYLES
        self.percent_marks = [b's="%d"' % style for style in percent_styles] if few else [b's="']
        self.percent_styles, self.percents = {b"%d" % style for style in percent_styles}, {}
        self.lost, self.formulas, self.first_formula = {}, 0, None  # the row of the first, from 0
        self.rows, self.columns = 0, 0
        self.hidden_rows, self.hidden_columns, self.merges = set(), set(), []
        self.has_more_merges = False

    @property
    def may_be_far(self):
        return self.rows > MOST_ROWS or self.columns > MAX_COLUMNS or self.rows * self.columns > MOST_CELLS

    def look_at(self, window):
        above, *rows = window.split(ROW_START)
        self._look_at_columns(above)
        may_hide = b'hidden="' in window
        for row in rows:
            number = self._look_at_row(row)
            if may_hide and HIDDEN.match(row):
                self.hidden_rows.add(number)
        if any(mark in window for mark in self.percent_marks):
            self._look_at_percents(window)
        if marks := [pattern for mark, pattern in LOST.items() if mark in window]:
            hits = re.finditer(b"|".join(marks), window)
            for start in dict.fromkeys(window.rfind(CELL_START, 0, hit.start()) for hit in hits):
                self._look_at_cell(window, start)

    def _look_at_row(self, row):
        """The last cell of a row tells how far it reaches; a row without cells has only its own number."""
        last = CELL.match(row, max(0, row.rfind(CELL_START)))
        number = int(last[2] if last else row[len(b'r="') : row.index(b'"', len(b'r="'))])
        self.rows = max(self.rows, number)
        if last:
            self.columns = max(self.columns, column_index(last[1]) + 1)
        return number

    def _look_at_columns(self, above):
        for found in COLUMNS.finditer(above):
            if HIDDEN.match(found[0]):
                first, last = (int(NUMBER_OF[name].search(found[0])[1]) for name in (b"min", b"max"))
                self.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))

    def look_below(self, window):
        """The merges stand behind the last row."""
        for found in MERGED.finditer(window, max(0, window.rfind(SHEET_END))):
            left, top, right, bottom = found.groups()
            if len(self.merges) == MAX_MERGES:
                self.has_more_merges = True
                break
            self.merges.append([int(top), int(bottom), column_index(left), column_index(right)])

    def _look_at_percents(self, window):
        for found in STYLED.finditer(window):
            if found[3] in self.percent_styles and (column := column_index(found[1])) < MAX_COLUMNS:
                self.percents.setdefault(int(found[2]) - 1, array("H")).append(column)

    def _look_at_cell(self, window, start):
        found = CELL.match(window, start) if start >= 0 else None
        if not found:
            return
        end = found.end() if found[3].endswith(b"/") else window.find(CELL_END, found.end())
        content = window[found.end() : end]
        value, kind = VALUE.search(content), CELL_TYPE.search(found[3])
        value, kind = value and value[1].decode(), kind and kind[1]
        place = int(found[2]) - 1, column_index(found[1])
        if has_formula := bool(re.search(LOST[b"<f"], content)):
            self.formulas += 1
            if self.first_formula is None:
                self.first_formula = place[0]
        if kind == b"e":
            self._keep(place, [ERROR, value or "#"])
        elif has_formula and (value is None or (not value and kind != b"str")):
            self._keep(place, NEVER_CALCULATED)

    def _keep(self, place, cell):
        row, column = place
        self.lost.setdefault(row, {})[column] = cell


def details_of(package, part, percent_styles):
    """The Details of this sheet of an open zip; raises OddlySpelled, and Refused beyond the limits."""
    details = Details(percent_styles)
    with package.open(part) as stream:
        for window in windows(stream):
            details.look_at(window)
        details.look_below(window)
    if details.may_be_far:  # calamine would lay out all that lies between
        with package.open(part) as stream:
            Extent().check(windows(stream))
    return details


class Extent:
    """How far the filled cells of a sheet lie apart."""

    def __init__(self):
        self.filled_row, self.filled_rows = -1, 0
        self.first, self.last = (EXCEL_ROWS, MAX_COLUMNS), (-1, -1)

    def check(self, sheet):
        """Raises Refused when there are too many filled cells, or when they cannot be laid out."""
        for window in sheet:
            for row in map(int, ROW.findall(window)):
                if row > EXCEL_ROWS:
                    raise Refused("rows", MOST_DATA_ROWS, row=row)
            for found in FILLED.finditer(window):
                self._count(int(found[2]) - 1, column_index(found[1]))
        rows, columns = (last - first + 1 for first, last in zip(self.first, self.last, strict=True))
        if self.filled_rows and rows * columns > MOST_CELLS:
            is_full = self.filled_rows * 2 > rows
            raise Refused("cells") if is_full else Refused("far_cell", row=self.last[0] + 1)

    def _count(self, row, column):
        if column >= MAX_COLUMNS:
            raise Refused("columns", MAX_COLUMNS, row=row + 1)
        if row != self.filled_row:
            self.filled_row = row
            self.filled_rows += 1
            if self.filled_rows > MOST_ROWS or row >= EXCEL_ROWS:
                raise Refused("rows", MOST_DATA_ROWS, row=row + 1)
        self.first = min(self.first[0], row), min(self.first[1], column)
        self.last = max(self.last[0], row), max(self.last[1], column)
