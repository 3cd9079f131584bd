"""The empty spreadsheet of a round: its columns as headings, their answers as drop-down lists."""

from dataclasses import replace

from django.utils.translation import gettext as _

from pmi_portal.files.reading.parser_rows import FOR_PROGRAMS
from pmi_portal.files.sheets import Hint, Sheet
from surveys.importing.columns import RESPONDENT
from surveys.importing.kinds import DATE, IGNORED, PLACE
from surveys.importing.problems import shown
from surveys.models.questionnaires import codes_in_words

DATA_SHEET, GUIDE_SHEET = "Jawaban", "Petunjuk"
GUIDE_WIDTHS = (28, 60, 24, 26, 26, 26, 26)
FIRST_CHOICE = 3  # column D of the guide


def template_sheets(terms, free_numbers=()):
    """The Sheets of a template: one to fill, a guide with every question and its answers, and its version.

    `free_numbers` are sentences for the column of the respondent's number.
    """
    columns = [_narrowed(column, terms) for column in terms.columns if _belongs(column, terms)]
    guide = [[_("Kolom"), _("Yang diisi"), _("Wajib"), _("Pilihan")]]
    guide += [_guide_row(column, free_numbers) for column in columns]
    hints = {place: _hint(column, place + 1) for place, column in enumerate(columns)}
    widths = tuple(column.kind.width for column in columns)
    example = [column.kind.example(column) for column in columns]
    return [
        Sheet(DATA_SHEET, [[str(column.label) for column in columns], example], widths, hints),
        Sheet(GUIDE_SHEET, guide, GUIDE_WIDTHS),
        Sheet(f"{FOR_PROGRAMS}{terms.version}", [], is_for_programs=True),
    ]


def version_of(reading):
    """The version of the questionnaire whose template a Reading was made from, as far as it says; or ""."""
    names = [sheet.name for sheet in reading.sheets if sheet.name.startswith(FOR_PROGRAMS)]
    return names[0].removeprefix(FOR_PROGRAMS) if names else ""


def _belongs(column, terms):
    """A round without regions, or of one region, asks for none; the running number is nobody's need.

    Nor is consent: who fills a template writes down those who agreed, and how declares the basis at upload.
    """
    if column.key == "region" and not column.is_question:
        return len(terms.round_regions) > 1
    return column.kind is not IGNORED and not column.is_extra


def _narrowed(column, terms):
    """The region column offers the regions of the round only."""
    if column.key != "region" or column.is_question:
        return column
    return replace(column, options=tuple(each for each in column.options if each.code in terms.round_regions))


def _guide_row(column, free_numbers):
    told = [_explanation(column), *_missing(column), *(free_numbers if column is RESPONDENT else ())]
    return [str(column.label), " ".join(map(str, told)), _needed(column), *_choices(column)]


def _needed(column):
    """Two things are called so: that the file has the column, and that each of its rows says something."""
    if column.required or (column.mandatory and column.kind in (DATE, PLACE)):
        return _("ya, di setiap baris")
    return _("kolomnya harus ada; selnya boleh kosong") if column.mandatory else _("tidak")


def _explanation(column):
    return column.text or str(column.kind.explanation)


def _missing(column):
    """A sentence on the codes that mean no answer, where the questionnaire has such."""
    if told := codes_in_words(column.declared_missing):
        yield _("Kode bila tidak ada jawaban: %(codes)s.") % {"codes": told}


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
