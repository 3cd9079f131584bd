"""Writes the lines of a table into an .xlsx or a .csv, and tells the physical number of each line."""

import csv
import io
from datetime import date, datetime
from typing import NamedTuple

import xlsxwriter

from tests.spreadsheets.messy.truth import Odd

WRITTEN_ON = datetime(2026, 7, 1, 8, 0, 0)
DAYS_TO_1904 = 1462
DAY_FORMATS = ("dd/mm/yyyy", "d mmmm yyyy", "yyyy-mm-dd", "dd-mmm-yy")


class Dialect(NamedTuple):
    """How a file is written: of a csv its delimiter, encoding and quoting, of a workbook its epoch."""

    container: str = "xlsx"
    delimiter: str = ";"
    encoding: str = "utf-8-sig"
    quoting: int = csv.QUOTE_MINIMAL
    named: bool = False  # a first line says sep=;
    epoch_1904: bool = False
    inline: bool = False  # texts stand in their cells
    day_format: str = DAY_FORMATS[0]


def a_dialect(rng, container):
    return Dialect(
        container,
        delimiter=rng.choice((",", ",", ";", ";", "\t")),
        encoding=rng.choice(("utf-8", "utf-8-sig", "utf-8-sig", "utf-16", "cp1252")),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        named=rng.random() < 0.15,
        epoch_1904=rng.random() < 0.12,
        day_format=rng.choice(DAY_FORMATS),
    )


class Merge(NamedTuple):
    """Lines of a page whose cells at this place are one."""

    place: int
    first: int
    last: int


class Page(NamedTuple):
    """A sheet: its lines, and what Excel does not show as it stands; `state` as xlsxwriter calls it."""

    name: str
    lines: list
    merges: tuple = ()
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    state: str = ""


def write(pages, dialect):
    """(content, numbers): the bytes of the file and the physical number of each line of the pages in it.

    A csv has one Page.
    """
    if dialect.container == "csv":
        content, numbers = _write_csv(pages[0].lines, dialect)
        return content, [numbers]
    return _write_xlsx(pages, dialect), [list(range(1, len(page.lines) + 1)) for page in pages]


# --- csv


def _write_csv(lines, dialect):
    text, numbers = io.StringIO(newline=""), []
    if dialect.named:
        text.write(f"sep={dialect.delimiter}\r\n")
    writer = csv.writer(text, delimiter=dialect.delimiter, quoting=dialect.quoting)
    for line in lines:
        numbers.append(text.getvalue().count("\n") + 1)
        cells = [_as_text(raw) for raw in line.raws]
        if line.unquoted:
            text.write(dialect.delimiter.join(cells) + "\r\n")
        else:
            writer.writerow(cells)
    return _encoded(text.getvalue(), dialect.encoding), numbers


def _encoded(text, encoding):
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:  # a sign that the old encoding of Windows has not
        return text.encode("utf-8-sig")


def _as_text(raw):
    if raw is None:
        return ""
    return raw.isoformat(" ") if isinstance(raw, datetime) else str(raw)


# --- xlsx


def _write_xlsx(pages, dialect):
    content = io.BytesIO()
    options = {"in_memory": True, "date_1904": dialect.epoch_1904, "constant_memory": dialect.inline}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": WRITTEN_ON})
        for page in pages:
            _write_page(workbook, page, dialect)
    return content.getvalue()


def _write_page(workbook, page, dialect):
    sheet = workbook.add_worksheet(page.name)
    pen = _Pen(workbook, sheet, dialect)
    for merge in page.merges:
        sheet.merge_range(merge.first, merge.place, merge.last, merge.place, "", pen.middle)
    for number, line in enumerate(page.lines):
        if number in page.hidden_rows:
            sheet.set_row(number, None, None, {"hidden": True})
        pen.write(number, line)
    for place in page.hidden_columns:
        sheet.set_column(place, place, None, None, {"hidden": True})
    if page.state:
        getattr(sheet, page.state)()


class _Pen:
    def __init__(self, workbook, page, dialect):
        self.page, self.dialect = page, dialect
        self.day = workbook.add_format({"num_format": dialect.day_format})
        self.moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.percent = workbook.add_format({"num_format": "0%"})
        self.middle = workbook.add_format({"align": "center"})

    def write(self, row, line):
        for place, raw in enumerate(line.raws):
            if line.merged and place == line.merged[0]:
                self.page.merge_range(row, place, row, line.merged[1], raw, self.middle)
            elif raw is not None and not (line.merged and place <= line.merged[1]):
                self._write(row, place, raw)

    def _write(self, row, place, raw):
        if isinstance(raw, str):
            self.page.write_string(row, place, raw)
        elif isinstance(raw, datetime):
            self.page.write_datetime(row, place, raw, self.moment)
        elif isinstance(raw, date):
            self.page.write_datetime(row, place, datetime(raw.year, raw.month, raw.day), self.day)
        elif isinstance(raw, Odd):
            self._write_odd(row, place, raw)
        else:
            self.page.write_number(row, place, raw)

    def _write_odd(self, row, place, odd):
        if odd.what == "percent":
            self.page.write_number(row, place, odd.value, self.percent)
        elif odd.what == "serial":
            self.page.write_number(row, place, odd.value - self.dialect.epoch_1904 * DAYS_TO_1904)
        else:  # a formula that was never calculated, or one that failed
            self.page.write_formula(row, place, "=A1/B1", None, odd.value)
