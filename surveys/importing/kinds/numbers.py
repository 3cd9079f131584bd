"""A whole number from 0 on."""

import re

from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import parse_number
from surveys.importing.kinds.base import Kind, mark_of
from surveys.importing.problems import Unfit
from surveys.importing.spelling import number_in_words, plain, without_about

MONEY = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
NUMBER_THEN_WORDS = re.compile(r"\(?\s*([\d.,]*\d)\s*\)?\s*([^\W\d_][\w\s]*)?", re.ASCII)
COUNTED = {"orang", "org", "kali", "x"}
TIMES = {"ribu": 1000, "rb": 1000, "juta": 1_000_000, "jt": 1_000_000}
QUALIFIES = {"kerja"}  # of a unit
SHORT_UNITS = {"bl": "bulan", "bln": "bulan", "hr": "hari", "jm": "jam", "mg": "minggu", "mgg": "minggu"}
SHORT_UNITS |= {"mnt": "menit", "th": "tahun", "thn": "tahun"}


class Whole(Kind):
    offers_list = False
    explanation = _("Bilangan bulat mulai dari 0; kosong bila tidak dijawab.")

    def example(self, column):
        return 3

    def value(self, column, kind, value, decided):
        if kind == "s":
            is_mark, missing = mark_of(value)
            if is_mark:
                return missing
        try:
            number = _number(column, kind, value)
        except ValueError:
            number = None
        if number is None or number < 0 or number != int(number):
            raise Unfit("not_a_whole_number")
        return int(number)


def _number(column, kind, value):
    if kind != "s":
        return parse_number(str(value)) if kind == "n" else None
    value = without_about(value).rstrip(".")
    named = _named(column, plain(value).split())
    return parse_number(str(_with_unit(column, value))) if named is None else named


def _named(column, words):
    """The number of “tiga”, and of “tiga hari” where the question asks for days; else None."""
    for end in range(len(words), 0, -1):
        number = number_in_words(" ".join(words[:end]))
        if number is not None and (end == len(words) or _is_unit(column, *words[end:])):
            return number
    return None


def _with_unit(column, text):
    """The number of “(30)”, of “3 orang”, and of “3 hari” where the question asks for days; else the text."""
    if text.endswith((",-", ".-")):  # money
        return parse_number(f"Rp{MONEY.sub('', text)[:-2]}")
    found = NUMBER_THEN_WORDS.fullmatch(text.strip())
    if not found or not found[2]:
        return found[1] if found else text
    unit, *further = plain(found[2]).split()
    if unit in TIMES and not further:
        return parse_number(found[1]) * TIMES[unit]
    return found[1] if _is_unit(column, unit, *further) else text


def _is_unit(column, unit, *further):
    """Whether this is what the question counts, in short or in full."""
    known = COUNTED | set(plain(f"{column.label} {column.text}").split())
    return not known.isdisjoint((unit, SHORT_UNITS.get(unit))) and set(further) <= QUALIFIES
