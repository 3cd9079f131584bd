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
from queue import Empty, Queue
from time import monotonic
from typing import NamedTuple

from pmi_portal.files.reading.containers import kind_of, why_not_read
from pmi_portal.files.reading.messages import Notice, notice, refusal
from pmi_portal.files.reading.parser_rows import MAX_LINE, MAX_OUTPUT, MAX_ROWS
from pmi_portal.files.reading.table import Merge, Row, Table, as_cell
from pmi_portal.running.child import kill, started

logger = logging.getLogger(__name__)

PARSER = Path(__file__).with_name("parser.py")
SECONDS, SECONDS_BETWEEN = 120, 1
LINES_AHEAD = 2  # of a child that reads faster than we do; a line may be large
LONGEST_SHEET_NAME = 100
BROKEN_OFF = (ValueError, TypeError, LookupError, AttributeError, RecursionError)  # anything but an answer


class UnreadableFile(Exception):
    """A file that gave no rows: a code, what the officer should do about it, the row of the file if known."""

    def __init__(self, code, message, row=None):
        super().__init__(message)
        self.code, self.message, self.row = code, message, row


class Sheet(NamedTuple):
    """A worksheet of the workbook, whether read or not; Excel itself cannot show one that is very hidden."""

    name: str
    hidden: bool
    very_hidden: bool = False


@dataclass
class Reading:
    """What a file holds: all its sheets, the tables of those that were read, what to know about it.

    `encoding` and `delimiter` are those of a csv. The table begins in `first_row`: below a line that names
    the delimiter, which Excel does not show. `from_1904`: the workbook counts its days from 1904 on, as Excel
    for the Mac once did. `mark` is what the portal left in a workbook that it marked, with the name of the
    sheet behind a “|”; `is_drawn_on`: there are pictures, charts or pivot tables. `tops` are the first Rows
    of sheets that were not read, by name, with their texts only.
    """

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    first_row: int = 1
    from_1904: bool = False
    mark: str = ""
    is_drawn_on: bool = False
    tables: list[Table] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    tops: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def is_of_several(self):
        """Whether several sheets were read."""
        return len(self.tables) > 1

    @property
    def rows(self):
        """The table of the only sheet that was read, or the first of several."""
        return self.tables[0]

    @property
    def sheet(self):
        """Its name, None for a csv."""
        return self.rows.name

    @property
    def empty_rows(self):
        return self.rows.empty_rows


def read_rows(path, name, *, sheet=None, seconds=SECONDS, parser=PARSER, keep=None, alive=None):
    """The Reading of an uploaded file under its uploaded name; raises UnreadableFile and what `alive` raises.

    Reads the visible sheet of an .xlsx with this name, several from a list of names each into its own table,
    else the first visible one. The child has so many seconds. What it tells is written into `keep`, a binary
    stream, from which `read_again` makes the same Reading. `alive()` is called about every second, however
    little the child tells; when it raises, the child ends.
    """
    if found := why_not_read(path, name):
        raise UnreadableFile(found.code, found.message)
    command = [sys.executable, "-I", str(parser), str(Path(path).absolute()), kind_of(name)]
    names = _names(sheet, name)
    command += map(_possible_name, names)
    try:
        with (
            _child(command, seconds) as (child, timed_out),
            _told_by(child, alive) as told,
            suppress(*BROKEN_OFF),
        ):
            return _reading(_lines(told, keep), kind_of(name), names)
    except (OSError, RuntimeError) as error:  # no process or thread to be had just now
        logger.exception("a spreadsheet parser could not be run")
        raise _unreadable("missing") from error
    if timed_out.is_set():
        raise _unreadable("too_slow", detail=seconds)
    logger.warning("a spreadsheet parser broke off with exit status %s", child.returncode)
    raise _unreadable("too_complex")


def read_again(stream, name, *, sheet=None):
    """The Reading of which `read_rows` wrote this stream; None for one that this release did not write."""
    with suppress(*BROKEN_OFF):
        return _reading(_lines(_pieces(stream)), kind_of(name), _names(sheet, name))
    return None


def _names(sheet, name):
    """The sheets to be read, none for the first visible one; a csv has none."""
    if kind_of(name) == "csv":
        return []
    return [sheet] if isinstance(sheet, str) else list(dict.fromkeys(sheet or ()))


