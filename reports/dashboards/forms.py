"""The choices a reader has: what a question may say, as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, ComplaintCategory, Statement
from pmi_portal.words import destinations
from reports.results.periods import LABELS
from reports.results.questions import REGION

MONTH = forms.TextInput(attrs={"type": "month"})


def _any_of(choices):
    return [("", _("semua")), *choices]


class Choices(forms.Form):
    """Shows the names that change something on this page; what they mean is read by `questions.asked`."""

    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    per = forms.ChoiceField(label=_("Dibagi"), choices=list(LABELS.items()), required=False)
    dari = forms.CharField(label=_("Dari bulan"), required=False, widget=MONTH)
    sampai = forms.CharField(label=_("Sampai bulan"), required=False, widget=MONTH)
    jenis = forms.ChoiceField(
        label=_("Jenis pernyataan"),
        choices=[("", _("semua jenis")), *Statement.Kind.choices],
        required=False,
    )

    kelamin = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=_any_of(Complaint.Sex.choices), required=False
    )
    tahap = forms.ChoiceField(label=_("Tahap"), choices=_any_of(Complaint.Stage.choices), required=False)
    tujuan = forms.ChoiceField(
        label=_("Negara tujuan"), choices=_any_of(destinations.GROUPS.items()), required=False
    )
    rumpun = forms.ChoiceField(
        label=_("Rumpun"), choices=_any_of(ComplaintCategory.Group.choices), required=False
    )

    def __init__(self, query, *, names, regions):
        super().__init__(query)
        everywhere = [("", _("semua wilayah"))] if len(regions) != 1 else []
        self.fields[REGION].choices = [*everywhere, *((region.code, region.name) for region in regions)]
        for name in set(self.fields) - set(names):
            del self.fields[name]
