"""The one door out for tables: CSV for programs, XLSX for people; no cell ever becomes a live formula."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from zoneinfo import ZoneInfo

import xlsxwriter
from django.http import HttpResponse
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from xlsxwriter.utility import quote_sheetname, xl_range_abs

OFFICE_ZONE = ZoneInfo("Asia/Jakarta")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_CELL = 32_767
MOST_IN_TITLE, MOST_IN_HINT_TITLE, MOST_IN_HINT = 31, 32, 255
MOST_COMMENTS, MOST_LINKS = 10_000, 60_000  # of a sheet, beyond which Excel is slow or refuses
MARKED = {"bg_color": "#F8CBAD"}
# Signs that make a spreadsheet calculate a cell, also in full width and behind blanks or invisible signs.
CALCULATES = re.compile("^[\\s\ufeff\u200b\u200c\u200d\u2060]*[=+\\-@|%＝＋－＠｜％]|^[\t\r\n]")  # noqa: RUF001
FORMATS = {
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "date": {"num_format": "yyyy-mm-dd"},
    "quoted": {"quote_prefix": True},  # stays a text even when somebody opens the cell and presses Enter
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
}
FURTHER_TABLE = re.compile(r"!([A-Z]{1,3}[0-9]{1,7})$")
NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Hint:
    """What Excel says beside a column; `choices` place its drop-down list: (title, row, first, last)."""

    title: str
    text: str
    choices: tuple | None = None


@dataclass(frozen=True)
class Sheet:
    """`rows` are lists of plain values, the heading first, perhaps made one by one; `hints` by column index.

    `marks` colours cells and comments them: {(index of the row, of the column): text}. `has_links`: the first
    column holds addresses of cells in the workbook. A sheet that `is_for_programs` nobody sees in Excel, not
    even among the hidden ones.
    """

    title: str
    rows: Iterable
    widths: tuple = ()
    hints: dict = field(default_factory=dict)
    is_for_programs: bool = False
    marks: dict = field(default_factory=dict)
    has_links: bool = False


def calculates(text):
    """Whether a spreadsheet might take the text for a formula; a lone dash stands for “nothing”."""
    return bool(CALCULATES.match(text)) and text.strip() != "-"


def write_csv(rows):
    """Rows as CSV bytes that an Excel in the reader's language opens in columns; every text stands in quotes.

    Where the decimal sign is a comma, columns are parted by semicolons. A byte order mark saves the accents.
    """
    decimal = get_format("DECIMAL_SEPARATOR")
    between = ";" if decimal == "," else ","
    lines = (between.join(_csv_cell(value, decimal) for value in row) + "\r\n" for row in rows)
    return "".join(lines).encode("utf-8-sig", errors="replace")


def write_xlsx(sheets, *, properties=(), from_1904=False):
    """Sheets as the bytes of a workbook; texts are written as texts, dates as dates.

    `properties` are (name, text) of properties of the workbook; `from_1904`: it counts its days from then on.
    """
    content = io.BytesIO()
    options = {"constant_memory": True, "in_memory": False, "date_1904": from_1904}
    with xlsxwriter.Workbook(content, options) as workbook:
        for name, text in properties:
            workbook.set_custom_property(name, text, "text")
        formats = {
            is_marked: {
                name: workbook.add_format(looks | (MARKED if is_marked else {}))
                for name, looks in FORMATS.items()
            }
            for is_marked in (False, True)
        }
        formats[True]["plain"] = workbook.add_format(MARKED)
        for sheet in sheets:
            _write_sheet(workbook, sheet, formats)
    return content.getvalue()


def parts_of_name(name):
    """(sheet, the cell in which the table begins) of what a table is called; "" for the first of a sheet."""
    found = FURTHER_TABLE.search(name)
    return (name[: found.start()], found[1]) if found else (name, "")


def letters_beside(name):
    """The letters over the first column of a table that stands beside another one, else ""."""
    letters = parts_of_name(name)[1].rstrip("0123456789")
    return "" if letters == "A" else letters


def in_sheet(name):
    """“lembar Data”, “lembar Data, tabel mulai A14”: where a row stands."""
    sheet, begins = parts_of_name(name)
    told = [_("lembar %(sheet)s") % {"sheet": sheet}] if sheet else []
    return ", ".join([*told, _("tabel mulai %(cell)s") % {"cell": begins}] if begins else told)


def sheet_address(sheet, cell):
    """“Data!F17”, “'Mei 2019'!F17” as Excel writes it; the cell alone for a file without sheets.

    Instead of a sheet also a further table of it, as a `Table` of the reader is called.
    """
    sheet, _begins = parts_of_name(sheet or "")
    if not sheet or not cell:
        return cell
    bare = sheet.isidentifier() and not sheet[0].isdigit()
    name = sheet if bare else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{cell}"


def without_repeats(addresses):
    """“Data!H7”, “H8”, ...: each tells its sheet only where that is another one than before."""
    before = ""
    for address in addresses:
        sheet, _mark, cell = address.rpartition("!")
        yield cell if sheet == before else address
        before = sheet


def csv_download(name, rows):
    """An answer that saves the rows as NAME."""
    return _download(name, write_csv(rows), "text/csv; charset=utf-8")


def xlsx_download(name, sheets):
    return _download(name, write_xlsx(sheets), XLSX_TYPE)


def _download(name, content, content_type):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{re.sub(r"[^A-Za-z0-9._-]", "_", name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv_cell(value, decimal):
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{value}".replace(".", decimal)
    text = "" if value is None else str(value)
    text = f"'{text}" if calculates(text) and not isinstance(value, date) else text
    return '"' + text.replace('"', '""') + '"'


def _write_sheet(workbook, sheet, formats):
    page = workbook.add_worksheet(NOT_IN_TITLE.sub(" ", sheet.title)[:MOST_IN_TITLE])
    page.freeze_panes(1, 0)
    if sheet.is_for_programs:
        page.very_hidden()
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    comments = dict(islice(sheet.marks.items(), MOST_COMMENTS))
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if sheet.has_links and value and not column and 0 < number <= MOST_LINKS:
                page.write_url(number, column, f"internal:{value}", string=str(value))
                continue
            looks = formats[(number, column) in sheet.marks]
            _write_cell(page, number, column, value, looks, is_heading=number == 0)
            if (number, column) in comments:  # now: what is written of an earlier row is lost
                page.write_comment(number, column, comments[number, column], {"x_scale": 2.5, "y_scale": 1.5})
    for column, hint in sheet.hints.items():
        page.data_validation(1, column, 1_000, column, _validation(hint))


def _write_cell(page, row, column, value, looks, *, is_heading):
    if value is None or value == "":
        page.write_blank(row, column, None, looks.get("plain"))  # which writes nothing without a format
    elif is_heading:
        page.write_string(row, column, str(value)[:MOST_IN_CELL], looks["heading"])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, looks.get("plain"))
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, column, value, looks.get("plain"))
    elif isinstance(value, datetime):
        local = value.astimezone(OFFICE_ZONE).replace(tzinfo=None) if value.tzinfo else value
        page.write_datetime(row, column, local, looks["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks["date"])
    else:
        text = str(value)[:MOST_IN_CELL]
        page.write_string(row, column, text, looks["quoted"] if calculates(text) else looks.get("plain"))


def _validation(hint):
    """Excel shows the hint when the cell is chosen; a value off the list is asked about, not refused."""
    shown = {"input_title": hint.title[:MOST_IN_HINT_TITLE], "input_message": hint.text[:MOST_IN_HINT]}
    if hint.choices is None:
        return {"validate": "any", **shown}
    title, row, first, last = hint.choices
    cells = xl_range_abs(row, first, row, last)
    source = f"={quote_sheetname(title)}!{cells}"
    return {"validate": "list", "source": source, "error_type": "warning", **shown}
