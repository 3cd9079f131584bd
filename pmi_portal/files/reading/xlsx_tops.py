"""The first texts of worksheets that are not read, so that somebody can be asked which ones are meant.

What cannot be looked at quickly shows nothing: whether a sheet is sound is told when it is read.
"""

from contextlib import suppress

from defusedxml import ElementTree
from xlsx_package import STRINGS

MOST_SHEETS = 50
ROWS, COLUMNS, SIGNS = 20, 100, 200
BYTES_OF_SHEET, BYTES_OF_STRINGS = 1 << 20, 8 << 20


def tops_of(workbook, worksheets):
    """{name: its first rows} of those of these worksheets that are seen.

    A row is its texts from column A on, "" for anything else.
    """
    seen = [each for each in worksheets if each.part and each.is_visible]
    found = {each.name: _top(workbook, each.part) for each in seen[:MOST_SHEETS]}
    asked = {cell for rows in found.values() for row in rows for cell in row if type(cell) is int}
    texts = _strings(workbook, asked) if asked else {}
    return {
        name: [[texts.get(cell, "") if type(cell) is int else cell for cell in row] for row in rows]
        for name, rows in found.items()
    }


class _Beginning:
    """The first bytes of a stream; then it is at its end."""

    def __init__(self, stream, left):
        self.stream, self.left = stream, left

    def read(self, size=-1):
        piece = self.stream.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece


def _elements(workbook, part, most, name):
    """Yields the elements of this local name in the first bytes of a part, each forgotten afterwards."""
    with suppress(Exception), workbook.package.open(part) as stream:
        for _event, element in ElementTree.iterparse(_Beginning(stream, most), forbid_dtd=True):
            if _local(element) == name:
                yield element
                element.clear()


def _top(workbook, part):
    """The first rows; a shared string stands as its number."""
    rows = []
    for element in _elements(workbook, part, BYTES_OF_SHEET, "row"):
        rows.append(_cells(element))
        if len(rows) == ROWS:
            break
    return rows


def _cells(row):
    cells = []
    for cell in row:
        place = _place(cell.get("r", ""), len(cells))
        if place >= COLUMNS:
            break
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _cell(cell)
    return cells


def _cell(cell):
    said = _text(cell, "v")
    if cell.get("t") == "s":
        return int(said) if said.isdecimal() and len(said) < 10 else ""
    return _text(cell, "t") if cell.get("t") == "inlineStr" else said if cell.get("t") == "str" else ""


def _text(element, name):
    return "".join(each.text or "" for each in element.iter() if _local(each) == name)[:SIGNS]


def _place(reference, following):
    """The place of the column in “AB12”, or the next one where a cell does not tell."""
    letters = reference.rstrip("0123456789").upper()
    if not letters:
        return following
    place = 0
    for one in letters[:4]:
        place = place * 26 + ord(one) - ord("A") + 1
    return max(place - 1, 0)


def _strings(workbook, asked):
    parts = workbook.parts_of(STRINGS)
    texts, last = {}, max(asked)
    for number, element in enumerate(_elements(workbook, parts[0], BYTES_OF_STRINGS, "si") if parts else ()):
        if number in asked:
            texts[number] = _text(element, "t")
        if number == last:
            break
    return texts


def _local(element):
    return element.tag.rpartition("}")[2]
