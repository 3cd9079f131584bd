"""What each kind of column can do: understand its cells as a whole, read one, tell one, and ask for it."""

import re
import unicodedata
from collections import namedtuple
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from pmi_portal.files.reading.messages import why_cell_unusable
from pmi_portal.words.clearing import says_clear
from pmi_portal.words.formats import as_decimal, show_number
from surveys.importing.problems import Unfit
from surveys.importing.spelling import codes_by_spelling, in_full, plain, without_invisible

NEAR, SURELY_NEAR = 0.6, 0.78
WHOLE = re.compile(r"([+-]?\d+)[.,]0+", re.ASCII)  # as a column of numbers is written into a csv
ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}  # as a csv writes them

Facts = namedtuple("Facts", ["from_1904", "masks_texts"], defaults=[False, False])
Facts.__doc__ = "What holds for all cells: days counted from 1904 on; long numbers in texts to be hidden."


class Missing(StrEnum):
    """Why there is no answer, where the cell says so; a blank cell says nothing."""

    DONT_KNOW = "dk"
    REFUSED = "refused"
    NOT_APPLICABLE = "na"


CLEAR = object()  # what an officer writes to take away what is stored; a blank cell leaves it


def is_clearing(kind, value):
    return kind == "s" and says_clear(value)


class Kind:
    """One kind of column. A column is understood from all of its cells before one of them is read."""

    width = 22
    keeps_lines = False
    may_be_cleared = True
    has_own_words = False  # what stands in its cells is nobody's list
    offers_list = True
    is_closed = False  # its values are a list, of which an officer may choose one for a cell
    explanation = _("Pilih salah satu; kosong bila tidak dijawab.")

    def understand(self, column, cells, facts):
        """(what was decided about the column, [(code, detail) to tell]); cells are {(type, value): times}."""
        return None, []

    def value(self, column, kind, value, decided):
        """The value of one cell, None for nothing, a Missing; raises Unfit. Texts come without odd blanks."""
        raise NotImplementedError

    def chosen(self, column, text):
        """The value an officer chose, of which `text` is the code; None where the column has none such."""
        return text if text in column.by_code else None

    def in_words(self, column, value):
        return str(value)

    def example(self, column):
        """What the example row of a template has in this column; it reads back as an answer."""
        return str(column.options[0].label) if column.options else ""


@dataclass
class Understanding:
    """A column of one file as it was understood; `told` are (code, detail) of what was decided and why."""

    column: object
    decided: object = None
    told: list = field(default_factory=list)

    def read(self, kind, value):
        """The value of a cell; None when it says nothing; a Missing; CLEAR; raises Unfit."""
        if kind == "e" or (kind == "s" and value.strip().upper() in ERRORS):
            raise Unfit("error_cell")
        if kind == "f":
            raise Unfit("formula_cell")
        if kind == "x":
            raise Unfit("unusable_cell", reason=why_cell_unusable(value))
        if kind == "p":
            kind, value = "s", _percent(value)
            if not self.column.kind.has_own_words:
                raise Unfit("percent_cell", percent=value)
        if kind == "s" and not (value := _tidy(self.column.kind, value)):
            return None
        if is_clearing(kind, value) and self.column.kind.may_be_cleared:
            return CLEAR
        if reason := _declared_missing(self.column, kind, value):
            return reason
        if kind == "s" and "?" in value and not self.column.kind.has_own_words:
            raise Unfit("doubted")
        return self.column.kind.value(self.column, kind, value, self.decided)


def understood(column, cells, facts=Facts()):  # noqa: B008 - an immutable tuple
    """The Understanding of a column from its distinct cells, {(type, value): how often}.

    Codes that mean no answer say nothing of how the others are written.
    """
    if column.declared_missing:
        cells = {cell: often for cell, often in cells.items() if not _declared_missing(column, *cell)}
    decided, told = column.kind.understand(column, cells, facts)
    return Understanding(column, decided, told)


def as_shown(kind, value):
    """What Excel shows in a cell, as far as it is known: 3% for a number formatted as percent."""
    return _percent(value) if kind == "p" else value


def _percent(number):
    """The number as its cell shows it: “3%” for 0.03."""
    return show_number((as_decimal(number) * 100).normalize()) + "%"


def _tidy(kind, text):
    return text.strip() if kind.keeps_lines else " ".join(without_invisible(text).split()).lstrip("'’`")


def _declared_missing(column, kind, value):
    """The Missing of a cell that holds nothing but a code which the questionnaire declares to mean it."""
    if not column.declared_missing or kind not in ("s", "n"):
        return None
    text = without_invisible(normal(value)).lstrip("'’`")
    whole = WHOLE.fullmatch(text)
    reason = column.declared_missing.get(whole[1] if whole else text)
    return Missing(reason) if reason else None


def normal(value):
    """The text of a cell in one form: full-width digits and joined letters made plain."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def mark_of(text):
    """(whether the text is a mark of a missing answer, the Missing or None for a mere blank)"""
    code = codes_by_spelling("missing").get(in_full(plain(text)))
    return code is not None, None if code in (None, "blank") else Missing(code)


def one_near(spelled, known, cutoff=NEAR):
    """The one value of {spelling: value} whose spelling is near, or None when there are none or several."""
    found = get_close_matches(spelled, known, n=3, cutoff=cutoff)
    values = {known[each] for each in found}
    return values.pop() if len(values) == 1 else None
