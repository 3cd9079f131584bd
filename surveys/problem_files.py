"""All problems of an import as a table to work through in Excel."""

from django.utils.translation import gettext as _

from surveys.actions.imports import examine_batch
from surveys.importing.examination import FileRefused, UnreadableFile
from surveys.importing.report import problem_row


def problem_table(batch, *, by):
    """Rows with a heading; problems the report has no room for are read from the file again."""
    heading = [_("Baris"), _("Kolom"), _("Judul kolom"), _("Isi sel"), _("Masalah"), _("Mungkin maksudnya")]
    rows = [
        [row, column, title, cell, message, suggestion]
        for row, column, title, cell, _code, message, suggestion in _problems(batch, by)
    ]
    return [heading, *rows]


def _problems(batch, by):
    kept = batch.report.get("problems", [])
    if batch.report.get("problem_count", 0) <= len(kept):
        return kept
    try:
        found = examine_batch(batch=batch, by=by)
    except FileRefused as refused:
        found = refused.examination
    except UnreadableFile:
        return kept
    return [problem_row(problem) for problem in found.problems]
