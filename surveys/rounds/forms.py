"""The form of a survey round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import offer
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.steps import StepForm
from stakeholders.models import Region
from surveys.models import QuestionnaireVersion, SurveyRound

LONGEST_REASON = 500
RESERVED_CODES = {"baru", "jawaban"}


class RoundStepForm(StepForm):
    reason = forms.CharField(
        label=_("Alasan"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class RoundForm(VersionedForm, SentOnce, forms.ModelForm):
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
        offer(self, "regions", Region.objects.active().visible_to(user, Permission.ROUNDS_EDIT))
        self.fields["version"].queryset = QuestionnaireVersion.objects.select_related("questionnaire")
        self.fields["version"].empty_label = _("Pilih kuesioner")
        self.is_national = user.regions_for(Permission.ROUNDS_EDIT) is None

    def clean_code(self):
        code = self.cleaned_data["code"].lower()
        if code in RESERVED_CODES:
            raise forms.ValidationError(_("Kode ini dipakai oleh portal. Pilih kode lain."))
        return code

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("in_evaluation") and "regions" in cleaned and not cleaned["regions"]:
            self.add_error(
                "regions", _("Pilih paling sedikit satu wilayah untuk putaran yang masuk evaluasi.")
            )
        elif "regions" in cleaned and not cleaned["regions"] and not self.is_national:
            self.add_error("regions", _("Pilih wilayah tugas Anda."))
        return cleaned
