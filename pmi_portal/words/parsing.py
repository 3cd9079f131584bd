"""Numbers and dates as people type them: read when they have one meaning, else refused with the reason."""

import difflib
import re
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 60
NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<money>(?:rp\.?|idr)\s*)?(?P<body>[\d.,]*\d)(?(money)(?:,-)?)",
    re.ASCII | re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:T|,?\s+(?:/\s+)?(?:(?:pukul|pkl|jam)\.?\s+)?)(?P<hour>[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?"
    r"\s*(?:AM|PM)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|GMT[+-]\d{1,2}|WIB|WITA|WIT)?$",
    re.ASCII | re.IGNORECASE,
)
# “(siang)”, “pagi”, “s.d. selesai”: behind a day they change nothing of it.
PART_OF_DAY = re.compile(
    r"\s*\(?\b(?:pagi|siang|sore|petang|malam)\)?$"
    r"|\s*(?:s\s*[/.]?\s*d\.?|sampai(?: dengan)?|hingga|-)\s*selesai$",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(r"(?:hari\s*/?\s*)?(?:tanggal|tgl)\b[\s.:]*", re.IGNORECASE)
BETWEEN_NUMBERS = re.compile(r"(?<=\d)(?:\s*([-./\u2010-\u2015\\])\s*|\s+)(?=\d)")
WEEKDAY = re.compile(r"(?P<weekday>[^\W\d_]+(?:'[^\W\d_]+)?)(?:\.?,?\s+|\s*[/,]\s*)(?=\S)")
YEAR_FIRST = re.compile(r"(\d{4})([-./]?)(\d{2})\2(\d{2})|(\d{4})([-./])(\d{1,2})\6(\d{1,2})", re.ASCII)
DAY_MONTH_NAME = re.compile(
    r"(\d{1,2})[\s./-]*([^\W\d_]+)\.?[\s.,/'-]*(?:(?:tahun|thn)\b\.?\s*)?(\d{4}|\d{2})", re.ASCII
)
MONTH_NAME_DAY = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2}),?\s+(\d{4})", re.ASCII)
YEAR_MONTH_NAME = re.compile(r"(\d{4})[\s./-]*([^\W\d_]+)\.?[\s./-]*(\d{1,2})", re.ASCII)
ONLY_NUMBERS = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
EASTERNMOST_HOURS = 9
UTC = ("Z", "+00:00", "+0000", "-00:00")
PLAIN_SIGNS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    ord("\u2212"): "-",
    ord("\u2019"): "'",
    ord("\u200b"): None,
    ord("\ufeff"): None,
}
OTHER_MONTH_NAMES = {
    "pebruari": 2, "peb": 2, "mrt": 3, "agt": 8, "ags": 8, "agst": 8, "agust": 8, "sept": 9, "nop": 11,
    "nopember": 11, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
    "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
OTHER_WEEKDAYS = {"ahad", "jum'at", "jumat", "jumaat", "isnin", "khamis"}


def parse_number(text):
    """The Decimal meant by an Indonesian or English number text, with or without “Rp”.

    Raises ValueError with the reason for the reader; “1.234” is refused because it has two meanings.
    """
    written = _tidy(text)
    found = NUMBER.fullmatch(written)
    if not found or len(written) > LONGEST:
        raise ValueError(_("“%(text)s” bukan angka.") % {"text": _shown(written)})
    plain = _without_separators(found["body"], is_money=bool(found["money"]))
    if plain is None:
        raise ValueError(_("“%(text)s” tidak tertulis sebagai angka yang lazim.") % {"text": _shown(written)})
    value = Decimal(plain)
    return -value if found["sign"] == "-" and value else value


def _without_separators(body, *, is_money):
    """The digits with a point for the decimals, or None when no rule of writing numbers fits."""
    marks = [mark for mark in body if mark in ".,"]
    if not marks:
        return body
    if len(set(marks)) == 2:
        whole, fraction = body.rsplit(marks[-1], 1)
        return f"{_joined(whole, marks[0])}.{fraction}" if _joined(whole, marks[0]) else None
    if len(marks) > 1:
        return _joined(body, marks[0])
    whole, fraction = body.split(marks[0])
    if not _joined(body, marks[0]):
        return f"{whole or 0}.{fraction}"
    if is_money:
        return whole + fraction
    meanings = {"text": body, "whole": whole + fraction, "fraction": f"{whole},{fraction}"}
    raise ValueError(
        _("“%(text)s” dapat berarti %(whole)s atau %(fraction)s; tulislah tanpa pemisah ribuan.") % meanings
    )


def _joined(body, mark):
    """The digits of groups of three, or None when they are not grouped so."""
    grouped = re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", body, re.ASCII)
    return body.replace(mark, "") if grouped else None


def parse_date(text, order="dmy"):
    """The date meant by a text; numbers alone are read in `order`, “dmy” or “mdy”.

    Month names may be Indonesian, English or Malay, long or short. A clock time is dropped. Two-digit years
    from 69 on are of the last century. Raises ValueError with the reason for the reader.
    """
    if order not in ("dmy", "mdy"):
        raise TypeError(f"unknown order {order}")
    written = _tidy(text)
    if len(written) > LONGEST:
        raise _no_date(written)
    year, month, day = _parts(_bare_day(written), order, written)
    return _checked_date(year, month, day, written)


def numbers_of_date(text):
    """(first, second, year) of a date in numbers alone that does not begin with its year, or None."""
    written = _tidy(text)
    if len(written) > LONGEST:
        return None
    try:
        found = ONLY_NUMBERS.fullmatch(_bare_day(written))
    except ValueError:
        return None
    return (int(found[1]), int(found[3]), _full_year(found[4])) if found else None


def _bare_day(written):
    """The day without what people write around it: “Tgl.”, weekday, time, blanks between the numbers."""
    day_text = PART_OF_DAY.sub("", written.rstrip(" .,"))
    day_text = BEFORE_DATE.sub("", _without_clock(day_text), count=1)
    weekday = WEEKDAY.match(day_text)
    if weekday and weekday["weekday"].lower() in _weekdays():
        day_text = day_text[weekday.end() :]
    return BETWEEN_NUMBERS.sub(lambda sign: sign[1] if sign[1] and sign[1] in "-./" else "-", day_text)


def _parts(day_text, order, written):
    if found := YEAR_FIRST.fullmatch(day_text):
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[5], found[7], found[8])
        return int(year), int(month), int(day)
    if found := DAY_MONTH_NAME.fullmatch(day_text):
        return _full_year(found[3]), _month(found[2], written), int(found[1])
    if found := MONTH_NAME_DAY.fullmatch(day_text):
        return int(found[3]), _month(found[1], written), int(found[2])
    if found := YEAR_MONTH_NAME.fullmatch(day_text):
        return int(found[1]), _month(found[2], written), int(found[3])
    if found := ONLY_NUMBERS.fullmatch(day_text):
        first, second = int(found[1]), int(found[3])
        day, month = (first, second) if order == "dmy" else (second, first)
        if month > 12 >= day:
            raise ValueError(_month_too_high(written, month, order))
        return _full_year(found[4]), month, day
    raise _no_date(written)


