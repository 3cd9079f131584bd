"""Texts as Indonesian documents write them: numbers and days in words, and nothing a file format forbids."""

import re

from babel.dates import format_date

from pmi_portal.words.formats import show_date, show_weekday

SMALL = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam"),
    *("tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
# What XML cannot hold: control characters but tab and line feed, lone surrogates, two non-characters.
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text):
    """The text as a document may hold it; line ends as one sign, blanks at its ends gone."""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def number_in_words(number):
    """“dua ribu sembilan belas” for 2019; whole numbers from 0 to 9999."""
    if number < 12:
        return SMALL[number]
    if number < 20:
        return f"{SMALL[number - 10]} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(number, size)
        if count:
            head = f"se{name}" if count == 1 else f"{SMALL[count]} {name}"
            return f"{head} {number_in_words(rest)}" if rest else head
    raise AssertionError(number)


def day_in_words(day):
    """“tanggal tujuh bulan Agustus tahun dua ribu sembilan belas”"""
    month = format_date(day, "MMMM", locale="id")
    return f"tanggal {number_in_words(day.day)} bulan {month} tahun {number_in_words(day.year)}"


def full_day(day):
    """“Rabu, 7 Agustus 2019”"""
    return f"{show_weekday(day)}, {show_date(day)}"


def listing(names):
    """“Ani, Budi, dan Citra”"""
    names = list(names)
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
