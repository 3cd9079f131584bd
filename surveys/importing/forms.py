"""The forms of an upload, and of opening what was uploaded."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.forms import Acting
from pmi_portal.files.reading.containers import MAX_MEGABYTES, why_too_big
from stakeholders.models import Region
from surveys.importing import rules
from surveys.models import ImportBatch, SurveyRound
from surveys.responses.rules import why_not_silent

SAVE_WHAT_IS_RIGHT = ""
MAY_BE_REFUSED = [
    (SAVE_WHAT_IS_RIGHT, _("baris yang benar boleh disimpan")),
    (0, _("jangan simpan apa pun")),
    *((most, format_lazy(_("jangan simpan bila lebih dari {most}%"), most=most)) for most in (5, 10, 20)),
]


class ImportForm(SentOnce, forms.Form):
    asks_of_twins = False  # the check tells which rows are stored already
    round = forms.ModelChoiceField(
        label=pgettext_lazy("satu", "Putaran survei"),
        queryset=SurveyRound.objects.none(),
        empty_label=_("Pilih putaran"),
        help_text=_("Templat Excel tiap putaran dapat diunduh di halaman putarannya."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        help_text=format_lazy(
            _("Satu berkas Excel (.xlsx, paling besar {xlsx} MB) atau CSV (paling besar {csv} MB)."),
            **MAX_MEGABYTES,
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    basis = forms.ChoiceField(
        label=_("Dasar hukum"),
        choices=[("", _("Pilih dasar hukum")), *ImportBatch.Basis.choices],
        help_text=_("Dasar pemrosesan data pribadinya (UU 27/2022 Pasal 20), berlaku untuk seluruh berkas."),
    )
    region = forms.ModelChoiceField(
        label=_("Wilayah seluruh berkas"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("Tertulis di berkas"),
        help_text=_("Pilih hanya bila berkas tidak punya kolom wilayah."),
    )
    sheet = forms.CharField(
        label=_("Lembar"),
        required=False,
        max_length=100,
        help_text=_("Nama lembar Excel yang berisi data; kosong berarti lembar pertama yang terlihat."),
    )

    tolerance = forms.TypedChoiceField(
        label=_("Bila ada baris yang ditolak"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=MAY_BE_REFUSED,
        help_text=_("Setelah diperiksa, Anda masih dapat memutuskan lain."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer_rounds()
        self.fields["region"].queryset = Region.objects.active().visible_to(user, Permission.IMPORTS_RUN)

    def offer_rounds(self):
        self.fields["round"].queryset = SurveyRound.objects.importable_by(self.user)

    @property
    def facts(self):
        facts = super().facts
        sheet = facts.pop("sheet")
        into = {"survey_round": facts.pop("round")} if "round" in facts else {}
        return into | {"sheets": [sheet] if sheet else []} | facts

    def clean_file(self):
        if sum(len(files) for _name, files in self.files.lists()) != 1:
            raise forms.ValidationError(_("Unggah satu berkas saja; berkas lain diunggah setelahnya."))
        file = self.cleaned_data["file"]
        if too_big := why_too_big(file.name, file.size):
            raise forms.ValidationError(too_big.message)
        return file

    def clean(self):
        cleaned = super().clean()
        survey_round, region = cleaned.get("round"), cleaned.get("region")
        if survey_round and region and (reason := rules.why_not_import(survey_round, region, by=self.user)):
            self.add_error("region", reason)
        return cleaned


class OpeningForm(Acting, forms.Form):
    """Why somebody wants the original."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Misalnya: memeriksa baris 17 yang disanggah. Jangan sebut nama, NIK, atau nomor telepon."
        ),
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        self.add_reason("reason", why_not_silent(reason))
        return reason
