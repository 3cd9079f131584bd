"""All problems of an import: those the report has no room for are kept in a file beside the upload."""

from django.utils.translation import gettext as _

from pmi_portal.files.sheets import sheet_address
from surveys.importing import beside
from surveys.importing.problems import NOTHING_TO_MEND
from surveys.importing.report import LISTED


def keep_problems(batch, problems):
    """Keep rows of `report.problem_rows`, when they are more than the report lists; older ones go."""
    beside.forget(batch, beside.PROBLEMS)
    if len(problems) > LISTED:
        beside.keep_problems(batch, problems)


def problem_table(batch):
    """Rows with a heading, to work through in Excel."""
    heading = [_("Sel"), _("Baris"), _("Kolom"), _("Judul kolom"), _("Isi sel"), _("Masalah")]
    heading.append(_("Mungkin maksudnya"))
    only = batch.sheet_read
    rows = [
        [_address("".join(sheet) or only, column, row), row, column, title, cell, message, suggestion]
        for row, column, title, cell, _code, message, suggestion, *sheet in _problems(batch)
    ]
    return [heading, *rows]


def rows_to_mend(batch):
    """{sheet: {row: its problems that somebody can mend}}, as `report.problem_rows` has them.

    The sheet is "" where only one was read.
    """
    found = {}
    for problem in _problems(batch):
        row, _column, _heading, _cell, code = problem[:5]
        if row and code not in NOTHING_TO_MEND:
            found.setdefault("".join(problem[7:]), {}).setdefault(row, []).append(problem)
    return found


def _address(sheet, column, row):
    """What Excel goes to when it is typed into the name box; a whole row is “17:17”."""
    if not row:
        return ""
    return sheet_address(sheet, f"{column}{row}" if column else f"{row}:{row}")


def _problems(batch):
    listed = batch.report.get("problems", [])
    if batch.report.get("problem_count", 0) <= len(listed):
        return listed
    return beside.kept_problems(batch) or listed
