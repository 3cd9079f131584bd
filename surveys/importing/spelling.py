"""How a heading or an answer is compared: by its letters and digits, whatever its dress; and tables of it."""

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

COMPARING_SIGNS = "<>≤≥+"  # "55+" and "55", "< 5" and "> 5" are different answers
NOT_A_WORD = re.compile(rf"[^\w{COMPARING_SIGNS}]+|_+")
SHORT_WORDS = {
    "blm": "belum",
    "ckp": "cukup",
    "gak": "tidak",
    "kel": "keluarga",
    "krg": "kurang",
    "sgt": "sangat",
    "tak": "tidak",
    "tau": "tahu",
    "tdk": "tidak",
}
ABOUT = re.compile(
    r"^(?:umur|usia|kira-?kira|kurang lebih|sekitar|lebih kurang|±|~|\+/-|\+-|k\.?l\.|ca\.)[\s:=]*",
    re.IGNORECASE,
)
TABLES = Path(__file__).parents[1] / "data/spellings"
# Letters of other alphabets that look like ours; what they are in Latin.
LOOKALIKES = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0455\u0501\u04bb\u043a\u043c\u0442\u043d"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03b9\u03bd\u03b1",
    "ABESIJKMHOPCTYXaeijopcyxsdhkmthABEZHIKMNOPTYXoiva",
)


def plain(text):
    """The text in lower case without accents, punctuation and invisible signs, blanks single.

    A text of punctuation only, as "-", stays what it is.
    """
    kept = str(text).casefold()
    if not kept.isascii():
        letters = unicodedata.normalize("NFKD", kept).casefold()
        kept = "".join(sign for sign in letters if unicodedata.category(sign) not in ("Mn", "Cf"))
    return NOT_A_WORD.sub(" ", kept).strip() or " ".join(kept.split())


def squeezed(text):
    """The same without any blank, for headings: "Tgl.Wawancara" is "tgl wawancara"."""
    return plain(text).replace(" ", "")


def without_invisible(text):
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def in_latin(text):
    """The text with each letter that only looks like a Latin one replaced by it."""
    return text.translate(LOOKALIKES)


@cache
def table(name):
    """{code: (spelling, ...)} of one of the tables in `surveys/data/spellings/`."""
    found = defaultdict(list)
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["code"]].append(row["spelling"])
    return {code: tuple(spellings) for code, spellings in found.items()}


@cache
def codes_by_spelling(name):
    """{plain spelling: code} of a table."""
    return {plain(each): code for code, spellings in table(name).items() for each in spellings}


def in_full(spelled):
    """A plain text with common short words written out: “blm tau” is “belum tahu”."""
    return " ".join(SHORT_WORDS.get(word, word) for word in spelled.split())


def without_about(text):
    """The text without words that make its number a rough one: “± 25”, “sekitar 25”, “umur 25”."""
    while (shorter := ABOUT.sub("", text)) != text:
        text = shorter
    return text


def number_in_words(spelled):
    """The number that Indonesian words name, up to 999, or None."""
    digits, total, last = codes_by_spelling("number_words"), 0, None
    for word in spelled.replace("sebelas", "satu belas").replace("seratus", "satu ratus").split():
        if word in digits and last is None:
            last = int(digits[word])
        elif word in ("belas", "puluh", "ratus") and last is not None and total % 100 == 0:
            total += last + 10 if word == "belas" else last * {"puluh": 10, "ratus": 100}[word]
            last = None
        else:
            return None
    return total + (last or 0) if spelled else None


def letter(index):
    """The letters over a spreadsheet column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def in_each_language(text):
    """What a text says in the languages of the interface: who saves may read another one."""
    said = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.add(str(text))
    return sorted(said)
