"""One module for each kind of column: its spellings, its messages, and what the template writes for it."""

from surveys.importing.kinds.ages import Age
from surveys.importing.kinds.answers import AnswerOrMark
from surveys.importing.kinds.base import (
    CLEAR,
    Facts,
    Missing,
    Understanding,
    as_shown,
    is_clearing,
    understood,
)
from surveys.importing.kinds.consents import DECLINED, GIVEN, Consent
from surveys.importing.kinds.countries import Country
from surveys.importing.kinds.dates import Date
from surveys.importing.kinds.numbers import Whole
from surveys.importing.kinds.places import Place
from surveys.importing.kinds.respondents import Respondent
from surveys.importing.kinds.several import Several
from surveys.importing.kinds.texts import Ignored, Text

AGE, ANSWER, CONSENT, COUNTRY, DATE = Age(), AnswerOrMark(), Consent(), Country(), Date()
IGNORED, PLACE, RESPONDENT = Ignored(), Place(), Respondent()
SEVERAL, TEXT, WHOLE = Several(), Text(), Whole()

__all__ = [
    "AGE",
    "ANSWER",
    "CLEAR",
    "CONSENT",
    "COUNTRY",
    "DATE",
    "DECLINED",
    "GIVEN",
    "IGNORED",
    "PLACE",
    "RESPONDENT",
    "SEVERAL",
    "TEXT",
    "WHOLE",
    "Facts",
    "Missing",
    "Understanding",
    "as_shown",
    "is_clearing",
    "understood",
]
