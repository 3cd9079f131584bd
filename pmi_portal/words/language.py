"""What the reader's language says about numbers, clocks and names; a further language needs no line here."""

import re
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language


def reader_locale():
    """The active language as Babel knows it."""
    return _locale(_language())


def _language():
    return get_language() or settings.LANGUAGE_CODE


@cache
def _locale(code):
    return Locale.parse(code, sep="-")


def number_marks():
    """(decimal mark, mark between thousands)"""
    return _number_marks(_language())


@cache
def _number_marks(code):
    symbols = _locale(code).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def clock_mark():
    """What stands between hours and minutes: “.” in Indonesian, “:” in English."""
    return _clock_mark(_language())


@cache
def _clock_mark(code):
    return re.search(r"[Hh]+(\W)mm", _locale(code).time_formats["short"].pattern)[1]
