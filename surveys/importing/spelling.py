"""How a heading or an answer is compared: by its letters and digits, whatever its dress."""

import re
import unicodedata

COMPARING_SIGNS = "<>≤≥+"  # "55+" and "55", "< 5" and "> 5" are different answers
NOT_A_WORD = re.compile(rf"[^\w{COMPARING_SIGNS}]+|_+")


def plain(text):
    """The text in lower case without accents, punctuation and invisible signs, blanks single.

    A text of punctuation only, as "-", stays what it is.
    """
    letters = unicodedata.normalize("NFKD", str(text)).casefold()
    kept = "".join(sign for sign in letters if unicodedata.category(sign) not in ("Mn", "Cf"))
    return NOT_A_WORD.sub(" ", kept).strip() or " ".join(kept.split())


def squeezed(text):
    """The same without any blank, for headings: "Tgl.Wawancara" is "tgl wawancara"."""
    return plain(text).replace(" ", "")


def letter(index):
    """The letters over a spreadsheet column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
