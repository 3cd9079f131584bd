"""Reads an .xlsx: calamine gives the values, the sheet's own XML what calamine would lose."""

import datetime
import math
import zipfile

from parser_rows import DATE, NUMBER, UNUSABLE, Refused, is_blank_row, text_cell
from python_calamine import CalamineWorkbook
from xlsx_details import counts_from_1904, look_at, worksheets

EXACT = 10**17  # beyond, a float has no digits left to show without its exponent
NAMES_SHOWN = 10


def parse(path, wanted, output):
    """Sends the rows of one worksheet to output: the wanted one, or the first that is visible."""
    with zipfile.ZipFile(path) as package:
        sheets = worksheets(package)
        name, part = _chosen(sheets, wanted)
        scan = look_at(package.read(part))
        from_1904 = counts_from_1904(package)
        _warn_of_parts(package, output)
    _warn_of_sheets(sheets, name, output)
    if scan and scan.formulas:
        output.warn("formulas", scan.formulas, row=scan.first_formula + 1)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(name)
    output.send(
        {
            "sheets": [{"name": name, "hidden": hidden} for name, hidden, _part in sheets],
            "sheet": name,
            "from_1904": from_1904,
        }
    )
    output.send_rows(_rows(sheet, scan.lost if scan else {}), _cell)


def _chosen(sheets, wanted):
    for name, hidden, part in sheets:
        if part and not hidden and wanted in (None, name):
            return name, part
    raise Refused("no_sheet") if wanted is None else Refused("unknown_sheet", wanted[:80])


def _warn_of_sheets(sheets, chosen, output):
    for code, hidden in (("hidden_sheets", True), ("other_sheets", False)):
        names = [name for name, is_hidden, _part in sheets if is_hidden == hidden and name != chosen]
        if names:
            more = ["..."] if len(names) > NAMES_SHOWN else []
            output.warn(code, ", ".join(names[:NAMES_SHOWN] + more))


def _warn_of_parts(package, output):
    names = [name.lower() for name in package.namelist()]
    if any(name.startswith(("xl/externallinks/", "xl/connections")) for name in names):
        output.warn("external_links")
    if any(name.startswith("xl/embeddings/") for name in names):
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
