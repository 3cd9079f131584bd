"""A plain file with some people of a messy one, stored before: who comes again is not counted twice."""

import csv
import io

from surveys.importing import kinds
from tests.spreadsheets.messy.truth import RowIs

PEOPLE = 12


def earlier_file(draft, workbook):
    """The bytes of a csv as the template asks; its people are marked as stored in the truth.

    None where everybody has a wrong cell, so that nobody can have been stored before.
    """
    again = [row for row in workbook.rows.values() if row.is_good and row.what is RowIs.PERSON]
    known = [row for row in again if row.cells["respondent"].value is not None and row.note != "typed twice"]
    if not known:
        return None
    chosen = sorted(draft.rng.sample(known, min(PEOPLE, len(known))), key=lambda row: row.number)
    columns = [
        column
        for column in draft.terms.columns
        if column.key in workbook.letters and column.kind is not kinds.IGNORED
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([str(column.label) for column in columns])
    for row in chosen:
        row.what = RowIs.STORED
        writer.writerow([plainly(column, row.cells[column.key].value) for column in columns])
    return text.getvalue().encode()


def plainly(column, value):
    """A true value as the template asks for it."""
    if value is None:
        return ""
    if column.kind is kinds.SEVERAL:
        return "; ".join(value)
    if column.kind is kinds.ANSWER:
        return next(option.label for option in column.options if option.code == value)
    return str(value)
