"""Somebody's own words, kept as they are; and columns that nobody reads."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_number
from surveys.importing.kinds.base import Kind
from surveys.importing.masking import has_long_number, masked
from surveys.importing.problems import Unfit

LONGEST = 5000


class Text(Kind):
    width = 40
    keeps_lines = True
    has_own_words = True
    offers_list = False
    explanation = _("Tulis dengan kata-kata responden, tanpa nama, NIK, atau nomor telepon.")

    def example(self, column):
        return _("Loket sebaiknya buka sampai sore.")

    def understand(self, column, cells, facts):
        """Whether long numbers are hidden; told where there are any, hidden or not."""
        times = sum(often for (_kind, value), often in cells.items() if has_long_number(str(value)))
        code = "numbers_hidden" if facts.masks_texts else "numbers_in_text"
        return facts.masks_texts, [(code, {"cells": show_number(times)})] if times else []

    def value(self, column, kind, value, decided):
        text = unicodedata.normalize("NFC", str(value)).strip()
        text = masked(text) if decided else text
        if len(text) > LONGEST:
            raise Unfit("text_too_long", most=LONGEST)
        return text or None


class Ignored(Kind):
    offers_list = False

    def value(self, column, kind, value, decided):
        return None