def _unreadable(code, detail="", row=None, sheet=None):
    return UnreadableFile(code, refusal(code, detail=detail, row=row, sheet=sheet).message, row)


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


@contextmanager
def _told_by(child, alive):
    """The pieces that a child writes, read by a thread, so that `alive` is asked however long none comes."""
    pieces = Queue(LINES_AHEAD)
    thread = threading.Thread(target=_pass_on, args=(child.stdout, pieces), daemon=True)
    thread.start()
    try:
        yield _while_alive(pieces, alive)
    finally:
        kill(child)
        while thread.is_alive():  # it may wait for room
            with suppress(Empty):
                pieces.get(timeout=0.05)


def _pass_on(stream, pieces):
    try:
        for piece in _pieces(stream):
            pieces.put(piece)
    finally:
        pieces.put(b"")


def _while_alive(pieces, alive):
    """Yields the pieces up to the empty one; between two calls of `alive` lies about a second."""
    asked_at = monotonic()
    while True:
        try:
            piece = pieces.get(timeout=SECONDS_BETWEEN)
        except Empty:
            piece = None
        if alive and monotonic() - asked_at >= SECONDS_BETWEEN:
            alive()
            asked_at = monotonic()
        if piece == b"":
            return
        if piece:
            yield piece


def _pieces(stream):
    """The lines of a stream, those without end cut."""
    return iter(lambda: stream.readline(MAX_LINE + 1), b"")


def _reading(lines, kind, names):
    """The Reading in these lines; UnreadableFile for a refusal, ValueError and its like for anything odd."""
    lines, reading, rows = _documents(lines), None, 0
    for _table in names or [None]:
        header = next(lines, {})
        if reading is None:
            reading = _begun(kind, header)
        reading.tables.append(Table(header["sheet"]))
        _read_table(lines, reading)
        rows += len(reading.tables[-1])
        if rows > MAX_ROWS[kind]:
            raise ValueError("more rows than the parser may send")
    return reading


def _begun(kind, header):
    sheets = [
        Sheet(name, state != "visible", very_hidden=state == "veryHidden") for name, state in header["sheets"]
    ]
    reading = Reading(kind, sheets, header.get("encoding"), header.get("delimiter"))
    reading.first_row = int(header.get("first_row", 1))
    reading.from_1904 = bool(header.get("from_1904"))
    reading.mark, reading.is_drawn_on = str(header.get("mark", "")), bool(header.get("drawn_on"))
    reading.tops = {name: _top(rows) for name, rows in header.get("tops", {}).items()}
    return reading


def _top(rows):
    return [Row(number, [as_cell(text) for text in texts]) for number, texts in enumerate(rows, start=1)]


def _read_table(lines, reading):
    """Reads the lines of the last table of a Reading up to its end."""
    table = reading.tables[-1]
    for document in lines:
        if "end" in document:
            _complete(table, document)
            reading.warnings += [
                notice(each["code"], detail=str(each["detail"]), row=each["row"], sheet=each.get("sheet"))
                for each in document["warnings"]
            ]
            return
        table.add_block(document, islice(lines, document["columns"]))
        if len(table) > MAX_ROWS[reading.kind]:
            raise ValueError("more rows than the parser may send")
    raise ValueError("the parser ended without an end")


def _lines(pieces, keep=None):
    """The same lines, each written into `keep`; ValueError for output without end."""
    total = 0
    for line in pieces:
        total += len(line)
        if total > MAX_OUTPUT + MAX_LINE or not line.endswith(b"\n"):
            raise ValueError("cut or endless output")
        if keep:
            keep.write(line)
        yield line


def _documents(lines):
    """Yields the JSON document of each line; a refusal is raised."""
    for line in lines:
        document = json.loads(line)
        _raise_refusal(document)
        yield document


def _raise_refusal(document):
    if "refused" in document:
        row = document["row"]
        detail = str(document["detail"])[:MAX_LINE]
        row = row if row is None else int(row)
        raise _unreadable(document["refused"], detail=detail, row=row, sheet=document.get("sheet"))


def _complete(table, end):
    if end["rows"] != len(table):
        raise ValueError("rows were lost on the way")
    table.empty_rows = int(end["empty"])
    table.merges = [Merge(*map(int, each)) for each in end.get("merges", ())]
    table.hidden_rows = [int(number) for number in end.get("hidden_rows", ())]
    table.hidden_columns = [int(place) for place in end.get("hidden_columns", ())]
