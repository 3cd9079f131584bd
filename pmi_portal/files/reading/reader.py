"""Reads an uploaded spreadsheet into raw cells through a child process that may die without harm."""

import json
import logging
import subprocess
import sys
import threading
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pmi_portal.files.reading.containers import kind_of, why_not_read
from pmi_portal.files.reading.messages import Notice, notice, refusal
from pmi_portal.files.reading.parser_rows import MAX_LINE, MAX_OUTPUT, MAX_ROWS
from pmi_portal.running.child import kill, started

logger = logging.getLogger(__name__)

PARSER = Path(__file__).with_name("parser.py")
SECONDS = 120
LONGEST_SHEET_NAME = 100
PACKED_TOGETHER = 1 << 18
BROKEN_OFF = (ValueError, TypeError, LookupError, AttributeError, RecursionError)  # anything but an answer
VALUES = {"s": str, "n": (int, float), "d": str, "b": bool, "e": str, "f": str, "x": str, "": str}


class UnreadableFile(Exception):
    """A file that gave no rows: a code, what the officer should do about it, the row of the file if known."""

    def __init__(self, code, message, row=None):
        super().__init__(message)
        self.code, self.message, self.row = code, message, row


class Sheet(NamedTuple):
    """A worksheet of the workbook, whether read or not."""

    name: str
    hidden: bool


class Row(NamedTuple):
    """One row that holds anything: its number in the file, counted from 1, and its cells from column A on.

    A cell is [type, value]: "s" text, "n" number, "d" ISO date or time, "b" truth, "e" error text such as
    #REF!, "f" formula never calculated, "x" unusable (a reason for `why_cell_unusable`), "" blank;
    blank cells at the end are left out. `fields` is set when a csv row has not as many fields as the table.
    """

    number: int
    cells: list
    fields: int | None = None

    @property
    def ragged(self):
        return self.fields is not None


class Rows:
    """The rows of a reading, packed in memory: ask for their number, iterate as often as needed."""

    def __init__(self):
        self._blocks, self._open, self._open_size, self._count = [], [], 0, 0

    def add(self, line):
        self._open.append(line)
        self._open_size += len(line)
        self._count += 1
        if self._open_size > PACKED_TOGETHER:
            self._blocks.append(zlib.compress(b"".join(self._open), level=1))
            self._open, self._open_size = [], 0

    def __len__(self):
        return self._count

    def __iter__(self):
        for block in self._blocks:
            for line in zlib.decompress(block).splitlines():
                yield _row(json.loads(line))
        for line in self._open:
            yield _row(json.loads(line))


@dataclass
class Reading:
    """What a file holds: the sheet that was read (None for csv), all sheets, its rows, what to know about it.

    `empty_rows` counts the empty rows between the others; `encoding` and `delimiter` are those of a csv. The
    table begins in `first_row`: below a line that names the delimiter, which Excel does not show.
    """

    kind: str
    sheet: str | None
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    first_row: int = 1
    rows: Rows = field(default_factory=Rows)
    empty_rows: int = 0
    warnings: list[Notice] = field(default_factory=list)


def read_rows(path, name, *, sheet=None, seconds=SECONDS, parser=PARSER):
    """The Reading of an uploaded file under its uploaded name; raises UnreadableFile and nothing else.

    Reads the named visible sheet of an .xlsx, else its first visible one. The child has so many seconds.
    """
    if found := why_not_read(path, name):
        raise UnreadableFile(found.code, found.message)
    command = [sys.executable, "-I", str(parser), str(Path(path).absolute()), kind_of(name)]
    if sheet is not None:
        command.append(_possible_name(sheet))
    try:
        with _child(command, seconds) as (child, timed_out), suppress(*BROKEN_OFF):
            return _reading(child.stdout, kind_of(name))
    except (OSError, RuntimeError) as error:  # no process or thread to be had just now
        logger.exception("a spreadsheet parser could not be run")
        raise _unreadable("missing") from error
    if timed_out.is_set():
        raise _unreadable("too_slow", detail=seconds)
    logger.warning("a spreadsheet parser broke off with exit status %s", child.returncode)
    raise _unreadable("too_complex")


def _unreadable(code, detail="", row=None):
    return UnreadableFile(code, refusal(code, detail=detail, row=row).message, row)


def _possible_name(sheet):
    if len(sheet) > LONGEST_SHEET_NAME or not sheet.isprintable():
        raise _unreadable(
            "unknown_sheet", detail="".join(filter(str.isprintable, sheet))[:LONGEST_SHEET_NAME]
        )
    return sheet


@contextmanager
def _child(command, seconds):
    """A running child and the event of its time being up."""
    timed_out = threading.Event()
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with started(command, **pipes) as child:

        def end():
            timed_out.set()
            kill(child)

        watchdog = threading.Timer(seconds, end)
        watchdog.daemon = True
        try:
            watchdog.start()
            yield child, timed_out
        finally:
            watchdog.cancel()
            if watchdog.ident:
                watchdog.join()


def _reading(stream, kind):
    """The Reading in these lines; UnreadableFile for a refusal, ValueError and its like for anything odd."""
    lines = _documents(stream)
    _line, header = next(lines, (b"", {}))
    _raise_refusal(header)
    reading = Reading(
        kind, header["sheet"], [Sheet(each["name"], each["hidden"]) for each in header["sheets"]]
    )
    reading.encoding, reading.delimiter = header.get("encoding"), header.get("delimiter")
    reading.first_row = int(header.get("first_row", 1))
    last = 0
    for line, document in lines:
        _raise_refusal(document)
        if "end" in document:
            return _completed(reading, document)
        last = _checked_number(document, after=last)
        reading.rows.add(line)
        if len(reading.rows) > MAX_ROWS:
            raise ValueError("more rows than the parser may send")
    raise ValueError("the parser ended without an end")


def _documents(stream):
    """Yields each line with its JSON document; ValueError for a cut or endless line, or endless lines."""
    total = 0
    while line := stream.readline(MAX_LINE + 1):
        total += len(line)
        if total > MAX_OUTPUT + MAX_LINE or not line.endswith(b"\n"):
            raise ValueError("cut or endless output")
        yield line, json.loads(line)


def _raise_refusal(document):
    if "refused" in document:
        row = document["row"]
        detail = str(document["detail"])[:MAX_LINE]
        raise _unreadable(document["refused"], detail=detail, row=row if row is None else int(row))


def _checked_number(document, after):
    number, cells = document["row"], document["cells"]
    if type(number) is not int or number <= after:
        raise ValueError("rows out of order")
    if not all(len(cell) == 2 and isinstance(cell[1], VALUES[cell[0]]) for cell in cells):
        raise ValueError("a cell of no known type")
    return number


def _row(document):
    return Row(document["row"], document["cells"], document.get("fields"))


def _completed(reading, end):
    if end["rows"] != len(reading.rows):
        raise ValueError("rows were lost on the way")
    reading.empty_rows = int(end["empty"])
    reading.warnings = [
        notice(each["code"], detail=str(each["detail"]), row=each["row"]) for each in end["warnings"]
    ]
    return reading
