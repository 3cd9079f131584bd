"""The form of one statement."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach import rules
from outreach.forms.base import Acting
from outreach.models import Statement, Theme
from outreach.writing import refuse_if
from stakeholders.models import StakeholderGroup


class StatementForm(Acting, forms.ModelForm):
    class Meta:
        model = Statement
        fields = ["group", "theme", "kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.session = self.session = session
        record = self.instance
        groups = StakeholderGroup.objects.filter(Q(active=True) | Q(pk=record.group_id))
        self.fields["group"].queryset = groups
        self.fields["group"].choices = _present_first(groups, session)
        self.fields["kind"].choices = [("", _("pilih jenis")), *Statement.Kind.choices]
        self.fields["theme"].empty_label = _("pilih tema")
        self.fields["theme"].queryset = Theme.objects.filter(Q(active=True) | Q(pk=record.theme_id))

    def clean_text(self):
        refuse_if(rules.why_not_text(self.cleaned_data["text"]))
        return self.cleaned_data["text"]

    def clean(self):
        today = rules.today_at(self.session)
        self.add_reason(None, rules.why_not_record_statements(self.session, today))
        return super().clean()


def _present_first(groups, session):
    """The groups at the table before those that were not marked present."""
    present = set(session.participations.values_list("group", flat=True))
    here = [(group.pk, group.name) for group in groups if group.pk in present]
    others = [(group.pk, group.name) for group in groups if group.pk not in present]
    parts = [(_("Hadir di sesi ini"), here), (_("Kelompok lain"), others)]
    return [("", _("pilih kelompok")), *(part for part in parts if part[1])]
