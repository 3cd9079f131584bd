"""All problems of an import: those the report has no room for are kept in a file beside the upload."""

import json

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from surveys.importing.report import LISTED


def keep_problems(batch, problems):
    """Keep rows of `report.problem_row`, when they are more than the report lists; older ones go."""
    batch.file.storage.delete(name_of_problems(batch))
    if len(problems) > LISTED:
        content = ContentFile(json.dumps(problems, ensure_ascii=False).encode())
        batch.file.storage.save(name_of_problems(batch), content)


def problem_table(batch):
    """Rows with a heading, to work through in Excel."""
    heading = [_("Baris"), _("Kolom"), _("Judul kolom"), _("Isi sel"), _("Masalah"), _("Mungkin maksudnya")]
    rows = [
        [row, column, title, cell, message, suggestion]
        for row, column, title, cell, _code, message, suggestion in _problems(batch)
    ]
    return [heading, *rows]


def _problems(batch):
    storage, listed = batch.file.storage, batch.report.get("problems", [])
    if batch.report.get("problem_count", 0) <= len(listed) or not storage.exists(name_of_problems(batch)):
        return listed
    with storage.open(name_of_problems(batch)) as file:
        return json.load(file)


def name_of_problems(batch):
    return f"{batch.file.name}.problems"
