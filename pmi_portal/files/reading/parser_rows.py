"""What both parsers share: cells, the limits of a table, and the columns sent to the parent process."""

import json
import re
from array import array
from base64 import b64encode
from itertools import islice, zip_longest

MAX_DATA_ROWS = {"csv": 200_000, "xlsx": 100_000}
TITLE_ROWS = 20  # the header is looked for in the first 20 rows, so that many may come on top of the data
MAX_ROWS = {kind: most + TITLE_ROWS for kind, most in MAX_DATA_ROWS.items()}
MAX_COLUMNS = 300
MAX_EMPTY_RUN = 1_000
MAX_CELL = 32_767
MAX_LINE = 16_000_000
MAX_OUTPUT = 256_000_000
ROWS_IN_BLOCK = 5_000
MOST_REMEMBERED = 1_000_000
WIDER = {"B": "H", "H": "I"}  # kinds of arrays: a closed question needs one byte a row
FOR_PROGRAMS = "_portal "  # how the name of a hidden sheet begins that no person is told of

# A workbook that the portal marked says so in a property, and lists the faults on a sheet of this name.
MARK_PROPERTY, LIST_SHEET, MOST_OF_MARK = "PortalPMI", "Daftar masalah (Portal PMI)", 300

TEXT, NUMBER, PERCENT, DATE, TRUTH = "s", "n", "p", "d", "b"
ERROR, FORMULA, UNUSABLE, BLANK = "e", "f", "x", ""
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


def is_blank_row(values):
    """Whether these raw values show nothing: blanks, or texts of white space only."""
    if values.count("") == len(values):
        return True
    return all(type(value) is str and not value.strip() for value in values)


class Column(dict):
    """{a raw value: its number} of the distinct values of one column, "" being 0.

    A raw value is what the file holds, a tuple a ready cell. Each value is looked up once: of two million
    cells, all but a few thousand are known.
    """

    def __init__(self, cell_of):
        super().__init__()
        self.cell_of, self.sent, self.fresh = cell_of, 1, []
        self.kind = next(iter(WIDER))
        self.forget()

    def forget(self):
        """What was sent is sent anew when it is met again; only the blank cell is always known."""
        self.clear()
        self[""] = 0

    def __missing__(self, value):
        self[value] = number = self.sent
        self.sent += 1
        self.fresh.append(list(value) if type(value) is tuple else self.cell_of(value))
        return number

    def encoded(self, values):
        """(cells not met before, the number of the cell in each row), numbers as narrow as they fit."""
        try:
            codes = array(self.kind, map(self.__getitem__, values))
        except OverflowError:  # what was met until then is known the next time
            self.kind = WIDER[self.kind]
            return self.encoded(values)
        fresh, self.fresh = self.fresh, []
        return fresh, codes


class Output:
    """Sends a reading to the parent process, JSON documents a line, within the limits of a table.

    A header comes first; then blocks of rows: their numbers, and for each column the cells that are new and
    the number of each row's cell, 0 being blank; at last an end with the `facts` of the table, or a refusal.
    Each further sheet has its own header and end; the limits are those of all together.
    """

    def __init__(self, stream, kind):
        self.stream, self.kind, self.written, self.rows = stream, kind, 0, 0
        self.sheet = None  # named when there are several, so that what is told of one names it
        self._begin()

    def _begin(self):
        """What is told of one table."""
        self.warnings, self.columns, self.rows_of_table, self.empty = [], [], 0, 0
        self.facts, self.hidden_rows = {}, []

    def send(self, document, row=None):
        line = ENCODER.encode(document).encode() + b"\n"
        self.written += len(line)
        if len(line) > MAX_LINE or self.written > MAX_OUTPUT:
            raise Refused("too_much_text", row=row)
        self.stream.write(line)

    @property
    def filled_columns(self):
        """The places of the columns of this table in which anything stands."""
        return {place for place, column in enumerate(self.columns) if column.sent > 1}

    def warn(self, code, detail="", row=None):
        self.warnings.append({"code": code, "detail": str(detail), "row": row, "sheet": self.sheet})

    def send_rows(self, rows, cell_of, hidden=()):
        """Sends (number, empty rows before it, raw values, fields if ragged), up to a long empty gap.

        `hidden` are the numbers of rows that a person does not see.
        """
        rows = self._up_to_gap(rows, hidden)
        while block := list(islice(rows, ROWS_IN_BLOCK)):
            self._send_block(block, cell_of)

    def _up_to_gap(self, rows, hidden):
        for number, empty, values, fields in rows:
            if self.rows_of_table and empty > MAX_EMPTY_RUN:
                self.warn("stopped_at_gap", row=number)
                return
            self.empty += empty
            self.rows += 1
            self.rows_of_table += 1
            if number in hidden:
                self.hidden_rows.append(number)
            if self.rows > MAX_ROWS[self.kind]:
                raise Refused("rows", MAX_DATA_ROWS[self.kind], row=number)
            yield number, values, fields

    def _send_block(self, block, cell_of):
        numbers = [number for number, _values, _fields in block]
        columns = list(zip_longest(*(values for _number, values, _fields in block), fillvalue=""))
        for beyond in columns[MAX_COLUMNS:]:
            if not is_blank_row(beyond):
                row = next(
                    number for number, value in zip(numbers, beyond, strict=True) if str(value).strip()
                )
                raise Refused("columns", MAX_COLUMNS, row=row)
        columns = columns[:MAX_COLUMNS]
        self.columns += [Column(cell_of) for _further in range(len(columns) - len(self.columns))]
        ragged = {
            place: fields for place, (_number, _values, fields) in enumerate(block) if fields is not None
        }
        self.send({"numbers": numbers, "ragged": list(ragged.items()), "columns": len(columns)})
        if sum(map(len, self.columns)) > MOST_REMEMBERED:  # else they fill the memory
            for column in self.columns:
                column.forget()
        for column, values in zip(self.columns, columns, strict=False):
            fresh, codes = column.encoded(values)
            told = {"cells": fresh, "codes": b64encode(codes).decode(), "bytes": codes.itemsize}
            self.send(told, row=numbers[-1])

    def end(self):
        """Ends a table; another may follow."""
        counted = {"rows": self.rows_of_table, "empty": self.empty, "hidden_rows": self.hidden_rows}
        self.send({"end": True, "warnings": self.warnings, **counted, **self.facts})
        self._begin()
