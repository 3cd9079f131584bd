"""Makes the workbooks of some seeds, has them read, and scores what was read."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.spreadsheets.messy.adapter import read, stored_by
from tests.spreadsheets.messy.rounds import terms_of_everybody
from tests.spreadsheets.messy.scoring import score
from tests.spreadsheets.messy.workbooks import make


def scored(seeds, *, keep=None, terms_by=None):
    """Yields (Workbook, Score) of each seed; `keep` is a folder in which files and truths stay."""
    terms_by = terms_by or terms_of_everybody()
    with TemporaryDirectory() as temporary:
        folder = Path(keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in seeds:
            workbook = make(seed, terms_by)
            found = score(workbook, examined(workbook, folder, terms_by))
            if keep:
                _write_truth(workbook, found, folder)
            yield workbook, found


def examined(workbook, folder, terms_by):
    """The Reading of a Workbook, after the earlier file that belongs to it."""
    terms, stored = terms_by[workbook.officer], None
    if workbook.earlier:
        earlier = folder / f"earlier-{workbook.seed:02}.csv"
        earlier.write_bytes(workbook.earlier)
        stored = stored_by(earlier, terms)
    path = folder / workbook.name
    path.write_bytes(workbook.content)
    return read(path, workbook, terms, stored=stored)


def _write_truth(workbook, found, folder):
    rows = [_told(workbook, row) for row in workbook.rows.values()]
    silent = [[workbook.address(row, key), what] for row, key, what in found.silent]
    facts = {
        "kind": workbook.kind,
        "officer": workbook.officer,
        "answers": workbook.answers,
        "silent": silent,
    }
    text = json.dumps(facts | {"rows": rows}, ensure_ascii=False, indent=1, default=str)
    (folder / f"{workbook.name}.truth.json").write_text(text, encoding="utf-8")


def _told(workbook, row):
    cells = {
        workbook.address(row.number, key): [key, cell.raw, cell.value, cell.verdict, cell.kind]
        for key, cell in row.cells.items()
    }
    return {"row": row.number, "is": row.what, "note": row.note, "cells": cells}
