"""Reads an .xlsx: calamine gives the values, the sheet's own XML what calamine would lose."""

import datetime
import math
import zipfile

from parser_rows import DATE, NUMBER, UNUSABLE, Refused, is_blank_row, text_cell
from python_calamine import CalamineWorkbook
from xlsx_details import details_of
from xlsx_package import Workbook
from xlsx_spelling import OddlySpelled, respelled

EXACT = 10**17  # beyond, a float has no digits left to show without its exponent
NAMES_SHOWN = 10


def parse(path, wanted, output):
    """Sends the rows of one worksheet to output: the wanted one, or the first that is visible."""
    with zipfile.ZipFile(path) as package:
        workbook = Workbook(package)
        chosen = _chosen(workbook.worksheets, wanted)
        source, details = _looked_at(path, package, chosen.part)
        _warn_of_parts(workbook, output)
    _warn_of_sheets(workbook.worksheets, chosen, output)
    if details.formulas:
        output.warn("formulas", details.formulas, row=details.first_formula + 1)
    sheet = CalamineWorkbook.from_object(source).get_sheet_by_name(chosen.name)
    output.send(
        {
            "sheets": [{"name": each.name, "hidden": not each.is_visible} for each in workbook.worksheets],
            "sheet": chosen.name,
            "from_1904": workbook.counts_from_1904,
        }
    )
    output.send_rows(_rows(sheet, details.lost), _cell)


def _chosen(worksheets, wanted):
    for each in worksheets:
        if each.part and each.is_visible and wanted in (None, each.name):
            return each
    raise Refused("no_sheet") if wanted is None else Refused("unknown_sheet", wanted[:80])


def _looked_at(path, package, part):
    """(what calamine is to open, the Details of this sheet): the file, or a copy with the sheet respelled."""
    try:
        return path, details_of(package, part)
    except OddlySpelled:
        copy = respelled(package, part)
    with zipfile.ZipFile(copy) as package:
        details = details_of(package, part)
    copy.seek(0)
    return copy, details


def _warn_of_sheets(sheets, chosen, output):
    for code, hidden in (("hidden_sheets", True), ("other_sheets", False)):
        names = [each.name for each in sheets if each.is_visible != hidden and each is not chosen]
        if names:
            more = ["..."] if len(names) > NAMES_SHOWN else []
            output.warn(code, ", ".join(names[:NAMES_SHOWN] + more))


def _warn_of_parts(workbook, output):
    if workbook.has("externallinks/", "connections"):
        output.warn("external_links")
    if workbook.has("embeddings/"):
        output.warn("attachments")


def _rows(sheet, lost):
    """Yields (number, empty rows before it, values from column A on, None) of each row."""
    empty = 0
    for index, values in enumerate(_values_by_row(sheet, lost)):
        if is_blank_row(values):
            empty += 1
        else:
            yield index + 1, empty, values, None
            empty = 0


def _values_by_row(sheet, lost):
    indent = [""] * (sheet.start[1] if sheet.start else 0)
    index = -1
    for index, values in enumerate(sheet.iter_rows()):
        yield _with_lost(indent + values, lost.get(index, {}))
    for beyond in range(index + 1, max(lost, default=-1) + 1):
        yield _with_lost([], lost.get(beyond, {}))


def _with_lost(values, lost):
    for column, cell in lost.items():
        values.extend([""] * (column + 1 - len(values)))
        values[column] = tuple(cell)
    return values


def _cell(value):
    kind = type(value)
    if kind is str:
        return text_cell(value)
    if kind is float or kind is int:
        return _number_cell(value)
    if kind is datetime.timedelta:
        return text_cell(_duration(value))
    return [DATE, value.isoformat()]


def _number_cell(value):
    if not math.isfinite(value):
        return [UNUSABLE, "not_a_number"]
    return [NUMBER, int(value) if value == int(value) and abs(value) < EXACT else value]


def _duration(value):
    """Hours, minutes and seconds as Excel shows a stretch of time: 36:00:00."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
