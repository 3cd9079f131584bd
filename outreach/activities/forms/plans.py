"""Which years and regions of plan against realisation are shown."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach.models import OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Region


class PlanChoices(forms.Form):
    """Read from the query string; a value that is wrong is as good as none."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=Region.objects.none(), required=False, empty_label=_("semua")
    )
    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = Region.objects.visible_to(user, Permission.ACTIVITIES_VIEW)
        self.fields["region"].queryset = self.seen
        last = OutreachActivity.objects.visible_to(user).last_planned_year() or 0
        years = range(max(timezone.localdate().year + 1, last), PROGRAMME_START.year - 1, -1)
        self.fields["tahun"].choices = [("", _("semua")), *((year, year) for year in years)]
        self.full_clean()

    @property
    def form(self):
        """components/filters.html asks a filter for its form."""
        return self

    @property
    def year(self):
        return self.cleaned_data.get("tahun")

    @cached_property
    def regions(self):
        chosen = self.cleaned_data.get("region")
        return [chosen] if chosen else list(self.seen)