def _month_too_high(written, month, order):
    names = {"dmy": _("hari/bulan/tahun"), "mdy": _("bulan/hari/tahun")}
    values = {"text": written, "month": month, "order": names[order]}
    return _("“%(text)s”: tidak ada bulan ke-%(month)s pada urutan %(order)s.") % values


def _without_clock(written):
    """Drop the time of day; a time in UTC that may be another day in Indonesia has no certain date."""
    clock = CLOCK.search(written)
    if not clock:
        return written
    if (clock["zone"] or "").upper() in UTC and int(clock["hour"]) >= 24 - EASTERNMOST_HOURS:
        raise ValueError(
            _("“%(text)s” memakai waktu UTC; tanggal setempatnya tidak pasti.") % {"text": written}
        )
    return written[: clock.start()]


def _full_year(digits):
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 69 else 1900 + year


def _month(name, written):
    months = _months()
    if number := months.get(name.lower()):
        return number
    values = {"text": _shown(written), "name": name}
    if near := difflib.get_close_matches(name.lower(), months, n=1, cutoff=0.7):
        values["near"] = near[0].capitalize()
        raise ValueError(_("“%(text)s”: nama bulan “%(name)s” tidak dikenal; maksudnya “%(near)s”?") % values)
    raise ValueError(_("“%(text)s”: nama bulan “%(name)s” tidak dikenal.") % values)


def _checked_date(year, month, day, written):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        values = {"text": written, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValueError(_("“%(text)s”: tahun harus antara %(first)s dan %(last)s.") % values)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("“%(text)s”: tanggal itu tidak ada dalam kalender.") % {"text": written}) from None


def _no_date(written):
    return ValueError(
        _("“%(text)s” bukan tanggal yang dikenal; contoh: 7 Agustus 2019.") % {"text": _shown(written)}
    )


def _tidy(text):
    """Full-width signs and odd blanks made plain; nothing that changes a value (5² stays 5²)."""
    return " ".join(str(text).translate(PLAIN_SIGNS).split())


def _shown(written):
    return written if len(written) <= LONGEST else written[:LONGEST] + "…"


@cache
def _months():
    """Month number by name in lower case: Indonesian, English and Malay."""
    names = dict(OTHER_MONTH_NAMES)
    for form in _name_tables("months"):
        names.update({name.lower().rstrip("."): number for number, name in form.items()})
    return names


@cache
def _weekdays():
    names = {name.lower().rstrip(".") for form in _name_tables("days") for name in form.values()}
    return names | OTHER_WEEKDAYS


def _name_tables(kind):
    for language in ("id", "en", "ms"):
        widths = getattr(Locale(language), kind)["format"]
        yield from (widths["wide"], widths["abbreviated"])
