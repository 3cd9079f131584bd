"""The form on which an officer says what each column of the file is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.forms import Acting
from surveys.importing import rules
from surveys.importing.columns import RESPONDENT

BEFORE = "column-"
FLAGS = {
    "without_table": _("Jangan baca tabel ini"),
    "without_hidden": _("Jangan baca baris yang disembunyikan di Excel"),
    "masks_texts": _("Samarkan NIK dan nomor telepon di jawaban bebas"),
}


class ColumnsForm(Acting, forms.Form):
    """A field for each column of the file; `shown` says upon which decisions it was filled in."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    heading_row = forms.IntegerField(widget=forms.HiddenInput, required=False)
    table = forms.IntegerField(widget=forms.HiddenInput, required=False)
    joins_above = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.batch = page, batch
        self.fields["shown"].initial = rules.decisions_as_shown(batch)
        self.fields["heading_row"].initial = page.heading_row
        self.fields["table"].initial = page.place
        self.fields["joins_above"].initial = page.joins
        for name, label in FLAGS.items():
            self.fields[name] = forms.BooleanField(
                label=label,
                initial=getattr(page.decided, name),
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
        self.file_columns = list(page.columns)
        choices = self._choices()
        for column in self.file_columns:
            self.fields[f"{BEFORE}{column.place}"] = forms.ChoiceField(
                label=_("Kolom %(letter)s dibaca sebagai") % {"letter": column.letter},
                choices=choices,
                initial=column.name,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        self.fields["number_from"] = forms.ChoiceField(
            label=_("Nomor responden"),
            choices=[("", _("tanpa nomor")), *((str(each.place), _told(each)) for each in self.file_columns)],
            initial=self._number_from({each.place: each.name for each in self.file_columns}),
            required=False,
            widget=forms.Select(attrs={"class": "form-select", "aria-describedby": "nomor-responden"}),
        )

    @staticmethod
    def _number_from(names):
        """The place, as text, of the column that is read as the respondent's number; "" for none."""
        return next((str(place) for place, name in names.items() if name == RESPONDENT.name), "")

    def _choices(self):
        profile = [(each.name, each.label) for each in self.page.terms.columns if not each.is_question]
        questions = [
            (each.name, f"{each.key} · {each.label}") for each in self.page.terms.columns if each.is_question
        ]
        return [("", _("tidak dibaca")), (_("Data responden"), profile), (_("Pertanyaan"), questions)]

    @property
    def rows(self):
        """(FileColumn, its field) for the page."""
        return [(column, self[f"{BEFORE}{column.place}"]) for column in self.file_columns]

    def clean(self):
        cleaned = super().clean()
        self._take_number(cleaned)
        taken = {}
        for column in self.file_columns:
            field = f"{BEFORE}{column.place}"
            name = cleaned.get(field)
            if name and (first := taken.setdefault(name, column)) is not column:
                told = _("Kolom %(letter)s sudah dibaca sebagai itu. Pilih “tidak dibaca” di salah satunya.")
                self.add_error(field, told % {"letter": first.letter})
        if cleaned.get("without_table") and not self.page.has_others_read:
            self.add_error("without_table", _("Paling sedikit satu tabel harus dibaca."))
        return cleaned

    def _take_number(self, cleaned):
        """What was said of the number of respondents goes before what still stands at the column it was."""
        said, was = cleaned.get("number_from"), self.fields["number_from"].initial
        if "number_from" not in self.data or said is None or said == was:
            return
        if was and cleaned.get(f"{BEFORE}{was}") == RESPONDENT.name:
            cleaned[f"{BEFORE}{was}"] = ""
        if said:
            cleaned[f"{BEFORE}{said}"] = RESPONDENT.name

    @property
    def is_unchanged(self):
        """Whether the file was checked already as is decided here, perhaps by the same form sent before."""
        return self.facts["decided"].as_json() == self.batch.decisions

    @property
    def facts(self):
        chosen = {column.place: self.cleaned_data[f"{BEFORE}{column.place}"] for column in self.file_columns}
        flags = {name: self.cleaned_data[name] for name in FLAGS}
        decided = self.page.decisions_of(chosen, **flags)
        return {"decided": decided, "shown": self.cleaned_data["shown"]}


def _told(column):
    return f"{column.letter} · {column.heading}" if column.heading else column.letter
