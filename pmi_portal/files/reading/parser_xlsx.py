"""Reads an .xlsx: calamine gives the values, the sheet's own XML what calamine would lose."""

import datetime
import math
import zipfile
from contextlib import suppress
from itertools import chain

from parser_rows import (
    DATE,
    FOR_PROGRAMS,
    NUMBER,
    PERCENT,
    TRUTH,
    UNUSABLE,
    Refused,
    is_blank_row,
    text_cell,
)
from python_calamine import CalamineWorkbook
from xlsx_details import details_of
from xlsx_package import STRINGS, Workbook, check_well_formed
from xlsx_spelled import NotPlain, spelled
from xlsx_spelling import OddlySpelled, column_letters, respelled
from xlsx_tops import tops_of

EXACT = 10**17  # beyond, a float has no digits left to show without its exponent
NAMES_SHOWN = 10


def parse(path, wanted, output):
    """Sends the rows of the wanted worksheets to output, or of the first that is visible."""
    with zipfile.ZipFile(path) as package:
        workbook = Workbook(package)
        chosen = _chosen(workbook, wanted)
        for part in workbook.parts_of(STRINGS):
            check_well_formed(package, part)
        _warn_of_sheets(workbook.worksheets, chosen, output)
        _warn_of_parts(workbook, output)
        tops = tops_of(workbook, [each for each in workbook.worksheets if each not in chosen])
        for each in chosen:
            output.sheet = each.name if len(chosen) > 1 else None
            _send_sheet(path, workbook, each, output, tops)


def _chosen(workbook, wanted):
    visible = {each.name: each for each in reversed(workbook.worksheets) if each.part and each.is_visible}
    if not wanted:
        marked = workbook.mark.partition("|")[2]
        wanted = [marked] if marked in visible else list(visible)[-1:]
        if not visible:
            raise Refused("no_sheet")
    for name in wanted:
        if name not in visible:
            raise Refused("unknown_sheet", name[:80])
    return [visible[name] for name in wanted]


def _send_sheet(path, workbook, worksheet, output, tops):
    spelled, source, details = _looked_at(path, workbook, worksheet.part)
    if details.formulas:
        output.warn("formulas", details.formulas, row=details.first_formula + 1)
    if details.has_more_merges:
        output.warn("many_merges", len(details.merges))
    sheet = CalamineWorkbook.from_object(source).get_sheet_by_name(worksheet.name)
    output.send(
        {
            "sheets": [[each.name, each.state] for each in workbook.worksheets],
            "sheet": worksheet.name,
            "from_1904": workbook.counts_from_1904,
            "mark": workbook.mark,
            "drawn_on": workbook.is_drawn_on,
            "tops": tops,
        }
    )
    values = _values_by_row(sheet, details)
    rows = spelled.rows_of(chain.from_iterable(values)) if spelled else enumerate(values, start=1)
    output.send_rows(_rows(rows), _cell, hidden=details.hidden_rows)
    hidden = [place for place in sorted(details.hidden_columns) if place in output.filled_columns]
    output.facts = {"merges": details.merges, "hidden_columns": hidden}
    _warn_of_hidden(output, hidden)
    output.end()


def _warn_of_hidden(output, columns):
    if output.hidden_rows:
        output.warn("hidden_rows", _shown(_stretches(output.hidden_rows)), row=output.hidden_rows[0])
    if columns:
        output.warn("hidden_columns", _shown([column_letters(place) for place in columns]))


def _stretches(numbers):
    """Rising numbers as texts, neighbours together: 3, 5-6."""
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in found]


def _shown(names):
    return ", ".join([*names[:NAMES_SHOWN], *(["..."] if len(names) > NAMES_SHOWN else [])])


def _looked_at(path, workbook, part):
    """(the SpelledSheet or None, what calamine is to open, the Details of this sheet).

    That is a copy with the spellings of its cells, else the file, or a copy with the sheet respelled.
    """
    with suppress(NotPlain):
        return spelled(workbook, part)
    check_well_formed(workbook.package, part)
    try:
        return None, path, details_of(workbook.package, part, workbook.percent_styles)
    except OddlySpelled:
        copy = respelled(workbook.package, part)
    with zipfile.ZipFile(copy) as package:
        details = details_of(package, part, workbook.percent_styles)
    copy.seek(0)
    return None, copy, details


def _warn_of_sheets(sheets, chosen, output):
    for code, hidden in (("hidden_sheets", True), ("other_sheets", False)):
        others = [each for each in sheets if each.is_visible != hidden and each not in chosen]
        names = [each.name for each in others if not (hidden and each.name.startswith(FOR_PROGRAMS))]
        if names:
            output.warn(code, _shown(names))


def _warn_of_parts(workbook, output):
    if workbook.has("externallinks/", "connections"):
        output.warn("external_links")
    if workbook.has("embeddings/"):
        output.warn("attachments")


def _rows(rows):
    """Yields (number, empty rows before it, values from column A on, None) of each of (number, values)."""
    before = 0
    for number, values in rows:
        if not is_blank_row(values):
            yield number, number - before - 1, values, None
            before = number


def _values_by_row(sheet, details):
    lost, percents = details.lost, details.percents
    indent = [""] * (sheet.start[1] if sheet.start else 0)
    index = -1
    for index, values in enumerate(sheet.iter_rows()):
        if bool in set(map(type, values)):  # else 1 and True would be one
            values = [(TRUTH, value) if type(value) is bool else value for value in values]
        values = _with_percents(indent + values, percents.get(index, ()))
        yield _with_lost(values, lost.get(index, {}))
    for beyond in range(index + 1, max(lost, default=-1) + 1):
        yield _with_lost([], lost.get(beyond, {}))


def _with_percents(values, columns):
    for column in columns:
        if column < len(values) and type(values[column]) in (float, int):
            kind, number = _number_cell(values[column])
            values[column] = (PERCENT, number) if kind == NUMBER else values[column]
    return values


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
