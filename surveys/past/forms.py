"""The form by which an old list is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.importing import rules
from surveys.importing.forms import ImportForm
from surveys.importing.subjects import SUBJECTS
from surveys.models import ImportBatch

Subject = ImportBatch.Subject
OFFERED = (Subject.COMPLAINTS, Subject.ACTIVITIES)


def subjects_of(user):
    """The kinds of old lists that this person may bring."""
    return [each for each in OFFERED if user.holds_somewhere(SUBJECTS[each].kind.permission)]


class PastForm(ImportForm):
    """As for answers, of no round."""

    round = None
    subject = forms.ChoiceField(label=_("Isi berkas"), widget=forms.RadioSelect)
    field_order = ("subject", "file")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["subject"].choices = [(each.value, each.label.capitalize()) for each in subjects_of(user)]

    def offer_rounds(self):
        """There are none."""

    @property
    def facts(self):
        return {"survey_round": None} | super().facts

    def clean(self):
        cleaned = super().clean()
        if reason := rules.why_not_import(None, cleaned.get("region"), by=self.user):
            self.add_error("region", reason)
        return cleaned
