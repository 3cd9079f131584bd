"""Forms of rounds and of the upload of a survey file."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.forms import Acting, DayInput
from stakeholders.models import Region
from surveys import rules
from surveys.importing.containers import MAX_BYTES, MAX_MEGABYTES
from surveys.models import QuestionnaireVersion, SurveyRound

RESERVED_CODES = {"baru"}


class RoundForm(Acting, forms.ModelForm):
    class Meta:
        model = SurveyRound
        fields = [
            "title",
            "code",
            "version",
            "regions",
            "starts_on",
            "ends_on",
            "sampling_method",
            "in_evaluation",
            "source",
            "note",
        ]
        widgets = {
            "regions": forms.CheckboxSelectMultiple,
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "code": _("Huruf kecil, angka, dan tanda hubung; menjadi alamat halaman, misalnya skm-2026."),
            "sampling_method": _("Menentukan apa yang boleh disimpulkan dari hasilnya."),
            "source": _("Kosongkan bila data dikumpulkan sendiri."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = self._regions().visible_to(user, Permission.ROUNDS_EDIT)
        self.fields["version"].queryset = QuestionnaireVersion.objects.select_related("questionnaire")
        self.fields["version"].empty_label = _("Pilih kuesioner")
        self.is_national = user.regions_for(Permission.ROUNDS_EDIT) is None

    def _regions(self):
        """Regions in use, and those chosen before, which may have gone out of use since."""
        chosen = SurveyRound.regions.through.objects.filter(surveyround=self.instance.pk)
        return Region.objects.filter(Q(active=True) | Q(pk__in=chosen.values("region")))

    def clean_code(self):
        code = self.cleaned_data["code"].lower()
        if code in RESERVED_CODES:
            raise forms.ValidationError(_("Kode ini dipakai oleh portal. Pilih kode lain."))
        return code

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("in_evaluation") and "regions" in cleaned and not cleaned["regions"]:
            self.add_error("regions", _("Pilih sedikitnya satu wilayah untuk putaran yang masuk evaluasi."))
        elif "regions" in cleaned and not cleaned["regions"] and not self.is_national:
            self.add_error("regions", _("Pilih wilayah tugas Anda."))
        return cleaned


class ImportForm(forms.Form):
    round = forms.ModelChoiceField(
        label=_("Putaran survei"),
        queryset=SurveyRound.objects.none(),
        empty_label=_("Pilih putaran"),
        help_text=_("Templat Excel tiap putaran dapat diunduh di halaman putarannya."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Satu berkas Excel (.xlsx) atau CSV, paling besar %(most)s MB.")
        % {"most": MAX_MEGABYTES},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
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

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["round"].queryset = SurveyRound.objects.importable_by(user)
        self.fields["region"].queryset = Region.objects.active().visible_to(user, Permission.IMPORTS_RUN)

    def clean_file(self):
        if sum(len(files) for _name, files in self.files.lists()) != 1:
            raise forms.ValidationError(_("Unggah satu berkas saja; berkas lain diunggah sesudahnya."))
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Berkas lebih besar dari %(most)s MB. Hapus gambar dan lembar lain, atau pecah berkasnya.")
                % {"most": MAX_MEGABYTES}
            )
        return file

    def clean(self):
        cleaned = super().clean()
        survey_round, region = cleaned.get("round"), cleaned.get("region")
        if survey_round and region and (reason := rules.why_not_import(survey_round, region, by=self.user)):
            self.add_error("region", reason)
        return cleaned
