"""Numbers, money, dates and times in the active language; how they are read stands in `parsing.py`."""

from calendar import monthrange
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.language import clock_mark, number_marks, reader_locale
from pmi_portal.words.parsing import parse_date as parse_date
from pmi_portal.words.parsing import parse_number as parse_number

MINUS, DASH, NOTHING = "\u2212", "\u2013", "\u2013"
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
ENOUGH_DIGITS = Context(prec=60)
MOST_KEPT = 2_000  # days in words; a list of a hundred rows has a few hundred


def as_decimal(value):
    """A Decimal with the digits a person would read: 76.605 as a float becomes exactly 76.605."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def rounded(value, decimals):
    """A Decimal with this many decimals, half rounded up, away from zero."""
    return as_decimal(value).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=ENOUGH_DIGITS
    )


def show_number(value, decimals=None):
    """“1.234,56”, in English “1,234.56”; without `decimals` as many as the number has; None as a dash."""
    if value is None:
        return NOTHING
    number = as_decimal(value) if decimals is None else rounded(value, decimals)
    text = f"{abs(number):,f}"
    decimal, thousands = number_marks()
    text = text.translate({ord("."): decimal, ord(","): thousands})
    return MINUS + text if number < 0 else text


def show_percent(share, decimals=0):
    """“72%” for the share 0.72."""
    return NOTHING if share is None else show_number(as_decimal(share) * 100, decimals) + "%"


def show_rupiah(value, decimals=0):
    """“Rp2.500.000”, written together as the Indonesian spelling rules ask."""
    if value is None:
        return NOTHING
    text = show_number(abs(as_decimal(value)), decimals)
    return f"{MINUS if value < 0 else ''}Rp{text}"


def show_size(size):
    """“512 byte”, “3,5 MB” for a number of bytes, in steps of 1,024."""
    for step, unit in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if size >= step:
            return f"{show_number(as_decimal(size) / step, 1)} {unit}"
    return ngettext("%(n)s byte", "%(n)s byte", size) % {"n": size}


def show_date(day, *, short=False):
    """“7 Agustus 2019”, short “7 Agu 2019”; the date of a datetime is taken as it stands."""
    return NOTHING if day is None else _in_words(day, "d MMM y" if short else "d MMMM y")


def show_month(day, *, short=False):
    """“Agustus 2019”, short “Agu 2019”."""
    return _in_words(day, "MMM y" if short else "MMMM y")


def show_weekday(day):
    """“Rabu”"""
    return _in_words(day, "EEEE")


def show_clock(time):
    """“09.00”, in English “09:00”."""
    return f"{time:%H}{clock_mark()}{time:%M}"


def zone_name(zone):
    """“WIB” for “Asia/Jakarta”; a zone outside Indonesia keeps its own name."""
    return ZONE_NAMES.get(str(zone), str(zone))


def show_datetime(moment, zone=None):
    """“7 Agustus 2019, 09.00 WIB” for an aware datetime, told in that zone, else in the reader's."""
    if moment is None:
        return NOTHING
    zone = zone or timezone.get_current_timezone_name()
    there = moment.astimezone(ZoneInfo(zone))
    return f"{show_date(there)}, {show_clock(there)} {zone_name(zone)}"


def show_time_range(start, end, zone):
    """“09.00–12.00 WIB”; aware datetimes are told in that zone, times are taken as they stand."""
    if start is None:
        return NOTHING
    first, last = (_there(moment, zone) for moment in (start, end))
    if last is None:
        return _("mulai %(time)s") % {"time": f"{show_clock(first)} {zone_name(zone)}"}
    text = f"{show_clock(first)}{DASH}{show_clock(last)} {zone_name(zone)}"
    if isinstance(first, datetime) and last.date() != first.date():
        return _("%(times)s (berakhir %(day)s)") % {"times": text, "day": show_date(last)}
    return text


def show_period(first, last):
    """The shortest name of the days from `first` to `last`: “2019”, “Semester I 2019”, “7–9 Agustus 2019”."""
    if whole := _whole_months(first, last):
        return whole
    if first == last:
        return show_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{show_date(last)}"
    begin = _in_words(first, "d MMMM") if first.year == last.year else show_date(first)
    return f"{begin} {DASH} {show_date(last)}"


def _whole_months(first, last):
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    if first.year != last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}{DASH}{last.year}"
        return f"{_in_words(first, 'MMMM y')} {DASH} {_in_words(last, 'MMMM y')}"
    return _part_of_year(first, last)


def _part_of_year(first, last):
    months, year = last.month - first.month + 1, first.year
    if months == 12:
        return str(year)
    if months == 6 and first.month in (1, 7):
        return _("Semester %(number)s %(year)s") % {"number": "I" * (first.month // 6 + 1), "year": year}
    if months == 3 and first.month % 3 == 1:
        number = ("I", "II", "III", "IV")[first.month // 3]
        return _("Triwulan %(number)s %(year)s") % {"number": number, "year": year}
    if months == 1:
        return _in_words(first, "MMMM y")
    return f"{_in_words(first, 'MMMM')}{DASH}{_in_words(last, 'MMMM y')}"


def _there(moment, zone):
    aware = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.astimezone(ZoneInfo(zone)) if aware else moment


def _in_words(day, pattern):
    return _day_in_words(date(day.year, day.month, day.day), pattern, str(reader_locale()))


@lru_cache(maxsize=MOST_KEPT)  # a list tells the same days from page to page
def _day_in_words(day, pattern, locale):
    return format_date(day, pattern, locale=locale)
