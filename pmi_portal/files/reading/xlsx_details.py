"""What calamine does not tell: the parts of a workbook, cached errors, formulas never calculated, extent."""

import posixpath
import re
from functools import cache
from xml.sax.handler import ContentHandler

from defusedxml import ElementTree
from defusedxml.expatreader import DefusedExpatParser
from parser_rows import ERROR, FORMULA, MAX_COLUMNS, MAX_DATA_ROWS, MAX_ROWS, Refused

EXCEL_ROWS = 1_048_576
# calamine lays out every cell between the first and the last filled one, 32 bytes each; so many fit.
MOST_CELLS = 16_000_000

RELATIONSHIP_ID = "}id"
WORKSHEET = "/worksheet"
CELL = re.compile(r"([A-Za-z]{1,10})([0-9]{1,10})")
# A row from 60,000 on, or a column beyond KN (the 300th): only a close look tells whether it is filled.
FAR = re.compile(
    rb'r="(?:[A-Za-z]{0,3}(?:[6-9][0-9]{4}|[0-9]{6,})"|(?:[A-Za-z]{3,}|[L-Zl-z][A-Za-z]|[Kk][O-Zo-z])[0-9])'
)
# Errors and formulas, and every way of writing the XML in which the search for them could miss one.
CLOSE_LOOK_FOR = (
    b't="e"',
    b"<f>",
    b"<f ",
    b"<f/",
    b"<f\n",
    b"<f\r",
    b"<f\t",
    b"='",
    b" =",
    b"= ",
    b":c ",
    b":c>",
)
NEVER_CALCULATED = [FORMULA, ""]
# calamine drops text beside the first two, and a sheet in UTF-16 altogether.
UNREADABLE = (b"<![CDATA[", b"<!--", b"\0")


def worksheets(package):
    """[(name, whether hidden, name of the part)] of the worksheets of an open zip, in workbook order."""
    names = {name.lower(): name for name in package.namelist()}
    relations = {
        relation.get("Id"): relation
        for relation in _tree(package, names["xl/_rels/workbook.xml.rels"])
        if relation.get("Type", "").endswith(WORKSHEET)
    }
    found = []
    for element in _tree(package, names["xl/workbook.xml"]).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        identity = next(value for key, value in element.items() if key.endswith(RELATIONSHIP_ID))
        if identity in relations:
            path = posixpath.normpath(posixpath.join("/xl", relations[identity].get("Target")))
            hidden = element.get("state", "visible") != "visible"
            found.append((element.get("name"), hidden, names.get(path.lstrip("/").lower())))
    return found


def counts_from_1904(package):
    """Whether the workbook counts its days from 1904 on."""
    names = {name.lower(): name for name in package.namelist()}
    for element in _tree(package, names["xl/workbook.xml"]).iter():
        if element.tag.rpartition("}")[2] == "workbookPr":
            return element.get("date1904", "0").lower() in ("1", "true", "on")
    return False


def _tree(package, name):
    return ElementTree.fromstring(package.read(name), forbid_dtd=True)


def look_at(sheet):
    """The CellScan of this sheet XML if it may hold errors, formulas or far cells, else None.

    Raises Refused for a table beyond the limits, so that calamine is never given one.
    """
    if any(mark in sheet for mark in UNREADABLE):
        raise Refused("broken_workbook")
    if not (any(mark in sheet for mark in CLOSE_LOOK_FOR) or FAR.search(sheet)):
        return None
    scan, parser = CellScan(), DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(scan)
    parser.feed(sheet)
    parser.close()
    scan.check_extent()
    return scan


class CellScan(ContentHandler):
    """Walks the cells of a sheet and keeps those calamine would lose: {row: {column: cell}} from 0."""

    def __init__(self):
        super().__init__()
        self.lost, self.formulas, self.first_formula = {}, 0, None  # the row of the first, from 0
        self.row, self.place = -1, (-1, -1)  # of the row element; of the cell, which may say otherwise
        self.filled_row, self.filled_rows = -1, 0
        self.first, self.last = (EXCEL_ROWS, MAX_COLUMNS), (-1, -1)
        self._kind, self._formula, self._value, self._text = "n", False, None, None

    def startElement(self, name, attributes):  # noqa: N802 (the names SAX calls)
        name = name.rpartition(":")[2]
        if name == "c":
            self._open_cell(attributes)
        elif name in ("v", "is"):
            self._text = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.place = self.row, -1
            if self.row >= EXCEL_ROWS:
                raise Refused("rows", MAX_DATA_ROWS, row=self.row + 1)

    def characters(self, content):
        if self._text is not None:
            self._text.append(content)

    def endElement(self, name):  # noqa: N802
        name = name.rpartition(":")[2]
        if name == "c":
            self._close_cell()
        elif name in ("v", "is"):
            self._value, self._text = "".join(self._text), None

    def _open_cell(self, attributes):
        self.place = self.row, self.place[1] + 1
        if address := CELL.fullmatch(attributes.get("r", "")):
            self.place = int(address[2]) - 1, column_index(address[1])
        self._kind = attributes.get("t", "n")
        self._formula, self._value = False, None

    def _close_cell(self):
        never_calculated = self._value is None or (not self._value and self._kind != "str")
        if self._kind == "e":
            self._keep([ERROR, self._value or "#"])
        elif self._formula and never_calculated:
            self._keep(NEVER_CALCULATED)
        if self._value or self._formula:
            self.formulas += self._formula
            if self._formula and self.first_formula is None:
                self.first_formula = self.place[0]
            self._count_filled()

    def _keep(self, cell):
        row, column = self.place
        self.lost.setdefault(row, {})[column] = cell

    def _count_filled(self):
        row, column = self.place
        if column >= MAX_COLUMNS:
            raise Refused("columns", MAX_COLUMNS, row=row + 1)
        if row != self.filled_row:
            self.filled_row = row
            self.filled_rows += 1
            if self.filled_rows > MAX_ROWS or row >= EXCEL_ROWS:
                raise Refused("rows", MAX_DATA_ROWS, row=row + 1)
        self.first = min(self.first[0], row), min(self.first[1], column)
        self.last = max(self.last[0], row), max(self.last[1], column)

    def check_extent(self):
        """Raises Refused when the filled cells lie too far apart to be laid out."""
        rows, columns = (last - first + 1 for first, last in zip(self.first, self.last, strict=True))
        if self.filled_rows and rows * columns > MOST_CELLS:
            raise Refused("far_cell", row=self.last[0] + 1)


@cache
def column_index(letters):
    """The position of a column from its letters: 0 for A, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
