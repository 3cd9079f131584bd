"""An age band, from its own name or from years."""

import re

from django.utils.translation import gettext_lazy as _

from surveys.importing.kinds.answers import accepted
from surveys.importing.kinds.base import Kind, Missing, mark_of, normal
from surveys.importing.problems import Unfit
from surveys.importing.spelling import number_in_words, plain, without_about

YOUNGEST, OLDEST = 18, 120
BRACKETS = str.maketrans("()[]", "    ")
MISSING_CODES = {98, 99, 998, 999}
UNIT = re.compile(r"\s*(?:tahunan|tahun|thn|th|years?(?: old)?|yrs?|y\.?o)\b\.?", re.IGNORECASE)
MONTHS = re.compile(r"(?<=\d)\s*,?\s*(?:dan\s+)?\d{1,2}\s*(?:bulan|bln|months?)\b\.?$", re.IGNORECASE)
YEARS = re.compile(r"(\d{1,3})(?:[.,]\d{1,2})?", re.ASCII)
FROM_TO = re.compile(
    r"(\d{2})\s*(?:-|–|—|s\s*[/.]?\s*d\.?|sampai(?: dengan)?|hingga|to|~)\s*(\d{2})", re.ASCII
)
AND_ABOVE = re.compile(
    r"(?:>=|≥|>|lebih dari|di ?atas|minimal)\s*(\d{2})"
    r"|(\d{2})\s*(?:\+|ke ?atas|(?:atau )?lebih|up|(?:and|or) (?:over|above|up|older))",
    re.ASCII,
)


class Age(Kind):
    is_closed = True
    explanation = _("Umur dalam tahun, atau kelompok usia.")

    def value(self, column, kind, value, decided):
        if kind == "d":
            raise Unfit("turned_into_date")
        is_mark, missing = mark_of(value)
        if is_mark:
            return missing
        text = normal(value).lower() if kind in ("s", "n") else ""
        years = _without_words(text)
        if band := column.spellings.get(plain(text)) or _band_named(column, years):
            return band.code
        if found := YEARS.fullmatch(years):
            return _of_years(column, int(found[1]))
        if named := number_in_words(plain(years)):
            return _of_years(column, named)
        raise Unfit("age_not_taken", options=accepted(column))


def _without_words(text):
    text = without_about(text)
    # “25 tahun 3 bulan”: the months go once the unit of the years no longer stands between.
    return MONTHS.sub("", UNIT.sub("", text.translate(BRACKETS))).strip()


def _band_named(column, text):
    if found := AND_ABOVE.fullmatch(text):
        return column.spellings.get(f"{found[1] or found[2]}+")
    if found := FROM_TO.fullmatch(text):
        return column.spellings.get(f"{found[1]} {found[2]}")
    return None


def _of_years(column, years):
    if years in MISSING_CODES:
        return Missing.DONT_KNOW
    if 0 < years < YOUNGEST:
        raise Unfit("age_too_young", years=years)
    begun = [band for band in column.options if int(band.code[:2]) <= years <= OLDEST]
    if not begun:
        raise Unfit("age_not_taken", options=accepted(column))
    return begun[-1].code
