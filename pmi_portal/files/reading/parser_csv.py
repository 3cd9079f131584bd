"""Reads a .csv: its records with the physical line each begins on, and what is wrong with their shape."""

import csv
import io
import re
from collections import Counter

from csv_dialects import decode, guess_delimiter, named_delimiter
from parser_rows import MAX_COLUMNS, MAX_DATA_ROWS, MAX_EMPTY_RUN, MAX_ROWS, Refused, text_cell

MAX_FIELD = 2**31 - 1  # longer than any file we take: a long field costs its row, not the file
MAX_LINES_IN_CELL = 50
SWALLOWED_WIDTH = 4

WHOLE_PART = re.compile(r"\s*[+-]?\d[\d.]*")
DECIMALS = re.compile(r"\d{1,4}\s*")


def parse(path, _sheet, output):
    """Sends the rows of this file to output; raises Refused when its table cannot be trusted."""
    csv.field_size_limit(MAX_FIELD)
    text, encoding, guessed_from = decode(path.read_bytes())
    delimiter, rest = named_delimiter(text)
    first_line = 1 if delimiter is None else 2
    table = Table(rest, delimiter or guess_delimiter(rest), first_line)
    table.check()
    if guessed_from:
        output.warn("guessed_encoding", encoding, row=guessed_from)
    if table.ragged:
        output.warn("ragged_rows", len(table.ragged), row=table.ragged[0])
    written = {"encoding": encoding, "delimiter": table.delimiter, "first_row": first_line}
    output.send({"sheets": [], "sheet": None, **written})
    output.send_rows(table.rows(), text_cell)
    output.end()


class Table:
    """The records of a text under one delimiter, and what their shape gives away."""

    def __init__(self, text, delimiter, first_line):
        self.delimiter = delimiter
        self.records = list(_records(text, delimiter, first_line))
        self.width, self.header_width = 0, 0
        self.begun, self.numbered = (
            False,
            0,
        )  # titles stand above the table, words above the rows with numbers
        self.ragged, self.shifted = [], []

    def rows(self):
        ragged = set(self.ragged)
        for line, empty, fields in self.records:
            yield line, empty, fields, len(fields) if line in ragged else None

    def check(self):
        """Finds the width of the table and its ragged rows; raises Refused where quotes or commas deceive."""
        widths = Counter(len(fields) for _line, _empty, fields in self.records)
        self.width = max(widths, key=lambda width: (widths[width], width), default=0)
        for line, _empty, fields in self.records:
            self._check_shape(line, fields)
            self._check_quotes(line, fields)
        if self.shifted and len(self.shifted) * 2 >= self.numbered:
            raise Refused("decimal_comma", row=self.shifted[0])

    def _check_shape(self, line, fields):
        filled = _filled(fields)
        if filled > MAX_COLUMNS:
            raise Refused("columns", MAX_COLUMNS, row=line)
        self.begun = self.begun or len(fields) >= self.width
        if self.begun and (len(fields) < self.width or filled > self.width):
            self.ragged.append(line)
        if self.delimiter == ",":
            self._check_decimals(line, fields, filled)

    def _check_decimals(self, line, fields, filled):
        """Numbers cut in two by their decimal comma make a row so much wider than the words above it."""
        cut = _split_decimals(fields) if not self.numbered or filled > self.header_width else 0
        self.numbered += self.numbered > 0 or cut > 0
        if not self.numbered:
            self.header_width = max(self.header_width, filled)
        elif 0 < filled - self.header_width <= cut and self.header_width:
            self.shifted.append(line)

    def _check_quotes(self, line, fields):
        """A quote that closes rows later hides them in one cell; Python's csv says nothing then."""
        for field in fields:
            if "\n" in field or "\r" in field:
                lines = field.splitlines()
                if len(lines) > MAX_LINES_IN_CELL or self._swallows_rows(lines):
                    raise Refused("unclosed_quote", row=line)

    def _swallows_rows(self, lines):
        inner = lines[1:-1]
        return (
            self.width >= SWALLOWED_WIDTH
            and bool(inner)
            and all(line.count(self.delimiter) == self.width - 1 for line in inner)
        )


def _records(text, delimiter, first_line):
    """Yields (line of the file a record begins on, empty records before it, its fields), not the empty ones.

    Ends with the first record below a long gap, which is then only told of; raises Refused where quoting
    breaks and where there are too many records.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines_before, empty, found = 0, 0, 0
    try:
        for fields in reader:
            if not fields or not "".join(fields).strip():
                empty += 1
            else:
                found += 1
                if found > MAX_ROWS:
                    raise Refused("rows", MAX_DATA_ROWS, row=first_line + lines_before)
                yield first_line + lines_before, empty, fields
                if empty > MAX_EMPTY_RUN and found > 1:
                    return
                empty = 0
            lines_before = reader.line_num
    except csv.Error as error:
        raise Refused("unclosed_quote", row=first_line + lines_before) from error


def _filled(fields):
    """The number of fields up to the last that shows anything."""
    filled = len(fields)
    while filled and not fields[filled - 1].strip():
        filled -= 1
    return filled


def _split_decimals(fields):
    """How many neighbours look like one number with a decimal comma cut in two."""
    return sum(
        bool(WHOLE_PART.fullmatch(left) and DECIMALS.fullmatch(right))
        for left, right in zip(fields, fields[1:], strict=False)
    )
