"""The small forms of the steps of a follow-up; what they hold goes to the action by name."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from outreach.follow_ups import rules
from outreach.ground.rules import today_at
from outreach.papers.forms.attachments import ACCEPT
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.steps import StepForm
from pmi_portal.files import uploads

NO_NAMES = _("Jangan menulis nama orang, NIK, atau nomor paspor.")


def _note(label, *, required=True, help_text=NO_NAMES):
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class NoteForm(StepForm):
    note = _note(_("Catatan"), required=False)


class ReasonForm(StepForm):
    """A step that nobody may take without saying why."""

    note = _note(_("Alasan"))


class ProgressForm(StepForm):
    """What was done, with the file that shows it."""

    note = _note(_("Apa yang sudah dilakukan"))
    file = forms.FileField(
        label=_("Bukti"),
        required=False,
        allow_empty_file=True,  # an empty one gets the portal's own words
        help_text=lazy(uploads.allowed, str)(),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and (reason := uploads.why_not_upload(file)):
            raise forms.ValidationError(reason)
        return file


class FinishForm(ProgressForm):
    """Progress, evidence and day on one page: what was done today is told today."""

    note = _note(_("Apa yang sudah dilakukan"), required=False)
    done_on = forms.DateField(label=_("Selesai pada"), widget=DayInput())
    field_order = ["done_on", "note", "file"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["done_on"] = today_at(self.record.region)

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if reason := rules.why_not_done_on(self.record, day, today_at(self.record.region)):
            raise forms.ValidationError(reason)
        return day


class VerifyForm(StepForm):
    note = _note(
        _("Di mana bukti disimpan"), required=False, help_text=_("Wajib bila tidak ada bukti yang diunggah.")
    )

    def clean_note(self):
        note = self.cleaned_data["note"]
        if reason := rules.why_no_evidence(self.case, note):
            raise forms.ValidationError(reason)
        return note


class AnswerForm(StepForm):
    """What the group that raised it says of the outcome."""

    note = _note(_("Tanggapan kelompok"))
    answered_on = forms.DateField(label=_("Ditanggapi pada"), widget=DayInput())
    field_order = ["answered_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["answered_on"] = today_at(self.record.region)

    def clean_answered_on(self):
        day = self.cleaned_data["answered_on"]
        if reason := rules.why_not_answered_on(self.record, day, today_at(self.record.region)):
            raise forms.ValidationError(reason)
        return day
