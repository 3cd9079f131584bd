"""Columns of a register: how a cell becomes a value, in words an officer understands, and back."""

import re
import unicodedata
from datetime import date, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.fields import Field
from import_export.widgets import Widget

from pmi_portal.files.sheets import calculates
from pmi_portal.words.parsing import parse_date, parse_number

ERROR_CELLS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
YEAR_AND_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
MONTH_AND_YEAR = re.compile(r"\d{1,2}[-/.]\d{4}", re.ASCII)
GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
MOST_PEOPLE = 2**31 - 1  # of a column of whole numbers
# Signs that turn the direction of a text or are not seen at all.
UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x200B])
YES, NO = ("ya", "y", "aktif", "1", "true", "yes"), ("tidak", "t", "nonaktif", "0", "false", "no")


def written(value, *, lines=False):
    """The text a person typed into the cell: tidied, never guessed. Raises ValueError with the reason.

    `lines` keeps line breaks.
    """
    if value is None:
        return ""
    if isinstance(value, date | time):
        raise ValueError(_("Sel berisi tanggal atau jam; ubah format sel menjadi Teks."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", unescaped(str(value).replace("_x000D_", ""))).translate(UNSEEN)
    if text.strip() in ERROR_CELLS:
        raise ValueError(_("Sel berisi kesalahan Excel %(text)s.") % {"text": text.strip()})
    rows = [" ".join(_without_controls(line).split()) for line in text.splitlines()]
    return ("\n" if lines else " ").join(rows).strip()


def unescaped(text):
    """The text without the apostrophe that a CSV of ours has before what a spreadsheet would calculate."""
    return text[1:] if text.startswith("'") and calculates(text[1:]) else text


def _without_controls(line):
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in line)


def key_of(value):
    """A text for comparing names; an unreadable cell is compared as empty, its column tells the fault."""
    try:
        return written(value).casefold()
    except ValueError:
        return ""


class TextWidget(Widget):
    def __init__(self, *, longest, required=False, lines=False):
        super().__init__()
        self.longest, self.required, self.lines = longest, required, lines

    def clean(self, value, row=None, **kwargs):
        text = written(value, lines=self.lines)
        if self.required and not text:
            raise ValueError(_("Wajib diisi."))
        if len(text) > self.longest:
            raise ValueError(
                _("Terlalu panjang: %(length)s karakter, paling banyak %(longest)s.")
                % {"length": len(text), "longest": self.longest}
            )
        return text


class EmailWidget(TextWidget):
    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        try:
            if text:
                validate_email(text)
        except ValidationError:
            raise ValueError(_("“%(text)s” bukan alamat surel.") % {"text": text[:60]}) from None
        return text


class PhoneWidget(TextWidget):
    """A number cell has lost its leading zero; only a mobile number can be told for certain."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        if isinstance(value, str) or not text:
            return text
        if text.startswith("8") and 9 <= len(text) <= 12:
            return f"+62{text}"
        raise ValueError(_("Tersimpan sebagai angka, nol di depan hilang; ubah format sel menjadi Teks."))


class FlagWidget(Widget):
    def clean(self, value, row=None, **kwargs):
        text = key_of(value)
        if text in YES or text in NO:
            return text in YES
        if text:
            raise ValueError(_("Isi “ya” atau “tidak”, bukan “%(text)s”.") % {"text": text[:30]})
        return None

    def render(self, value, **kwargs):
        return "" if value is None else _("ya") if value else _("tidak")


class DayWidget(Widget):
    """A day that is shown and not read."""

    def render(self, value, **kwargs):
        return value.isoformat() if value else ""


class RecordWidget(Widget):
    """A record named by one of its spellings; `known` maps each, in lower case, to the record."""

    def __init__(self, *, required=False):
        super().__init__()
        self.required, self.known = required, {}

    def clean(self, value, row=None, **kwargs):
        text = written(value)
        if text:
            return self.found(text, row)
        if self.required:
            raise ValueError(_("Wajib diisi."))
        return None

    def found(self, text, row):
        if text.casefold() not in self.known:
            raise ValueError(self.why_unknown(text[:60]))
        return self.known[text.casefold()]

    def why_unknown(self, text):
        return _("“%(text)s” tidak dikenal. Pakai nama atau kodenya seperti di portal.") % {"text": text}


class ChoiceWidget(RecordWidget):
    """One of {code: its label}, by either, the label in any language of the portal.

    A blank cell means the code `blank`; without one it may not be blank.
    """

    def __init__(self, choices, *, blank=None):
        super().__init__(required=blank is None)
        self.choices, self.blank = dict(choices), blank

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row, **kwargs) or self.blank

    def found(self, text, row):
        self.known = self.known or {
            spelling: code for code, label in self.choices.items() for spelling in in_every_language(label)
        } | {code.casefold(): code for code in self.choices}
        return super().found(text, row)

    def why_unknown(self, text):
        known = ", ".join(map(str, self.choices.values()))
        return _("“%(text)s” tidak dikenal; pilihannya: %(known)s.") % {"text": text, "known": known}

    def render(self, value, **kwargs):
        return str(self.choices[value]) if value else ""


class MonthWidget(Widget):
    """A month as its first day, from a month or any day in it, however it is written."""

    required = True

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, date):  # and what a cell of a date holds, which has a time too
            return date(value.year, value.month, 1)
        text = written(value)
        if not text:
            raise ValueError(_("Wajib diisi."))
        try:
            return self._day(text).replace(day=1)
        except ValueError as error:
            raise ValueError(_("%(reason)s Tulis bulan, misalnya 2026-03.") % {"reason": error}) from error

    def _day(self, text):
        if found := YEAR_AND_MONTH.fullmatch(text):
            return parse_date(f"{found[1]}-{found[2]}-1")
        return parse_date(f"1/{text}" if MONTH_AND_YEAR.fullmatch(text) else _with_a_day(text))

    def render(self, value, **kwargs):
        return f"{value:%Y-%m}" if value else ""


def _with_a_day(text):
    return text if text[:1].isdigit() else f"1 {text}"


class PeopleWidget(Widget):
    """A whole number of people, at least one; as nobody counts parts of people, “1.250” is no decimal."""

    required = True

    def clean(self, value, row=None, **kwargs):
        text = written(value)
        if not text:
            raise ValueError(_("Wajib diisi."))
        number = parse_number(re.sub(r"[.,]", "", text) if GROUPED.fullmatch(text) else text)
        if number != int(number) or not 1 <= number <= MOST_PEOPLE:
            raise ValueError(_("Tulis bilangan bulat mulai dari 1."))
        return int(number)

    def render(self, value, **kwargs):
        return value


class RegionWidget(RecordWidget):
    """The same answer for a region that does not exist and for one outside the person's postings."""

    def why_unknown(self, text):
        return _("“%(text)s” tidak dikenal atau bukan wilayah tugas Anda.") % {"text": text}


class InRegionWidget(RecordWidget):
    """A record that a name tells only together with the row's region; `find` answers, None for unknown."""

    def __init__(self):
        super().__init__()
        self.find = None

    def found(self, text, row):
        record = self.find(text, row)
        if record is None:
            raise ValueError(_("“%(text)s” tidak tercatat di wilayah ini.") % {"text": text[:60]})
        return record


class Column(Field):
    """A column of the file: its heading and what else people write; key columns tell records apart."""

    def __init__(self, attribute, label, widget=None, *, also=(), key=False, **kwargs):
        super().__init__(attribute=attribute, column_name=attribute, widget=widget, **kwargs)
        self.label, self.also, self.key = label, also, key
        self.required = getattr(widget, "required", False)

    def headings(self):
        return {self.column_name, *in_every_language(self.label), *self.also}


def in_every_language(text):
    """A translatable text in lower case, in each language of the portal."""
    spellings = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            spellings.add(str(text).casefold())
    return spellings
