"""The form on which an officer mends cells of the file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.forms import Acting, has_fault
from pmi_portal.words.formats import show_number
from surveys.importing import rules

LONG = 80  # signs from which a text has a field of several lines
MOST_TYPED = 32_767  # signs of a cell in Excel
MOST_FIXES = 20_000


class FixForm(Acting, forms.Form):
    """For each cell to mend a text, and two boxes: back to the file's word, and the same in all rows alike.

    `shown` says upon which decisions it was filled in, `rows` which rows its page showed, and `was` what
    stood in each text, as JSON: where it still says so, nothing is said of the cell.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    rows = forms.CharField(widget=forms.HiddenInput, required=False)
    was = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.batch = page, batch
        self.fields["shown"].initial = rules.decisions_as_shown(batch)
        self.fields["rows"].initial = ",".join(map(str, page.numbers))
        self.offered = {place for place, _answers in page.offers}
        self.file_cells, self.overtaken = page.cells, {}
        self.fields["was"].initial = {cell.key: cell.current for cell in self.file_cells}
        for cell in self.file_cells:
            self._add(cell)

    def _add(self, cell):
        label = _("Sel %(cell)s") % {"cell": f"{cell.letter}{cell.row}"}
        self.fields[f"cell-{cell.key}"] = forms.CharField(
            label=label,
            required=False,
            max_length=MOST_TYPED,
            initial=cell.current,
            widget=_widget(cell, is_offered=cell.place in self.offered),
        )
        box = {"widget": forms.CheckboxInput(attrs={"class": "form-check-input"}), "required": False}
        if cell.others:
            n = show_number(len(cell.others))
            self.fields[f"same-{cell.key}"] = forms.BooleanField(
                label=_("pakai juga di %(n)s baris lain yang isinya sama") % {"n": n}, **box
            )
        if cell.fixed is not None:
            self.fields[f"back-{cell.key}"] = forms.BooleanField(label=_("kembalikan ke isi berkas"), **box)

    @property
    def lines(self):
        """(FixRow, its cells each with its fields and what somebody else typed meanwhile) for the page."""
        return [
            (row, [(cell, *self._fields(cell), self.overtaken.get(cell.key)) for cell in row.cells])
            for row in self.page.rows
        ]

    def _fields(self, cell):
        names = (f"{kind}-{cell.key}" for kind in ("cell", "same", "back"))
        return [self[name] if name in self.fields else None for name in names]

    def clean(self):
        cleaned = super().clean()
        if len(self._decided(cleaned).fixes) > max(MOST_FIXES, len(self.page.fixes)):
            told = _("Sel yang diperbaiki di portal terlalu banyak. Perbaiki di berkasnya, lalu unggah lagi.")
            raise ValidationError(told)
        return cleaned

    def applies(self, action, **about):
        """As `Acting`; who was overtaken sees how it stands now, and may send what they typed once more."""
        done = super().applies(action, **about)
        if has_fault(self, "conflict"):
            self.data = self.data.copy()
            self.data["shown"] = rules.decisions_as_shown(self.batch)
            for cell in self.file_cells:
                if not self._is_touched(cell, self.cleaned_data):
                    self.data[f"cell-{cell.key}"] = cell.current
                elif not _is_same(self._was(cell, self.cleaned_data), cell.current):
                    self.overtaken[cell.key] = cell.current or _("kosong")
            self.data["was"] = self.fields["was"].prepare_value(self.fields["was"].initial)
        return done

    @property
    def is_unchanged(self):
        return self.facts["decided"] == self.page.whole

    @property
    def facts(self):
        decided = self.page.all_decided(self._decided(self.cleaned_data))
        return {"decided": decided, "shown": self.cleaned_data["shown"]}

    def _decided(self, cleaned):
        """What was typed into a cell goes before what was said of all that are alike."""
        own, alike = {}, {}
        for cell in self.file_cells:
            typed = self._typed(cell, cleaned)
            is_back, is_for_all = (cleaned.get(f"{kind}-{cell.key}", False) for kind in ("back", "same"))
            text = None if is_back or _is_same(typed, cell.raw) else typed
            if is_back or not _is_same(typed, cell.current):
                own[cell.row, cell.place] = text
            if is_for_all and (is_back or text is not None):
                alike |= {(row, cell.place): text for row in (cell.row, *cell.others)}
        return self.page.decided.with_fixes(alike | own)

    def _typed(self, cell, cleaned):
        return cleaned[f"cell-{cell.key}"] if self._is_touched(cell, cleaned) else cell.current

    def _is_touched(self, cell, cleaned):
        """A cell for which the page had no field is not one that was emptied."""
        name = f"cell-{cell.key}"
        is_there = name in self.data and name in cleaned
        return is_there and not _is_same(cleaned[name], self._was(cell, cleaned))

    def _was(self, cell, cleaned):
        """What the page showed in a cell; what stands there now where it did not say."""
        was = cleaned.get("was")
        text = was.get(cell.key) if isinstance(was, dict) else None
        return text if isinstance(text, str) else cell.current


def _is_same(typed, text):
    """Browsers write the ends of lines in their own way, and a field strips blanks."""
    return typed.split() == text.split()


def _widget(cell, *, is_offered):
    attrs = {"class": "form-control", "data-column": cell.place, "autocomplete": "off"}
    if len(cell.current) > LONG or "\n" in cell.current:
        return forms.Textarea(attrs=attrs | {"rows": 3})
    return forms.TextInput(attrs=attrs | ({"list": f"jawaban-{cell.place}"} if is_offered else {}))
