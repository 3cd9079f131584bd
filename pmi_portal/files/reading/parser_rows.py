"""What both parsers share: cells, the limits of a table, and the lines sent to the parent process."""

import json
import re

MAX_DATA_ROWS = 50_000
TITLE_ROWS = 20  # the header is looked for in the first 20 rows, so that many may come on top of the data
MAX_ROWS = MAX_DATA_ROWS + TITLE_ROWS
MAX_COLUMNS = 300
MAX_EMPTY_RUN = 1_000
MAX_CELL = 32_767
MAX_LINE = 4_000_000
MAX_OUTPUT = 128_000_000

TEXT, NUMBER, DATE, TRUTH, ERROR, FORMULA, UNUSABLE, BLANK = "s", "n", "d", "b", "e", "f", "x", ""
BLANK_CELL = [BLANK, ""]
# PostgreSQL cannot store the first, nor UTF-8 the last; the others are marks of a broken export.
UNUSABLE_LETTER = re.compile("[\0\x0b\x0c\x1a\ud800-\udfff]")
ENCODER = json.JSONEncoder(separators=(",", ":"))


class Refused(Exception):
    """The whole file cannot be taken: a code, a short detail without cell content, a row of the file."""

    def __init__(self, code, detail="", row=None):
        super().__init__(code)
        self.code, self.detail, self.row = code, str(detail), row


def text_cell(text):
    """A cell of this text, or a cell of type "x" whose value is the reason the text cannot be kept."""
    if not text:
        return BLANK_CELL
    if len(text) > MAX_CELL:
        return [UNUSABLE, "too_long"]
    if found := UNUSABLE_LETTER.search(text):
        return [UNUSABLE, "control" if found[0] < " " else "surrogate"]
    return [TEXT, text]


def trimmed(cells):
    """The same cells without the blank ones at the end."""
    last = len(cells)
    while last and is_blank(cells[last - 1]):
        last -= 1
    return cells[:last]


def is_blank(cell):
    """Whether a cell shows nothing: blank, or text of white space only."""
    return cell[0] == BLANK or (cell[0] == TEXT and not cell[1].strip())


class Output:
    """Sends a reading to the parent process, one JSON document a line, within the limits of a table."""

    def __init__(self, stream):
        self.stream, self.warnings = stream, []
        self.written, self.rows, self.empty = 0, 0, 0

    def send(self, document, row=None):
        line = ENCODER.encode(document).encode() + b"\n"
        self.written += len(line)
        if len(line) > MAX_LINE or self.written > MAX_OUTPUT:
            raise Refused("too_much_text", row=row)
        self.stream.write(line)

    def warn(self, code, detail="", row=None):
        self.warnings.append({"code": code, "detail": str(detail), "row": row})

    def send_rows(self, rows):
        """Sends (number, empty rows before it, cells, facts) of each row, up to a long run of empty ones."""
        for number, empty, cells, facts in rows:
            if self.rows and empty > MAX_EMPTY_RUN:
                self.warn("stopped_at_gap", row=number)
                return
            self.empty += empty
            self._check_limits(number, cells)
            self.send({"row": number, "cells": cells, **facts}, row=number)

    def _check_limits(self, number, cells):
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise Refused("rows", MAX_DATA_ROWS, row=number)
        if len(cells) > MAX_COLUMNS:
            raise Refused("columns", MAX_COLUMNS, row=number)

    def end(self):
        self.send({"end": True, "rows": self.rows, "empty": self.empty, "warnings": self.warnings})
