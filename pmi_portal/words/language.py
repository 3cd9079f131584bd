"""What the reader's language says about numbers, clocks and names; a further language needs no line here."""

import re
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language


def reader_locale():
    """The active language as Babel knows it."""
    return _locale(get_language() or settings.LANGUAGE_CODE)


@cache
def _locale(code):
    return Locale.parse(code, sep="-")


def number_marks():
    """(decimal mark, mark between thousands)"""
    symbols = reader_locale().number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def clock_mark():
    """What stands between hours and minutes: “.” in Indonesian, “:” in English."""
    return re.search(r"[Hh]+(\W)mm", reader_locale().time_formats["short"].pattern)[1]
