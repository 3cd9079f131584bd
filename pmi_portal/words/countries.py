"""Countries by their ISO 3166-1 alpha-2 code, named in the languages people here write."""

from functools import cache

from babel import Locale

from pmi_portal.words.language import reader_locale

# What the list of territories knows beside countries: unions, outlying islands, pseudo codes.
NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def country_names(language):
    """{code: name} of every country in this language."""
    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }


def country_name(code):
    """“Malaysia” for MY in the active language; the code itself when it has no name for it."""
    return reader_locale().territories.get(code, code)


def country_choices():
    """((code, name), ...) in the active language, in the order of the names."""
    return _in_order(str(reader_locale()))


@cache
def _in_order(language):
    return tuple(sorted(country_names(language).items(), key=lambda country: country[1]))
