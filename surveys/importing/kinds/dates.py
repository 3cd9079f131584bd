"""A day: as Excel keeps it, as a text in any common writing, or as Excel counts days."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import parse_date, show_date
from pmi_portal.words.parsing import numbers_of_date
from surveys.importing.kinds.base import Kind, mark_of
from surveys.importing.problems import Unfit

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_SERIAL, LAST_SERIAL = 36526, 73050  # the years 2000 to 2099
DAYS_1904 = (EPOCH_1904 - EPOCH).days
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MUCH_MORE = 8  # one slip in so many dates does not make the others unclear
ENOUGH_REAL, ENOUGH_TEXTS = 3, 2  # of each kind, before halves of a column look exchanged
SELDOM = 0.1  # the share of what somebody typed otherwise


@dataclass(frozen=True)
class Order:
    """`texts` is “dmy”, “mdy”, or None where the column speaks for both; `exchanged`: real dates may be."""

    texts: str | None = "dmy"
    exchanged: bool = False
    from_1904: bool = False


class Date(Kind):
    width = 16
    explanation = _("Tanggal, misalnya 7 Agustus 2019 atau 07/08/2019 (hari/bulan/tahun).")

    def example(self, column):
        return column.within[0] if column.within else date(2019, 8, 7)

    def understand(self, column, cells, facts):
        numbers, real = _written(cells)
        order = _order_of(column, numbers)
        exchanged = _look_exchanged(column, numbers, real)
        told = []
        if order == "mdy":
            told.append(("month_first", {"example": next(_month_first(numbers)).text}))
        elif order == "dmy" and (example := next(_either_way(numbers), None)):
            told.append(("day_first", {"example": example.text}))
        return Order(order, exchanged, facts.from_1904), told

    def value(self, column, kind, value, decided):
        order = decided or Order()
        if kind == "n":
            return _of_number(value, order)
        if kind == "d":
            return _of_cell(value, order)
        is_mark, missing = mark_of(value)
        if is_mark:
            return missing
        return _of_text(str(value), order)

    def chosen(self, column, text):
        try:
            return date.fromisoformat(text) if ISO.fullmatch(text) else None
        except ValueError:
            return None

    def in_words(self, column, value):
        return show_date(value, short=True)


@dataclass(frozen=True)
class Written:
    """A date in numbers alone, two of which may be exchanged."""

    first: int
    second: int
    year: int
    text: str
    times: int = 1

    def read(self, order):
        """The date in this order, or None."""
        day, month = (self.first, self.second) if order == "dmy" else (self.second, self.first)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


def _written(cells):
    """([Written, ...] of the texts, Counter of real dates)"""
    numbers, real = [], Counter()
    for (kind, value), times in cells.items():
        if kind == "d" and len(value) >= 10:
            real[date.fromisoformat(value[:10])] += times
        elif kind == "s" and (found := numbers_of_date(value)):
            numbers.append(Written(*found, " ".join(value.split())[:20], times))
    return numbers, real


def _day_first(numbers):
    return (each for each in numbers if each.first > 12 >= each.second)


def _month_first(numbers):
    return (each for each in numbers if each.second > 12 >= each.first)


def _either_way(numbers):
    return (each for each in numbers if each.first <= 12 and each.second <= 12 and each.first != each.second)


def _order_of(column, numbers):
    day_first, month_first = (
        sum(each.times for each in some(numbers)) for some in (_day_first, _month_first)
    )
    if day_first and month_first:
        fewer, more = sorted((day_first, month_first))
        if more < MUCH_MORE * fewer:
            return None
    if month_first > day_first:
        return "mdy"
    unclear = list(_either_way(numbers))
    if not day_first and _fits_only(column, unclear, "mdy"):
        return None  # the days fit the round only when day and month are exchanged
    return "dmy"


def _fits_only(column, unclear, order):
    usual = "dmy" if order == "mdy" else "mdy"
    inside = {each: [_is_within(column, one.read(each)) for one in unclear] for each in (order, usual)}
    return bool(unclear) and all(inside[order]) and not all(inside[usual])


def _is_within(column, day):
    return day is not None and (not column.within or column.within[0] <= day <= column.within[1])


def _look_exchanged(column, numbers, real):
    """Whether Excel took for dates only those texts whose day and month it could exchange.

    Then nearly every real date has a day up to 12, which six of ten have not by chance, and hardly a text
    could be read in two ways; a date that somebody typed otherwise takes nothing from that.
    """
    one_way = [*_day_first(numbers), *_month_first(numbers)]
    if sum(real.values()) < ENOUGH_REAL or len(one_way) < ENOUGH_TEXTS:
        return False
    if sum(each.times for each in _either_way(numbers)) > SELDOM * sum(each.times for each in one_way):
        return False
    late = sum(times for day, times in real.items() if day.day > 12)
    if late > SELDOM * sum(real.values()):
        return False
    real = [day for day in real if day.day <= 12]
    if all(day.day == day.month for day in real):
        return False
    exchanged = [date(day.year, day.day, day.month) for day in real]
    fits = all(_is_within(column, day) for day in real)
    return not (fits and not all(_is_within(column, day) for day in exchanged))


def _of_number(value, order):
    """A day count of Excel in a cell without date format, or 20240501."""
    serial = value + DAYS_1904 * order.from_1904
    if FIRST_SERIAL <= serial <= LAST_SERIAL:
        return EPOCH + timedelta(days=int(serial))
    return _parsed(str(value), "dmy")


def _of_cell(value, order):
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return _parsed(value, "dmy")
    if order.exchanged and day.day <= 12 and day.day != day.month:
        raise Unfit(
            "date_maybe_exchanged", day=show_date(day), other=show_date(date(day.year, day.day, day.month))
        )
    return day


def _of_text(text, order):
    if SERIAL.fullmatch(text) and FIRST_SERIAL <= int(text[:5]) <= LAST_SERIAL:
        return EPOCH + timedelta(days=int(text[:5]))
    if order.texts:
        return _parsed(text, order.texts)
    found = numbers_of_date(text)
    if found and max(found[:2]) <= 12 and found[0] != found[1]:
        raise Unfit("date_order")
    return _parsed(text, "dmy" if found and found[0] > 12 else "mdy")


def _parsed(text, order):
    try:
        return parse_date(text, order)
    except ValueError as error:
        raise Unfit("not_a_date", reason=str(error)) from error
