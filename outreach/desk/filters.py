"""What the pages that answer questions may be narrowed to."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.models import Theme
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ANY
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Region


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
    """Which statements to compare, from which year on; without an answer from the last year on."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=None, to_field_name="code", required=False, empty_label=ANY
    )
    theme = forms.ModelChoiceField(
        label=_("Tema"), queryset=Theme.objects.all(), to_field_name="code", required=False, empty_label=ANY
    )
    since = forms.TypedChoiceField(label=_("Sejak tahun"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.visible_to(user, Permission.SESSIONS_VIEW)
        self.this_year = timezone.localdate().year
        years = range(self.this_year, PROGRAMME_START.year - 1, -1)
        self.fields["since"].choices = [("", _("tahun lalu")), *((year, str(year)) for year in years)]

    @property
    def asked(self):
        return self.cleaned_data if self.is_valid() else {}

    @property
    def year(self):
        """The first year that is looked at."""
        return self.asked.get("since") or self.this_year - 1

    def narrowed(self, voices):
        wanted = {name: self.asked[name] for name in ("region", "theme") if self.asked.get(name)}
        return voices.filter(year__gte=self.year, **wanted)
