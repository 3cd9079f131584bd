"""An officer's own workbook with its faulty cells coloured and commented, made in a child that may die."""

import json
from pathlib import Path

from pmi_portal.files.reading.parser_rows import LIST_SHEET, MARK_PROPERTY
from pmi_portal.running.child import answer_of

SCRIPT = Path(__file__).with_name("marker.py")
SECONDS = 60
MOST_ROWS, MOST_CELLS = 10_000, 600_000  # openpyxl holds a workbook of that size in a quarter of a gigabyte


def marked_workbook(path, *, sheet, cells, headings, listed, mark):
    """The bytes of the workbook at this path with marks; raises ChildFailed where it is too much.

    `cells` are (row of the file, place of the column, text to write or None, comment, whether it is faulty);
    `headings` (text, width) and `listed` (address of a cell, further texts) make the list of faults.
    """
    order = {
        "path": str(path),
        "sheet": sheet,
        "cells": cells,
        "property": MARK_PROPERTY,
        "mark": mark,
        "list": {"title": LIST_SHEET, "headings": headings, "rows": listed},
    }
    return answer_of(SCRIPT, json.dumps(order), begins=b"PK\x03\x04", seconds=SECONDS)
