"""What one cell means: a code, a date, a number, a country; or the reason why it means nothing."""

import re
import unicodedata
from datetime import date, timedelta
from difflib import get_close_matches

from pmi_portal.files.reading.messages import why_cell_unusable
from pmi_portal.words.countries import country_name
from pmi_portal.words.formats import parse_date, parse_number
from surveys.importing.choices import MISSING_MARKS, age, choice, choices
from surveys.importing.columns import Kind
from surveys.importing.countries import codes_by_name
from surveys.importing.problems import Unfit
from surveys.importing.spelling import plain

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36526, 73050  # the years 2000 to 2099
LONGEST_TEXT, LONGEST_NUMBER = 5000, 60
NIK_DIGITS = 16
NEAR = 0.75
KEEPING_LINES = {Kind.TEXT, Kind.CHOICES}
DAYS_AS_NUMBERS = re.compile(r"\s*(?:0?\d|1[0-2])[-./](?:0?\d|1[0-2])[-./](?:\d{4}|\d{2})\b", re.ASCII)


def interpret(column, kind, value):
    """The value of a cell in this column; nothing (None or "") when it says nothing; raises Unfit."""
    if kind == "s":
        value = value.strip() if column.kind in KEEPING_LINES else " ".join(_without_invisible(value).split())
        if not value:
            return None
    elif kind == "e":
        raise Unfit("error_cell")
    elif kind == "f":
        raise Unfit("formula_cell")
    elif kind == "x":
        raise Unfit("unusable_cell", reason=why_cell_unusable(value))
    return READERS[column.kind](column, kind, value)


def _without_invisible(text):
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _country(column, kind, value):
    spelled = plain(value)
    if kind == "s" and spelled in codes_by_name():
        return codes_by_name()[spelled]
    if spelled in MISSING_MARKS or spelled == "belum tahu":
        return None
    found = get_close_matches(spelled, codes_by_name(), n=1, cutoff=NEAR)
    raise Unfit("unknown_country", country_name(codes_by_name()[found[0]]) if found else "")


def _date(column, kind, value):
    if kind == "n":
        return _date_of_number(value)
    if kind == "d":
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            raise Unfit("not_a_date", reason=_reason_no_date(value)) from None
    try:
        return parse_date(str(value))
    except ValueError as error:
        raise Unfit("not_a_date", reason=str(error)) from error


def _date_of_number(value):
    """A day count of Excel in a cell without date format, or 20240501."""
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return EXCEL_EPOCH + timedelta(days=int(value))
    try:
        return parse_date(str(value))
    except ValueError as error:
        raise Unfit("not_a_date", reason=str(error)) from error


def _reason_no_date(value):
    try:
        parse_date(value)
    except ValueError as error:
        return str(error)
    return value


def _respondent(column, kind, value):
    """The number by which the officer tells respondents apart; never a NIK."""
    if kind == "d":
        raise Unfit("turned_into_date")
    if kind == "b" or (kind == "n" and not isinstance(value, int)):
        raise Unfit("respondent_unusable")
    text = unicodedata.normalize("NFC", str(value))
    if len(re.sub(r"\D", "", text)) >= NIK_DIGITS - 1 and not re.search(r"[A-Za-z]", text):
        raise Unfit("respondent_nik")
    if len(text) > LONGEST_NUMBER:
        raise Unfit("text_too_long", most=LONGEST_NUMBER)
    return text


def _whole(column, kind, value):
    try:
        number = parse_number(str(value)) if kind in ("s", "n") else None
    except ValueError:
        number = None
    if number is None or number < 0 or number != int(number):
        raise Unfit("not_a_whole_number")
    return int(number)


def _text(column, kind, value):
    text = unicodedata.normalize("NFC", str(value)).strip()
    if len(text) > LONGEST_TEXT:
        raise Unfit("text_too_long", most=LONGEST_TEXT)
    return text or None


def _ignored(column, kind, value):
    return None


READERS = {
    Kind.AGE: age,
    Kind.CHOICE: choice,
    Kind.CHOICES: choices,
    Kind.COUNTRY: _country,
    Kind.DATE: _date,
    Kind.IGNORED: _ignored,
    Kind.RESPONDENT: _respondent,
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
}


def is_day_and_month_in_numbers(kind, value):
    """Whether a text date could be read with day and month exchanged, as 05/08/2019."""
    return kind == "s" and bool(DAYS_AS_NUMBERS.match(value))
