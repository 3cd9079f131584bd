"""What the pages that answer questions may be narrowed to."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.models import Theme
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.forms import DayInput
from pmi_portal.lists.filters import ANY
from stakeholders.models import Region

YEARS_LOOKED_AT = 2


class HearingForm(forms.Form):
    """Which groups to list: of which region, and how silent."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=None, to_field_name="code", required=False, empty_label=ANY
    )
    silence = forms.ChoiceField(
        label=_("Tampilkan"),
        required=False,
        choices=[
            ("", _("belum pernah atau lebih dari setahun")),
            ("never", _("belum pernah didengar")),
            ("all", _("semua kelompok")),
        ],
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Region.objects.active().visible_to(user, Permission.SESSIONS_VIEW)
        self.fields["region"].queryset = offered

    def regions(self):
        """The regions asked about; all that are offered when none or a wrong one was chosen."""
        chosen = self.cleaned_data.get("region") if self.is_valid() else None
        return [chosen] if chosen else list(self.fields["region"].queryset)

    def lists(self, hearing):
        silence = self.cleaned_data.get("silence") if self.is_valid() else ""
        if silence == "never":
            return hearing.last_on is None
        return silence == "all" or hearing.is_silent


class ContradictionForm(forms.Form):
    """Which statements to compare; without an answer those of the last two years."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=None, to_field_name="code", required=False, empty_label=ANY
    )
    theme = forms.ModelChoiceField(
        label=_("Tema"), queryset=Theme.objects.all(), to_field_name="code", required=False, empty_label=ANY
    )
    since = forms.DateField(label=_("Dari tanggal"), required=False, widget=DayInput())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.visible_to(user, Permission.SESSIONS_VIEW)
        self.initial["since"] = timezone.localdate() - timedelta(days=365 * YEARS_LOOKED_AT)

    def narrowed(self, statements):
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        statements = statements.filter(session__held_on__gte=chosen.get("since") or self.initial["since"])
        if chosen.get("region"):
            statements = statements.filter(session__event__region=chosen["region"])
        return statements.filter(theme=chosen["theme"]) if chosen.get("theme") else statements
