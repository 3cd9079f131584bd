"""Reads a .csv: its records with the physical line each begins on, and what is wrong with their shape."""

import csv
import re
from collections import Counter
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from typing import NamedTuple

from csv_dialects import CUT_IN_QUOTES, SAMPLE, encoding_of, guess_delimiter, named_delimiter
from parser_rows import MAX_COLUMNS, MAX_DATA_ROWS, MAX_EMPTY_RUN, MAX_ROWS, Refused, text_cell

MAX_FIELD = 2**31 - 1  # longer than any file we take: a long field costs its row, not the file
MAX_LINES_IN_CELL = 50
SWALLOWED_WIDTH = 4

LINE_END = re.compile(r"\r\n|\r|\n")
PERHAPS_CUT = re.compile(r"(?:^|,)\s*[+-]?\d[\d.]*,\d{1,4}\s*(?:,|$)")
WHOLE_PART = re.compile(r"\s*[+-]?\d[\d.]*")
DECIMALS = re.compile(r"\d{1,4}\s*")


def parse(path, _sheets, output):
    """Sends the rows of this file to output; raises Refused when its table cannot be trusted.

    The file is read twice, for the width of its table and for its rows, so that nothing has to be held.
    """
    csv.field_size_limit(MAX_FIELD)
    encoding = _encoding(path)
    with encoding.open(path) as text:
        start = text.read(SAMPLE + 1)
    delimiter, named = named_delimiter(start)
    first_line = 1 if delimiter is None else 2
    delimiter = delimiter or guess_delimiter(start)
    is_quoted = _holds_quotes(path)
    with _opened(path, encoding, named) as text:
        widths = _widths(text, first_line, delimiter, is_quoted)
    shape = Shape(delimiter, max(widths, key=lambda width: (widths[width], width), default=0))
    written = {"encoding": encoding.name, "delimiter": delimiter, "first_row": first_line}
    output.send({"sheets": [], "sheet": None, **written})
    with _opened(path, encoding, named) as text:
        records = _records(text, first_line, delimiter, is_quoted)
        output.send_rows(map(shape.checked, records), text_cell)
    shape.check_whole()
    if encoding.guessed_from:
        output.warn("guessed_encoding", encoding.name, row=encoding.guessed_from)
    for code, rows in (("ragged_rows", shape.ragged), ("unquoted_delimiters", shape.too_wide)):
        if rows:
            output.warn(code, len(rows), row=rows[0])
    output.end()


def _encoding(path):
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return encoding_of(content)


def _holds_quotes(path):
    """Whether a quote stands anywhere, in any encoding: without one, a line is a record."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(b'"') >= 0


@contextmanager
def _opened(path, encoding, named):
    """The text of a file below the line that names its delimiter."""
    with encoding.open(path) as text:
        text.read(len(named))
        yield text


def _widths(text, first_line, delimiter, is_quoted):
    """How many records have so many fields."""
    if is_quoted:
        return Counter(len(record.fields) for record in _records(text, first_line, delimiter, is_quoted))
    return Counter(line.count(delimiter) + 1 for _number, _empty, line in _lines(text, first_line, delimiter))


class Lines:
    """The lines of a text with their numbers, and the one in which a quote was opened and not closed yet.

    `opened_above` is that one as it was before the line at hand.
    """

    def __init__(self, text, first_line):
        self.text, self.number = text, first_line - 1
        self.begin_record()

    def begin_record(self):
        self.first, self.opened, self.opened_above = self.number + 1, None, None

    def __iter__(self):
        for line in self.text:
            self.number += 1
            self.opened_above = self.opened
            if quotes := line.replace('""', "").count('"'):
                is_open = (self.opened is None) == bool(quotes % 2)
                self.opened = self.number if is_open else None
            yield line

    def line_of(self, error):
        """The line of the quote because of which Python's csv gives up."""
        if str(error) == CUT_IN_QUOTES:
            return self.opened or self.first
        return self.opened_above or self.number


class Record(NamedTuple):
    """A record that holds anything: the lines it stands in, the empty ones before it, its fields."""

    line: int
    last_line: int
    empty: int
    fields: list


