"""The number of an Indonesian identity card in a text: sixteen digits that name a place and a birthday."""

import re
from calendar import monthrange

from django.utils.translation import gettext as _

# Digits that somebody grouped stay one number; the lookahead also finds one that begins inside another.
SIXTEEN = re.compile(r"(?<!\d)(?=(\d(?:[ .-]?\d){15})(?!\d))")
DATE = re.compile(r"(?<!\d)\d{1,2}([-/. ])\d{1,2}\1(?:19|20)\d{2}(?!\d)")
ISLANDS = [(11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97)]
PROVINCES = {code for first, last in ISLANDS for code in range(first, last + 1)}
LAST_DISTRICT = 79
WOMEN = 40  # added to the day of birth


def holds_nik(text):
    """Whether the text holds a NIK, in one piece or grouped; dates and telephone numbers are none."""
    return any(_is_nik(re.sub(r"\D", "", found[1])) for found in SIXTEEN.finditer(DATE.sub("/", text)))


def _is_nik(digits):
    province, district, subdistrict, day, month, year, serial = (
        int(digits[start:end]) for start, end in ((0, 2), (2, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 16))
    )
    is_place = province in PROVINCES and 0 < district <= LAST_DISTRICT and subdistrict > 0
    if not (is_place and 1 <= month <= 12 and serial > 0):
        return False
    longest = max(monthrange(century + year, month)[1] for century in (1900, 2000))
    return 1 <= (day - WOMEN if day > WOMEN else day) <= longest


def why_not_text(*texts):
    """The reason these texts cannot be kept as written, or None."""
    if any(map(holds_nik, texts)):
        return _("Tulisan ini memuat angka 16 digit yang tampak seperti NIK. Hapus nomor itu.")
    return None
