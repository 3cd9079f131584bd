"""The field in which an officer says what a cell means, for each kind of column, and what is kept of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_date
from pmi_portal.words.parsing import parse_date
from surveys.importing.kinds import COUNTRY, DATE, SEVERAL
from surveys.importing.kinds.several import BETWEEN_CODES
from surveys.importing.problem_texts import TEXTS
from surveys.importing.problems import Unfit

BLANK = "-"  # of a cell that is to say nothing
LEFT, AS_BLANK = _("biarkan"), _("dianggap kosong")
AS_LEARNED = _("seperti yang dipelajari")
TYPED_DATE = _("Tulis tanggalnya, misalnya 7 Agustus 2019; tanda - berarti dianggap kosong.")
TYPED_COUNTRY = _("Tulis nama negaranya; tanda - berarti dianggap kosong.")
NO_COUNTRY = _("“%(cell)s” bukan nama negara yang dikenal. Tulis tanda - bila negaranya belum diketahui.")
LONGEST = 60


def field_for(column, asked, *, is_said):
    """The field of a column for the cell of an Asked; what was said before is chosen, nothing else is."""
    about = {
        "label": _("“%(cell)s” di %(heading)s dibaca sebagai")
        % {"cell": asked.cell, "heading": asked.heading},
        "required": False,
    }
    if is_said:
        about["initial"] = initial_of(column, asked.text)
    if column.kind in (DATE, COUNTRY):
        return TypedField(column, **about)
    if column.kind is SEVERAL:
        choices = [*_options(column), (BLANK, AS_BLANK)]
        return SeveralField(choices=choices, widget=forms.CheckboxSelectMultiple, **about)
    left = AS_LEARNED if asked.text and not is_said else LEFT
    choices = _choices(column, asked, left, about.get("initial"))
    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs={"class": "form-select"}), **about)


def initial_of(column, text):
    """What a form shows for the text of an earlier answer."""
    if text == "":
        return [BLANK] if column.kind is SEVERAL else BLANK
    chosen = column.kind.chosen(column, text)
    if chosen is not None and column.kind is DATE:
        return show_date(chosen)
    if chosen is not None and column.kind is COUNTRY:
        return column.kind.in_words(column, chosen)
    return chosen if column.kind is SEVERAL and chosen else text


def text_of(column, given):
    """The text to be kept of what was given, "" for a blank cell; None where nothing was said."""
    if not given:
        return None
    if isinstance(given, list):
        return "" if given == [BLANK] else BETWEEN_CODES.join(given)
    return "" if given == BLANK else given


class SeveralField(forms.MultipleChoiceField):
    def validate(self, value):
        super().validate(value)
        if BLANK in value and len(value) > 1:
            raise ValidationError(_("Pilih jawabannya atau “dianggap kosong”, tidak keduanya."))


class TypedField(forms.CharField):
    """A date or the name of a country, typed; gives its code."""

    def __init__(self, column, **about):
        self.column = column
        attrs = {"class": "form-control", "autocomplete": "off"}
        if column.kind is COUNTRY:
            attrs["list"] = "countries"
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=attrs), **about)
        self.hint = TYPED_DATE if column.kind is DATE else TYPED_COUNTRY

    def clean(self, value):
        text = super().clean(value)
        if text in ("", BLANK):
            return text
        return _day(text) if self.column.kind is DATE else self._country(text)

    def _country(self, text):
        try:
            return self.column.kind.value(self.column, "s", text, None) or BLANK
        except Unfit as unfit:
            words = NO_COUNTRY if unfit.code == "unknown_country" else TEXTS[unfit.code].message
            raise ValidationError(str(words) % {"cell": text}) from unfit


def _day(text):
    try:
        return parse_date(text).isoformat()
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _options(column):
    return [(option.code, column.kind.in_words(column, _value(column, option))) for option in column.options]


def _value(column, option):
    return [option.code] if column.kind is SEVERAL else option.code


def _choices(column, asked, left, initial):
    """All options, one that is near before the others; an answer that is none of them stays on offer."""
    options = _options(column)
    near = [each for each in options if asked.suggestion and asked.suggestion == _label(column, each[0])]
    others = [each for each in options if each not in near]
    own = [(initial, initial)] if initial and initial not in (BLANK, *column.by_code) else []
    groups = [(_("Mungkin maksudnya"), near)] if near else []
    return [("", left), *own, *groups, (_("Pilihan"), others), (BLANK, AS_BLANK)]


def _label(column, code):
    return str(column.by_code[code].label)
