"""The choices a reader has on the dashboard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.models import Statement
from reports.periods import LABELS


class DashboardChoices(forms.Form):
    """Read from the query string; `chosen` always answers, with the default where a value is wrong."""

    per = forms.ChoiceField(label=_("Periode"), choices=list(LABELS.items()), required=False)
    jenis = forms.ChoiceField(
        label=_("Jenis pernyataan"),
        choices=[("", _("semua jenis")), *Statement.Kind.choices],
        required=False,
    )

    @property
    def chosen(self):
        self.full_clean()
        right = getattr(self, "cleaned_data", {})
        return {"cut": right.get("per") or "tahun", "kind": right.get("jenis") or ""}
