"""Which years and regions of plan against realisation are shown."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pmi_portal.words.programme import PROGRAMME_START


class PlanChoices(forms.Form):
    """Read from the query string; a value that is wrong is as good as none.

    `activities` are those that may be told, `regions` where they may be.
    """

    region = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=None, to_field_name="code", required=False, empty_label=_("semua")
    )
    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, activities, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = self.fields["region"].queryset = regions
        last = activities.last_planned_year() or 0
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
