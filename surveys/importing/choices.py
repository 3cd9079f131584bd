"""A cell of a closed question: which of the column's options it means, if any."""

import re
import unicodedata
from difflib import get_close_matches

from surveys.importing.problems import Unfit
from surveys.importing.spelling import plain

OLDEST = 120
NEAR = 0.6
MISSING_MARKS = {
    "-",
    "--",
    "–",
    "—",
    ".",
    "n a",
    "na",
    "tidak tahu",
    "tidak menjawab",
    "tidak diisi",
    "kosong",
}
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?", re.ASCII)
SEVERAL = re.compile(r"\d+(?:\s*(?:[;,/&+|]|dan|\s)\s*\d+)+", re.ASCII)
NUMBER_THEN_WORDS = re.compile(r"([0-9]+)\s*(?P<sign>[-–—.:=)/]?)\s*([^\W\d_].*)")
WORDS_THEN_NUMBER = re.compile(r"([^\W\d_].*?)\s*(?:\(([0-9]+)\)|[-–—=:]\s*([0-9]+))")
AGE_WORDS = re.compile(r"\b(?:tahun|thn|th|years?)\b\.?", re.IGNORECASE)


def choice(column, kind, value):
    if kind == "d":
        raise Unfit("turned_into_date")
    if kind == "b":
        value = "ya" if value else "tidak"
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if NUMBER.fullmatch(text):
        return _by_number(column, text).code
    return _by_words(column, text).code


def _by_number(column, text):
    """The option of a whole number: its code, else its score; 3.5 and -1 are nobody's."""
    whole, _mark, fraction = text.replace(",", ".").partition(".")
    if not fraction.strip("0") and whole.isdigit():
        option = column.spellings.get(whole) or column.scores.get(int(whole))
        if option:
            return option
    raise Unfit("out_of_range", options=_accepted(column))


def _by_words(column, text):
    spelled = plain(text)
    option = column.spellings.get(spelled)
    if option and not spelled.isdigit():  # "-1" and "1?" are plainly "1", but not surely
        return option
    if SEVERAL.fullmatch(text):
        raise Unfit("two_answers")
    if option := _by_both(column, text):
        return option
    if spelled in MISSING_MARKS:
        raise Unfit("missing_mark")
    raise Unfit("unknown_option", _near_option(column, spelled), options=_accepted(column))


def _by_both(column, text):
    """“4 - Puas” or “Sangat cepat (4)”: the number decides, unless the words are those of another answer.

    Words that nobody knows are passed over only behind a number and a sign; “4 orang” says something else.
    """
    if found := NUMBER_THEN_WORDS.fullmatch(text):
        number, words, is_certain = found[1], found[3], bool(found["sign"])
    elif found := WORDS_THEN_NUMBER.fullmatch(text):
        number, words, is_certain = found[2] or found[3], found[1], False
    else:
        return None
    worded = column.spellings.get(plain(words))
    if not worded and not is_certain:
        return None
    option = _by_number(column, number)
    if worded and worded is not option:
        raise Unfit("contradiction", by_number=option.label, by_words=worded.label)
    return option


def _accepted(column):
    """“1 = Tidak cepat, 2 = ...” for an officer to choose from."""
    known = [option for option in column.options if option.code]
    if column.is_scored:
        return ", ".join(f"{option.score} = {option.label}" for option in known)
    return ", ".join(option.label for option in known)


def _near_option(column, spelled):
    found = get_close_matches(spelled, column.spellings, n=1, cutoff=NEAR)
    return str(column.spellings[found[0]].label) if found else ""


def choices(column, kind, value):
    """Several answers parted by semicolons or line breaks: codes in the questionnaire's order."""
    parts = re.split(r"[;\n]", value) if kind == "s" else [value]
    given = {choice(column, kind, part) for part in parts if str(part).strip()}
    return [option.code for option in column.options if option.code in given] or None


def age(column, kind, value):
    """An age band, from its own name or from years."""
    text = AGE_WORDS.sub("", str(value)).strip()
    if kind != "d":
        years = re.fullmatch(r"(\d{2,3})(?:\.0)?", text, re.ASCII)
        band = column.spellings.get(plain(text)) or (years and _band_of(column, int(years[1])))
        if band:
            return band.code
    raise Unfit("age_not_taken", options=_accepted(column))


def _band_of(column, years):
    """The last band that begins at or below these years."""
    begun = [band for band in column.options if band.code and int(band.code[:2]) <= years]
    return begun[-1] if begun and years <= OLDEST else None
