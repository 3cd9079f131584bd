"""Marks cells of an officer's own workbook, in a process of its own, which the parent may kill.

Started by path in isolated mode with an order on standard input, a JSON document as `marking.py` makes it;
it writes the workbook to standard output. What openpyxl does not know is lost: pictures, drawings, controls.
"""

import io
import json
import re
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

MEMORY, WRITTEN, SECONDS = 1024**3, 512 * 1024**2, 60
AUTHOR = "Portal PMI"
BEGINS, BETWEEN = f"{AUTHOR}: ", "\n———\n"  # so that a later marking finds what an earlier one wrote
FAULTY, MENDED = PatternFill("solid", fgColor="FFF8CBAD"), PatternFill("solid", fgColor="FFC6E0B4")
WIDTH, HEIGHT = 340, 130  # of a comment, in pixels
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CALCULATES = ("=", "+", "-", "@")


def limit_this_process():
    """Lets the system end this process before it hurts others."""
    try:
        import resource
    except ImportError:  # Windows has only the parent's clock
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(order):
    # What openpyxl writes on the way lies beside the file and goes with its folder, even when this is killed.
    tempfile.tempdir = str(Path(order["path"]).parent)
    with Path(order["path"]).open("rb") as file:  # whose name tells nothing
        workbook = load_workbook(file, rich_text=True)
    sheet = workbook[order["sheet"]]
    if order["property"] in workbook.custom_doc_props.names:
        forget_marks(workbook, sheet, order)
    for row, place, text, told, is_faulty in order["cells"]:
        mark(sheet.cell(row, place + 1), text, told, FAULTY if is_faulty else MENDED)
    add_list(workbook, order)
    workbook.custom_doc_props.append(StringProperty(name=order["property"], value=order["mark"]))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def forget_marks(workbook, sheet, order):
    """What an earlier marking left: its comments, its colours, its list."""
    del workbook.custom_doc_props[order["property"]]
    if order["list"]["title"] in workbook.sheetnames:
        del workbook[order["list"]["title"]]
    # Only the cells that are there: `iter_rows` would make all up to the farthest, however far off that is.
    for cell in list(sheet._cells.values()):
        comment = cell.comment
        if comment and comment.text.startswith(BEGINS):
            _ours, _between, theirs = comment.text.partition(BETWEEN)
            cell.comment = Comment(theirs, comment.author) if theirs else None
            cell.fill = PatternFill()


def mark(cell, text, told, fill):
    """Colour and comment a cell; a text takes the place of what it says, None leaves that."""
    if isinstance(cell, MergedCell):
        cell = part_of_merge(cell.parent, cell, is_changed=text is not None)
    if text is not None:
        put(cell, text)
    cell.fill = fill
    theirs = BETWEEN + cell.comment.text if cell.comment else ""
    cell.comment = Comment(clean(BEGINS + told + theirs), AUTHOR, width=WIDTH, height=HEIGHT)


def part_of_merge(sheet, cell, *, is_changed):
    """The cell that shows for this one; one that is to say something of its own is parted from the others."""
    merge = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    top = sheet.cell(merge.min_row, merge.min_col)
    if not is_changed:
        return top
    inside = [(row, column) for row, column in merge.cells if (row, column) != (top.row, top.column)]
    sheet.unmerge_cells(merge.coord)
    for row, column in inside:
        sheet.cell(row, column).value = top.value
    return sheet.cell(cell.row, cell.column)


def put(cell, text):
    """Write a text, which never becomes a formula, nor in Excel when somebody opens the cell."""
    cell.value = clean(text) or None
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.lstrip().startswith(CALCULATES)


def clean(text):
    return NOT_IN_XML.sub("", text)


def add_list(workbook, order):
    """The sheet of all faults, each with a link to its cell."""
    listed = order["list"]
    page = workbook.create_sheet(listed["title"])
    page.freeze_panes = "A2"
    for place, (heading, width) in enumerate(listed["headings"], start=1):
        put(page.cell(1, place), heading)
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[page.cell(1, place).column_letter].width = width
    for number, texts in enumerate(listed["rows"], start=2):
        for place, text in enumerate(texts, start=1):
            cell = page.cell(number, place)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if texts[0]:
            cell = page.cell(number, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=texts[0])
            cell.font = Font(color="FF0563C1", underline="single")


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(main(json.load(sys.stdin)))
