"""A sheet cut into its cells without understanding them: each spelling of a cell is told once.

What a cell says follows from its bytes behind the address alone, and a survey of two million cells has few
thousand spellings. So calamine and `xlsx_details.py` are shown a small sheet that holds every spelling once,
and the rows say which of them stands where. This goes for sheets whose tags are written exactly as Excel and
its kin write them; any other is NotPlain and is read as a whole.
"""

import re
import zipfile
from array import array
from io import BytesIO
from itertools import compress, zip_longest

from parser_rows import MAX_COLUMNS, MAX_ROWS, MOST_REMEMBERED
from xlsx_details import CELL_START, HIDDEN, LOST, MOST_CELLS, details_of
from xlsx_package import check_sound
from xlsx_spelling import PIECE, ROW_START, OddlySpelled, column_index, column_letters

SHEET_DATA, SHEET_END = b"<sheetData>", b"</sheetData>"
NUMBER = re.compile(rb'r="([1-9][0-9]{0,6})"')
ATTRIBUTES = rb'((?: [A-Za-z][\w:.-]*="[^"<>&]*")*)'
HEAD = re.compile(ATTRIBUTES + rb'(?:/>|></row>|><c r="([A-Z]{1,3}))')
# A cell as it is nearly always written: what is told of one cannot come from another then.
FORMULA, VALUE = rb"(?:<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?", rb"(?:<v(?: [^<>]*)?(?:/>|>[^<]*</v>))?"
TEXT = rb"<is><t(?: [^<>]*)?(?:/>|>[^<]*</t>)</is>"
WHOLE = rb'(?: (?:s|t|cm|vm|ph)="[^"<>&]*")*(?:/>|>(?:%b%b|%b)</c>)' % (FORMULA, VALUE, TEXT)
# What stands behind an address: the cell itself, then the letters of the next one or the end of the row.
CELL = re.compile(rb'(%b)(?:<c r="([A-Z]{1,3})|</row>)' % WHOLE)
ROW_ENDS = -1  # in place of the place of a next cell
IN_A_ROW = 200  # of the sheet of spellings


class NotPlain(Exception):
    """A sheet that is to be read as a whole."""


class Spellings(dict):
    """{the bytes behind an address: a number from 1 on}; `cells` are those of the cell by that number, and
    `following` the place of the column of the next one, or ROW_ENDS."""

    def __init__(self):
        super().__init__()
        self.cells, self.following = [b"/>"], [ROW_ENDS]  # 0 where there is no cell

    def __missing__(self, written):
        found = CELL.fullmatch(written)
        if not found or len(self) == MOST_REMEMBERED:
            raise NotPlain
        self[written] = number = len(self.cells)
        self.cells.append(found[1])
        self.following.append(column_index(found[2]) if found[2] else ROW_ENDS)
        return number


class Heads(dict):
    """{the bytes from the number of a row to its first cell: (its place or ROW_ENDS, is the row hidden)}"""

    def __missing__(self, written):
        found = HEAD.fullmatch(written)
        if not found:
            raise NotPlain
        self[written] = told = column_index(found[2]) if found[2] else ROW_ENDS, bool(HIDDEN.match(found[1]))
        return told


