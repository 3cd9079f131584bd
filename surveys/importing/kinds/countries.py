"""The country a cell names: ISO code of two or three letters, or its name as people say it."""

import re
from functools import cache

from babel.core import get_global
from django.utils.translation import gettext_lazy as _

from pmi_portal.words.countries import country_name, country_names
from surveys.importing.kinds.base import SURELY_NEAR, Kind, mark_of, one_near
from surveys.importing.problems import Unfit
from surveys.importing.spelling import codes_by_spelling, in_latin, plain, table

LANGUAGES = ("id", "en", "ms")
LETTERS_OF_BOTH = {"tt", "tj"}  # “tidak tahu” and a country
PARTING = re.compile(r"\s*[,;/&()]\s*|\s+(?:dan|atau)\s+", re.IGNORECASE)
BEFORE = re.compile(r"^(?:negara|ke|di)\s+", re.IGNORECASE)


class Country(Kind):
    is_closed = True
    offers_list = False
    explanation = _("Nama negara; kosong bila belum diketahui.")

    def example(self, column):
        return "Malaysia"

    def value(self, column, kind, value, decided):
        if kind != "s":
            raise Unfit("unknown_country")
        is_mark, missing = mark_of(value)
        if is_mark and plain(value) not in LETTERS_OF_BOTH:  # before the codes: “NA” is no Namibia
            return missing
        if code := not is_mark and _code(value):
            return code
        named = {code for part in PARTING.split(value) if (code := _code(part))}
        if len(named) > 1:
            raise Unfit("two_answers")
        if named:
            return named.pop()
        raise _unknown(value)

    def chosen(self, column, text):
        return text if text in country_names("id") else None

    def in_words(self, column, value):
        return country_name(value)


def _code(text):
    spelled = plain(BEFORE.sub("", text.strip()))
    return codes_by_name().get(spelled) or codes_without_blanks().get(spelled.replace(" ", ""))


def _unknown(text):
    if latin := _code(in_latin(text)):
        return Unfit("lookalike_letter", country_name(latin))
    # Two or three letters are near to too many codes.
    near = one_near(plain(text), codes_by_name(), cutoff=SURELY_NEAR) if len(text) > 3 else None
    return Unfit("unknown_country", country_name(near) if near else "")


@cache
def codes_by_name():
    """ISO 3166-1 alpha-2 code by plain name; a name of two countries belongs to neither, ours go first."""
    found, shared = {}, set()
    for name, code in _names():
        if found.setdefault(plain(name), code) != code:
            shared.add(plain(name))
    return {name: code for name, code in found.items() if name not in shared} | codes_by_spelling("countries")


@cache
def codes_without_blanks():
    """The same for names of more than two letters written without blanks: “U.E.A.” is “UEA”."""
    return {name.replace(" ", ""): code for name, code in codes_by_name().items() if len(name) > 2}


def _names():
    known = country_names("id")
    for language in LANGUAGES:
        for code, name in country_names(language).items():
            yield name, code
    for code in table("countries"):  # where people go; two letters of other countries may mean anything
        yield code, code
    for three, (code, *others) in get_global("territory_aliases").items():
        if len(three) == 3 and three.isalpha() and not others and code in known:
            yield three, code
