"""Several answers in one cell, however they are parted; an answer that holds a parting sign stays one."""

import re

from surveys.importing.kinds.answers import Answer, is_answer
from surveys.importing.kinds.base import mark_of
from surveys.importing.problems import Unfit
from surveys.importing.spelling import plain

SURE_PARTING = re.compile(r"[;|\n]+(?:\s*(?:dan|serta|and|&)\s)?", re.IGNORECASE)
PARTING = re.compile(r"(\s*[,/&+]\s*|\s+(?:dan|serta|and)\s+)", re.IGNORECASE)
MOST_PARTS = 24
BETWEEN_CODES = ";"


class Several(Answer):
    keeps_lines = True
    offers_list = False

    def example(self, column):
        return "; ".join(str(option.label) for option in column.options[:2])

    def value(self, column, kind, value, decided):
        """Codes in the questionnaire's order."""
        if kind == "s":
            is_mark, missing = mark_of(value)
            if is_mark and not is_answer(column, value):
                return missing
            given = {code for part in SURE_PARTING.split(value) for code in self._codes(column, part.strip())}
        else:
            given = {self.option(column, kind, value, decided).code}
        return [option.code for option in column.options if option.code in given] or None

    def chosen(self, column, text):
        codes = set(text.split(BETWEEN_CODES))
        known = [option.code for option in column.options if option.code in codes]
        return known if len(known) == len(codes) else None

    def _codes(self, column, text):
        if not text:
            return ()
        pieces = PARTING.split(text)
        if len(pieces) > 2 * MOST_PARTS:
            raise Unfit("unknown_option", options="")
        meanings = self._meanings(column, pieces, {})
        if len(meanings) == 1:
            return meanings.pop()
        if meanings:
            raise Unfit("several_meanings")
        parts = text.split()
        known = [column.spellings.get(plain(part)) for part in parts]
        if len(parts) > 1 and all(known):  # as Kobo writes them
            return [option.code for option in known]
        return [self._certain(column, piece).code for piece in pieces[::2] if piece.strip()]

    def _meanings(self, column, pieces, known):
        """Each set of codes that these pieces, texts with a parting sign between, may mean."""
        if not pieces:
            return {frozenset()}
        if len(pieces) not in known:
            found = set()
            for end in range(1, len(pieces) + 1, 2):
                option = self._readable(column, "".join(pieces[:end]).strip())
                if option:
                    rest = self._meanings(column, pieces[end + 1 :], known)
                    found |= {codes | {option.code} for codes in rest}
            known[len(pieces)] = found
        return set(known[len(pieces)])

    def _readable(self, column, text):
        try:
            return self._certain(column, text)
        except Unfit:
            return None

    def _certain(self, column, text):
        return self.option(column, "s", text, None)

    def in_words(self, column, value):
        return "; ".join(super(Several, self).in_words(column, code) for code in value)