class SpelledSheet:
    """The rows of a sheet: `numbers` in the file, and for each row an array of spellings from column A on.

    Raises NotPlain. Whether the spellings are sound is only known once they are read.
    """

    def __init__(self, package, part):
        self.spellings, self.heads = Spellings(), Heads()
        self.numbers, self.rows, self.hidden = array("I"), [], set()
        self.usual, self.columns = None, 0
        with package.open(part) as stream:
            self._read(stream)

    def _read(self, stream):
        """Cuts the sheet at its rows, piece by piece; what is above and below them is kept."""
        self.above, marked, rest = stream.read(PIECE).partition(SHEET_DATA)
        if not marked or ROW_START in self.above:
            raise NotPlain
        while piece := stream.read(PIECE):
            rest += piece
            if (cut := rest.rfind(ROW_START)) > 0:
                self._cut(rest[:cut])
                rest = rest[cut:]
        rows, end, self.below = rest.partition(SHEET_END)
        if not end or ROW_START in self.below or SHEET_DATA in self.below:
            raise NotPlain
        self._cut(rows)

    def _cut(self, window):
        nothing, *rows = window.split(ROW_START)
        if nothing:
            raise NotPlain
        for row in rows:
            found = NUMBER.match(row)
            number = int(found[1]) if found else 0
            if number <= (self.numbers[-1] if self.numbers else 0) or number > MAX_ROWS["xlsx"]:
                raise NotPlain
            self.numbers.append(number)
            # The address of a cell ends with the number of its row: cut there, only its letters are left.
            end = b'%b"' % found[1]
            try:
                self.rows.append(self._placed(number, *row.split(end)[1:]))
            except NotPlain:  # the same stands in a cell, too, as s="1" does in the first row
                self.rows.append(self._placed(number, *_cut_at_addresses(row, end)))
        self.columns = max(self.columns, *map(len, self.rows[-len(rows) :]), 0)
        if self.columns * (self.numbers[-1] if rows else 0) > MOST_CELLS:
            raise NotPlain

    def _placed(self, number, head, *cells):
        """The spellings of a row from column A on."""
        first, is_hidden = self.heads[head]
        if is_hidden:
            self.hidden.add(number)
        codes = array("I", map(self.spellings.__getitem__, cells))
        places = [first, *map(self.spellings.following.__getitem__, codes)]
        if places == self.usual:
            return codes
        last = places.pop()
        if last != ROW_ENDS or places != sorted(set(places)) or not _are_columns(places):
            raise NotPlain
        if places == list(range(len(places))):
            self.usual = [*places, ROW_ENDS]
            return codes
        row = array("I", bytes(codes.itemsize * (places[-1] + 1)))
        for place, code in zip(places, codes, strict=True):
            row[place] = code
        return row

    def rows_of(self, values):
        """Yields (number, values from column A on) of each row; `values` are those of the spellings."""
        told = ["", *values]
        told += [""] * (len(self.spellings.cells) - len(told))  # calamine ends with the last filled cell
        for number, row in zip(self.numbers, self.rows, strict=True):
            while row and told[row[-1]] == "":
                row.pop()
            yield number, list(map(told.__getitem__, row))

    def package_of_spellings(self, package, part, others):
        """A copy of the package in memory, without the `others`, in which this sheet is the spellings."""
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w") as written:
            for name in package.namelist():
                if name != part and name not in others:
                    written.writestr(name, package.read(name))
            written.writestr(part, self._sheet_of_spellings())
        return copy

    def check(self):
        """Raises ExpatError where the sheet is no sound XML: all of it that is not alike stands here once."""
        heads = [b"<row%b/>" % HEAD.fullmatch(head)[1] for head in self.heads]
        check_sound([self._sheet_of_spellings(heads)])

    def _sheet_of_spellings(self, heads=()):
        cells, rows = self.spellings.cells[1:], []
        for number, begin in enumerate(range(0, len(cells), IN_A_ROW), start=1):
            row = (
                b'<c r="%b%d"%b' % (column_letters(place).encode(), number, cell)
                for place, cell in enumerate(cells[begin : begin + IN_A_ROW])
            )
            rows.append(b'<row r="%d">%b</row>' % (number, b"".join(row)))
        return b"".join([self.above, SHEET_DATA, *heads, *rows, SHEET_END, self.below])

    def count_formulas(self, details):
        """Puts into these Details of the spellings how many formulas the sheet has, and where the first."""
        has_formula = [bool(re.search(LOST[b"<f"], cell)) for cell in self.spellings.cells]
        counts = [sum(map(has_formula.__getitem__, row)) for row in self.rows]
        details.formulas = sum(counts)
        details.first_formula = next(compress(self.numbers, counts)) - 1


def _cut_at_addresses(row, end):
    """What stands behind `end` in a row, where that belongs to the row itself or to the address of a cell."""
    row, *cells = row.split(CELL_START)
    head, cells = row.partition(end)[2], [cell.partition(end) for cell in cells]
    letters = [CELL_START + before for before, _end, _behind in cells]
    behind = [head, *(each for _before, _end, each in cells)]
    return [one + other for one, other in zip_longest(behind, letters, fillvalue=b"")]


def _are_columns(places):
    return not places or (places[0] >= 0 and places[-1] < MAX_COLUMNS)


def spelled(workbook, part):
    """(the SpelledSheet of this part, a package that holds its spellings, the Details of both together).

    Raises NotPlain, and ExpatError for a sheet that is no sound XML.
    """
    sheet = SpelledSheet(workbook.package, part)
    sheet.check()
    others = {each.part for each in workbook.worksheets if each.part != part}
    copy = sheet.package_of_spellings(workbook.package, part, others)
    try:
        with zipfile.ZipFile(copy) as package:
            details = details_of(package, part, workbook.percent_styles)
    except OddlySpelled as error:
        raise NotPlain from error
    details.hidden_rows = sheet.hidden
    if details.formulas:
        sheet.count_formulas(details)
    copy.seek(0)
    return sheet, copy, details
