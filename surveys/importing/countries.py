"""The country a cell names: ISO code, or its name in Indonesian, English or as people say it."""

from functools import cache

from pmi_portal.words.countries import country_names
from surveys.importing.spelling import plain

LANGUAGES = ("id", "en", "ms")
SPOKEN = {
    "AE": ("uea", "uae", "emirat arab", "dubai", "abu dhabi"),
    "BN": ("brunei darussalam",),
    "CN": ("cina", "china", "rrt", "rrc"),
    "GB": ("inggris", "uk"),
    "HK": ("hongkong", "hong kong"),
    "KR": ("korea", "korsel", "south korea", "republik korea"),
    "MO": ("macau", "makau", "macao"),
    "SA": ("saudi", "arab", "saudi arabia", "ksa"),
    "TW": ("roc", "taiwan roc"),
    "US": ("usa", "amerika"),
}


@cache
def codes_by_name():
    """ISO 3166-1 alpha-2 code by plain name; a name of two countries belongs to neither."""
    found, shared = {}, set()
    for name, code in _names():
        if found.setdefault(plain(name), code) != code:
            shared.add(plain(name))
    return {name: code for name, code in found.items() if name not in shared}


def _names():
    for language in LANGUAGES:
        for code, name in country_names(language).items():
            yield name, code
            yield code, code
    for code, names in SPOKEN.items():
        yield from ((name, code) for name in names)
