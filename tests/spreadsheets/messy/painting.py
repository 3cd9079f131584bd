"""Which painter writes which column, and how the programs that collect forms write them."""

import re

from surveys.importing import kinds
from tests.spreadsheets.messy import ages, answers, dates, identities, numbers, places, profile
from tests.spreadsheets.messy.truth import Cell, Verdict

PROFILE = {
    "respondent": identities.Respondent,
    "region": places.Region,
    "responded_on": dates.Day,
    "respondent_kind": profile.RespondentKind,
    "sex": profile.Sex,
    "age_band": ages.Age,
    "destination": profile.Destination,
}
QUESTIONS = {kinds.SEVERAL: numbers.Several, kinds.WHOLE: numbers.Count, kinds.TEXT: numbers.Words}
NOT_A_WORD = re.compile(r"[^0-9a-z]+")
FIRST_ID = 4_123_400
FREE_IN_FORMS = ("region", "age_band")


def painter_of(rng, column, container, *, tidy):
    """A painter for the column, with its own share of the dice: a column more changes no other."""
    if not column.is_question:
        painter = PROFILE[column.key]
    elif column.kind is kinds.ANSWER:
        painter = answers.Scale if column.is_scored else answers.OneOf
    else:
        painter = QUESTIONS[column.kind]
    return painter(rng, column, container, tidy=tidy)


def painted(rng, column, container, people, *, tidy=False, program="", habit=None):
    """The painter of a column, with the cells it wrote for these people.

    The scores of a sheet are written by one hand: `habit` is its form, None for plain ones.
    """
    chosen = program and not (program == "google" and column.key in FREE_IN_FORMS)
    painter = painter_of(rng, column, container, tidy=bool(tidy or chosen))
    if column.is_scored:
        painter.usual = habit
    if program and column.key == "responded_on":
        painter.way = "month_first" if program == "google" and rng.random() < 0.5 else "tidy"
    painter.paint(people)
    if program == "kobo":
        painter.cells = [_as_name(column, cell) for cell in painter.cells]
    if program and column.key == "responded_on" and painter.way == "tidy":
        painter.cells = [_with_clock(rng, cell) for cell in painter.cells]
    if program and column.key == "respondent":
        painter.cells = [_as_id(cell, person) for cell, person in zip(painter.cells, people, strict=True)]
    if program == "google" and column.kind is kinds.SEVERAL:
        painter.cells = [_with_commas(column, cell) for cell in painter.cells]
    return painter


def _with_clock(rng, cell):
    return Cell(dates.exported(rng, cell.value), cell.value, Verdict.ODD, "I17")


def _as_id(cell, person):
    """The number that the program gave the form serves as the respondent's."""
    number = FIRST_ID + person["respondent"] * 7
    return Cell(number, str(number), Verdict.PLAIN, "I17")


def _as_name(column, cell):
    """A choice by the name it has in the form: kota_kupang, laki_laki, several parted by blanks."""
    if column.kind is kinds.SEVERAL and cell.value:
        return cell._replace(raw=" ".join(cell.value).lower(), verdict=Verdict.ODD, kind="I17")
    if not isinstance(cell.raw, str) or column.kind in (kinds.TEXT, kinds.AGE, kinds.DATE):
        return cell
    name = NOT_A_WORD.sub("_", cell.raw.lower()).strip("_")
    return cell._replace(raw=name, verdict=Verdict.ODD, kind="I17")


def _with_commas(column, cell):
    """Ticked boxes of a form, joined by commas, though one of them has commas itself."""
    if not cell.value:
        return cell
    labels = {option.code: option.label for option in column.options}
    text = ", ".join(labels[code] for code in cell.value)
    return cell._replace(raw=text, verdict=Verdict.ODD, kind="I16" if "," in text else "I17")
