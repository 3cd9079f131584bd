"""The number by which the officer tells respondents apart; never a NIK or a telephone number."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from surveys.importing.kinds.base import Kind, is_clearing, mark_of
from surveys.importing.problems import Unfit
from surveys.importing.spelling import plain

EXAMPLE = "CONTOH"  # in the place of a number: nobody's row
LONGEST, NIK_DIGITS = 60, 15  # one digit short is a NIK with a digit lost
PLACEHOLDERS = {"x", "xx", "xxx", "tanpa nomor", "tidak punya", "tanpa no", "anonim", "0"}
WHOLE = re.compile(r"(\d+)(?:[.,]0*)?", re.ASCII)
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.ASCII | re.IGNORECASE)
PHONE = re.compile(r"(?:\+?62|0)?8[1-9]\d{7,10}", re.ASCII)
WITH_AREA = re.compile(r"\(0\d{2,3}\)[\d -]{5,10}", re.ASCII)
SHORT = re.compile(r"[1-9]\d{0,7}", re.ASCII)  # of a telephone number or NIK there are more digits
DASH = re.compile("[\u2010-\u2015\u2212]")
BEFORE = re.compile(r"^(?:#|(?:NO|NOMOR|NOMER|RESPONDEN|RESP)\b[ .:]*(?=\d))\s*")
AROUND_SIGN = re.compile(r"\s*([-/_.])\s*")
DIGITS_IN_A_ROW = re.compile(r"\d(?:[ .-]?\d)*", re.ASCII)


class Respondent(Kind):
    offers_list = False
    may_be_cleared = False
    explanation = _("Nomor kuesioner atau nomor urut; jangan NIK. Nomor yang sama berarti orang yang sama.")

    def example(self, column):
        return EXAMPLE

    def value(self, column, kind, value, decided):
        """The number in one form: capitals, no zeros in front, no “.0” behind; None for a placeholder."""
        if kind == "d":
            raise Unfit("turned_into_date")
        if SHORT.fullmatch(str(value)):  # what nearly everybody writes is its own form
            return str(value)
        if kind == "b" or (kind == "n" and value != int(value)) or is_clearing(kind, value):
            raise Unfit("respondent_unusable")
        text = " ".join(unicodedata.normalize("NFKC", str(value)).split()).upper()
        text = DASH.sub("-", text)
        text = BEFORE.sub("", AROUND_SIGN.sub(r"\1", text)).rstrip(" .,;")
        _refuse_personal(text)
        if whole := WHOLE.fullmatch(text):
            text = whole[1].lstrip("0") or "0"
        if not text or mark_of(text)[0] or plain(text) in PLACEHOLDERS:
            return None
        if len(text) > LONGEST:
            raise Unfit("text_too_long", most=LONGEST)
        return text


def _refuse_personal(text):
    if SCIENTIFIC.fullmatch(text):
        raise Unfit("respondent_scientific")
    for found in DIGITS_IN_A_ROW.findall(text):
        if len(re.sub(r"\D", "", found)) >= NIK_DIGITS:
            raise Unfit("respondent_nik")
    if PHONE.fullmatch(re.sub(r"[^\d+]", "", text)) or WITH_AREA.search(text):
        raise Unfit("respondent_phone")
