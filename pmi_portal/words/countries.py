"""Countries by their ISO 3166-1 alpha-2 code, named in the languages people here write."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

# What the list of territories knows beside countries: unions, outlying islands, pseudo codes.
NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def country_names(language):
    """{code: name} of every country in this language."""
    territories = Locale(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }


def country_name(code, language="id"):
    """“Malaysia” for MY; the code itself when the language has no name for it."""
    return Locale(language).territories.get(code, code)


def country_choices():
    """[(code, name), ...] in the active language, in the order of the names."""
    language = "en" if (get_language() or "").startswith("en") else "id"
    return sorted(country_names(language).items(), key=lambda country: country[1])
