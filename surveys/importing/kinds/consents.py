"""Whether the respondent agreed to be asked; of who did not, nothing of the row is read."""

from surveys.importing.kinds.base import Kind, mark_of
from surveys.importing.problems import Unfit
from surveys.importing.spelling import codes_by_spelling, in_full, plain

GIVEN, DECLINED = "given", "declined"


class Consent(Kind):
    may_be_cleared = False
    is_closed = True

    def value(self, column, kind, value, decided):
        """GIVEN or DECLINED, None where nothing is said; a number says neither for certain."""
        code = codes_by_spelling("consent").get(in_full(plain(value)))
        if code or mark_of(value)[0]:
            return code
        raise Unfit("consent_unclear")

    def in_words(self, column, value):
        return str(column.by_code[value].label)