class Shape:
    """What the records of a table of this width give away, one after the other."""

    def __init__(self, delimiter, width):
        self.delimiter, self.width, self.header_width = delimiter, width, 0
        # titles stand above the table, words above the rows with numbers
        self.begun, self.numbered = False, 0
        self.ragged, self.too_wide, self.shifted = [], [], []

    def checked(self, record):
        """A row for the output; raises Refused where quotes deceive."""
        if record.last_line > record.line:
            self._check_quotes(record)
        is_ragged = self._check_shape(record.line, record.fields)
        return record.line, record.empty, record.fields, len(record.fields) if is_ragged else None

    def check_whole(self):
        """Raises Refused where commas deceive."""
        if self.shifted and len(self.shifted) * 2 >= self.numbered:
            raise Refused("decimal_comma", row=self.shifted[0])

    def _check_shape(self, line, fields):
        """Whether the row has not as many fields as the table."""
        filled = _filled(fields)
        if filled > MAX_COLUMNS:
            raise Refused("columns", MAX_COLUMNS, row=line)
        if self.delimiter == ",":
            self._check_decimals(line, fields, filled)
        self.begun = self.begun or len(fields) >= self.width
        is_wide = filled > self.width
        is_ragged = self.begun and (len(fields) < self.width or is_wide)
        if is_ragged:
            (self.too_wide if is_wide else self.ragged).append(line)
        return is_ragged

    def _check_decimals(self, line, fields, filled):
        """Numbers cut in two by their decimal comma make a row so much wider than the words above it."""
        cut = _split_decimals(fields) if not self.numbered or filled > self.header_width else 0
        self.numbered += self.numbered > 0 or cut > 0
        if not self.numbered:
            self.header_width = max(self.header_width, filled)
        elif 0 < filled - self.header_width <= cut and self.header_width:
            self.shifted.append(line)

    def _check_quotes(self, record):
        """A quote that closes rows later hides them in one cell; Python's csv says nothing then."""
        line = record.line
        for field in record.fields:
            lines = LINE_END.split(field)
            if len(lines) > MAX_LINES_IN_CELL or self._swallows_rows(lines):
                raise Refused("unclosed_quote", row=line)
            line += len(lines) - 1

    def _swallows_rows(self, lines):
        inner = lines[1:-1]
        return (
            self.width >= SWALLOWED_WIDTH
            and bool(inner)
            and all(line.count(self.delimiter) == self.width - 1 for line in inner)
        )


def _records(text, first_line, delimiter, is_quoted):
    """Yields the Records of this text, not the empty ones.

    Ends with the first record below a long gap, which is then only told of; raises Refused where quoting
    breaks and where there are too many records.
    """
    if is_quoted:
        yield from _within_limits(_by_quotes(Lines(text, first_line), delimiter))
        return
    for number, empty, line in _lines(text, first_line, delimiter):
        yield Record(number, number, empty, line.split(delimiter))


def _by_quotes(lines, delimiter):
    """Yields each Record as Python's csv reads it, not the empty ones."""
    empty = 0
    try:
        for fields in csv.reader(lines, delimiter=delimiter, strict=True):
            if not fields or not "".join(fields).strip():
                empty += 1
            else:
                yield Record(lines.first, lines.number, empty, fields)
                empty = 0
            lines.begin_record()
    except csv.Error as error:
        raise Refused("unclosed_quote", row=lines.line_of(error)) from error


def _lines(text, first_line, delimiter):
    """Yields (number, empty ones before it, line without its end) of each line of a text without quotes."""
    return _within_limits(_filled_lines(text, first_line, delimiter))


def _filled_lines(text, first_line, delimiter):
    empty = 0
    for number, line in enumerate(text, start=first_line):
        line = line.rstrip("\r\n")
        if not line.replace(delimiter, "").strip():
            empty += 1
        else:
            yield number, empty, line
            empty = 0


def _within_limits(rows):
    """The same rows, each with its line first and the empty ones before it last but one."""
    for found, row in enumerate(rows, start=1):
        if found > MAX_ROWS["csv"]:
            raise Refused("rows", MAX_DATA_ROWS["csv"], row=row[0])
        yield row
        if row[-2] > MAX_EMPTY_RUN and found > 1:
            return


def _filled(fields):
    """The number of fields up to the last that shows anything."""
    filled = len(fields)
    while filled and not fields[filled - 1].strip():
        filled -= 1
    return filled


def _split_decimals(fields):
    """How many neighbours look like one number with a decimal comma cut in two."""
    if not PERHAPS_CUT.search(",".join(fields)):
        return 0
    return sum(
        bool(WHOLE_PART.fullmatch(left) and DECIMALS.fullmatch(right))
        for left, right in zip(fields, fields[1:], strict=False)
    )
