"""Somebody's own words, kept as they are; and columns that nobody reads."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from surveys.importing.kinds.base import Kind
from surveys.importing.problems import Unfit

LONGEST = 5000


class Text(Kind):
    width = 40
    keeps_lines = True
    has_own_words = True
    offers_list = False
    explanation = _("Tulis dengan kata-kata responden, tanpa nama, NIK, atau nomor telepon.")

    def value(self, column, kind, value, decided):
        text = unicodedata.normalize("NFC", str(value)).strip()
        if len(text) > LONGEST:
            raise Unfit("text_too_long", most=LONGEST)
        return text or None


class Ignored(Kind):
    offers_list = False

    def value(self, column, kind, value, decided):
        return None
