"""Reads an uploaded spreadsheet into raw cells through a child process that may die without harm."""

import json
import logging
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pmi_portal.files.reading.containers import kind_of, why_not_read
from pmi_portal.files.reading.messages import Notice, notice, refusal
from pmi_portal.files.reading.parser_rows import MAX_LINE, MAX_OUTPUT, MAX_ROWS
from pmi_portal.files.reading.table import Table
from pmi_portal.running.child import kill, started

logger = logging.getLogger(__name__)

PARSER = Path(__file__).with_name("parser.py")
SECONDS = 120
LONGEST_SHEET_NAME = 100
BROKEN_OFF = (ValueError, TypeError, LookupError, AttributeError, RecursionError)  # anything but an answer


class UnreadableFile(Exception):
    """A file that gave no rows: a code, what the officer should do about it, the row of the file if known."""

    def __init__(self, code, message, row=None):
        super().__init__(message)
        self.code, self.message, self.row = code, message, row


class Sheet(NamedTuple):
    """A worksheet of the workbook, whether read or not."""

    name: str
    hidden: bool


@dataclass
class Reading:
    """What a file holds: the sheet that was read (None for csv), all sheets, its rows, what to know about it.

    `empty_rows` counts the empty rows between the others; `encoding` and `delimiter` are those of a csv. The
    table begins in `first_row`: below a line that names the delimiter, which Excel does not show.
    `from_1904`: the workbook counts its days from 1904 on, as Excel for the Mac once did.
    """

    kind: str
    sheet: str | None
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    first_row: int = 1
    from_1904: bool = False
    rows: Table = field(default_factory=Table)
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
    header = next(lines, {})
    reading = Reading(
        kind, header["sheet"], [Sheet(each["name"], each["hidden"]) for each in header["sheets"]]
    )
    reading.encoding, reading.delimiter = header.get("encoding"), header.get("delimiter")
    reading.first_row = int(header.get("first_row", 1))
    reading.from_1904 = bool(header.get("from_1904"))
    for document in lines:
        if "end" in document:
            return _completed(reading, document)
        reading.rows.add_block(document, islice(lines, document["columns"]))
        if len(reading.rows) > MAX_ROWS:
            raise ValueError("more rows than the parser may send")
    raise ValueError("the parser ended without an end")


def _documents(stream):
    """Yields the JSON document of each line; a refusal is raised, and ValueError for output without end."""
    total = 0
    while line := stream.readline(MAX_LINE + 1):
        total += len(line)
        if total > MAX_OUTPUT + MAX_LINE or not line.endswith(b"\n"):
            raise ValueError("cut or endless output")
        document = json.loads(line)
        _raise_refusal(document)
        yield document


def _raise_refusal(document):
    if "refused" in document:
        row = document["row"]
        detail = str(document["detail"])[:MAX_LINE]
        raise _unreadable(document["refused"], detail=detail, row=row if row is None else int(row))


def _completed(reading, end):
    if end["rows"] != len(reading.rows):
        raise ValueError("rows were lost on the way")
    reading.empty_rows = int(end["empty"])
    reading.warnings = [
        notice(each["code"], detail=str(each["detail"]), row=each["row"]) for each in end["warnings"]
    ]
    return reading
