"""The empty spreadsheet of a round: its columns as headings, their answers as drop-down lists."""

from dataclasses import replace

from django.utils.translation import gettext as _

from pmi_portal.files.sheets import Hint, Sheet
from surveys.importing.kinds import IGNORED
from surveys.importing.problems import shown

DATA_SHEET, GUIDE_SHEET = "Jawaban", "Petunjuk"
GUIDE_WIDTHS = (28, 60, 14, 26, 26, 26, 26)
FIRST_CHOICE = 3  # column D of the guide


def template_sheets(terms):
    """Two Sheets: the one to fill, and a guide with every question and its answers."""
    columns = [_narrowed(column, terms) for column in terms.columns if _belongs(column, terms)]
    guide = [[_("Kolom"), _("Yang diisi"), _("Wajib"), _("Pilihan")]]
    guide += [_guide_row(column) for column in columns]
    hints = {place: _hint(column, place + 1) for place, column in enumerate(columns)}
    widths = tuple(column.kind.width for column in columns)
    return [
        Sheet(DATA_SHEET, [[str(column.label) for column in columns]], widths, hints),
        Sheet(GUIDE_SHEET, guide, GUIDE_WIDTHS),
    ]


def _belongs(column, terms):
    """A round without regions, or of one region, asks for none; the running number is nobody's need."""
    if column.key == "region" and not column.is_question:
        return len(terms.round_regions) > 1
    return column.kind is not IGNORED


def _narrowed(column, terms):
    """The region column offers the regions of the round only."""
    if column.key != "region" or column.is_question:
        return column
    return replace(column, options=tuple(each for each in column.options if each.code in terms.round_regions))


def _guide_row(column):
    needed = _("ya") if column.mandatory else _("tidak")
    return [str(column.label), _explanation(column), needed, *_choices(column)]


def _explanation(column):
    return column.text or str(column.kind.explanation)


def _choices(column):
    return [
        f"{option.score} - {option.label}" if option.score is not None else str(option.label)
        for option in column.options
        if option.code
    ]


def _hint(column, guide_row):
    choices = _choices(column)
    at = (GUIDE_SHEET, guide_row, FIRST_CHOICE, FIRST_CHOICE + len(choices) - 1) if choices else None
    return Hint(shown(column.label), _explanation(column), at if column.kind.offers_list else None)
