"""The ordinary spelling of a sheet's XML, in which Excel and its kin write, and how others come to it.

calamine loses texts beside comments and CDATA and whole sheets in UTF-16, and a search in bytes finds only
what is spelled in one way; so a sheet in any other spelling is written anew before anything looks at it.
"""

import io
import re
import shutil
import zipfile
from contextlib import suppress
from functools import cache
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from parser_rows import Refused

PIECE = 1 << 22
ROW_START = b"<row "
# What the ordinary spelling never has: comments, CDATA, instructions, rows and cells without a place.
ODD = re.compile(rb"<(?:[!?]|c[>/\t\r\n]|row[>/\t\r\n])")
PLACED = ((b"<c ", b'<c r="'), (ROW_START, b'<row r="'))
# What a text may have as well: names in a namespace, other quotes and blanks around an attribute.
PERHAPS_ODD = (b":c", b":row", b"='", b" =", b"= ")
ODD_TAG = re.compile(rb"<[\w.-]+:(?:c|row)[\s/>]|<(?:c|row|col|mergeCell)\s[^>]*(?:='|\s=|=\s)")
PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*:)worksheet[\s>]")
PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml([^>]*)\?>")
IN_UTF_8 = re.compile(rb"""encoding\s*=\s*["']utf-?8["']""", re.IGNORECASE)

CELL = re.compile(r"([A-Za-z]{1,10})([0-9]{1,10})")
KEPT = {
    "worksheet": (),
    "cols": (),
    "col": ("min", "max", "hidden"),
    "sheetData": (),
    "row": ("r", "hidden"),
    "c": ("r", "s", "t"),
    "f": (),
    "v": (),
    "is": (),
    "r": (),
    "rPh": (),
    "t": ("xml:space",),
    "mergeCells": (),
    "mergeCell": ("ref",),
}
WITH_TEXT = ("v", "t")


class OddlySpelled(Exception):
    """A sheet that has to be respelled before it can be looked at."""


def windows(stream):
    """The bytes of a sheet in pieces of whole rows, the first with what is above, the last with the rest.

    Raises OddlySpelled at the first piece that is not in the ordinary spelling.
    """
    rest, first = b"", True
    while piece := stream.read(PIECE):
        rest += piece
        if (start := rest.rfind(ROW_START)) > 0:
            yield _ordinary(rest[:start], first)
            rest, first = rest[start:], False
    yield _ordinary(rest, first)


def _ordinary(window, first):
    body = window
    if first and (prologue := PROLOGUE.match(window)):
        body = window[prologue.end() :]
        if b"encoding" in prologue[1] and not IN_UTF_8.search(prologue[1]):
            raise OddlySpelled
    if b"\0" in body or ODD.search(body) or any(body.count(one) != body.count(two) for one, two in PLACED):
        raise OddlySpelled
    if any(mark in body for mark in PERHAPS_ODD) and ODD_TAG.search(body):
        raise OddlySpelled
    return window


def respelled(package, part):
    """A copy of an open zip, in memory, in which this sheet is in the ordinary spelling."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for name in package.namelist():
            if name != part:
                written.writestr(name, package.read(name))
        with package.open(part) as source, written.open(part, "w", force_zip64=True) as target:
            if _is_ordinary_without_prefix(package, part):
                shutil.copyfileobj(Unprefixed(source), target, PIECE)
            else:
                respell(source, target)
    return copy


def _is_ordinary_without_prefix(package, part):
    """Whether the prefix that some programs write before each name is all that is odd."""
    with package.open(part) as source, suppress(OddlySpelled):
        return all(True for _window in windows(Unprefixed(source)))
    return False


class Unprefixed:
    """The bytes of a sheet without the prefix of its names, which no text can be taken for."""

    def __init__(self, source):
        self.source, self.rest, self.prefix = source, b"", None

    def read(self, size):
        while piece := self.source.read(size):
            self.rest += piece
            if (last := self.rest.rfind(b"<")) > 0:
                piece, self.rest = self.rest[:last], self.rest[last:]
                return self._bare(piece)
        piece, self.rest = self.rest, b""
        return self._bare(piece)

    def _bare(self, piece):
        if self.prefix is None:
            found = PREFIX.search(piece)
            self.prefix = found[1] if found else b""
        if not self.prefix:
            return piece
        return piece.replace(b"<" + self.prefix, b"<").replace(b"</" + self.prefix, b"</")


def respell(source, target):
    """Writes the rows and cells of a sheet, each with its place, and what the reader asks of the rest."""
    parser, respelling = expat.ParserCreate(), Respelling(target)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler, parser.EndElementHandler = respelling.start, respelling.end
    parser.CharacterDataHandler = respelling.text
    while piece := source.read(PIECE):
        parser.Parse(piece)
    parser.Parse(b"", True)


def refuse_document_type(*_declared):
    """No sheet declares entities but one that is meant to do harm."""
    raise Refused("broken_workbook")


class Respelling:
    """What is written while a sheet is parsed."""

    def __init__(self, target):
        self.target, self.pieces = target, []
        self.row, self.place = -1, (-1, -1)  # of the row element; of the cell, which may say otherwise
        self.has_text = False

    def start(self, name, attributes):
        name = name.rpartition(":")[2]
        if name not in KEPT:
            return
        if name == "row":
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.place = self.row, -1
            attributes["r"] = str(self.row + 1)
        elif name == "c":
            attributes["r"] = self._address(attributes.get("r"))
        kept = "".join([f" {key}={quoteattr(attributes[key])}" for key in KEPT[name] if key in attributes])
        self.has_text = name in WITH_TEXT
        self.pieces.append(f"<{name}{kept}>")

    def _address(self, written):
        """The place of the next cell; one that says nothing follows the cell before it."""
        if written is None:
            self.place = self.row, self.place[1] + 1
            return f"{column_letters(self.place[1])}{self.place[0] + 1}"
        if not (found := CELL.fullmatch(written)):
            raise Refused("broken_workbook")
        self.place = int(found[2]) - 1, column_index(found[1])
        return written

    def text(self, text):
        if self.has_text:
            self.pieces.append(escape(text))

    def end(self, name):
        name = name.rpartition(":")[2]
        if name in KEPT:
            self.has_text = False
            self.pieces.append(f"</{name}>")
        if name in ("row", "worksheet"):
            self.target.write("".join(self.pieces).encode())
            self.pieces.clear()


@cache
def column_index(letters):
    """The position of a column from its letters, text or bytes: 0 for A, 26 for AA."""
    index = 0
    for letter in letters.upper() if isinstance(letters, bytes) else letters.upper().encode():
        index = index * 26 + letter - ord("A") + 1
    return index - 1


@cache
def column_letters(index):
    """The letters of the column at this position: A for 0, AA for 26."""
    letters, index = "", index + 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
