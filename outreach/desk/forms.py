"""What the calendar shows, and for which region somebody wants its address."""

import re
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.desk import rules
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.writing import refuse_if
from stakeholders.models import Region

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class CalendarChoices(forms.Form):
    """Read from the query string; `month` and `chosen_region` always answer."""

    bulan = forms.CharField(required=False, widget=forms.HiddenInput)
    region = forms.ModelChoiceField(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("semua"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.visible_to(user, Permission.SESSIONS_VIEW)
        self.full_clean()

    @property
    def month(self):
        """The first day of the month asked for, or of this month."""
        asked = MONTH.fullmatch(self.cleaned_data.get("bulan") or "")
        return date(int(asked[1]), int(asked[2]), 1) if asked else timezone.localdate().replace(day=1)

    @property
    def chosen_region(self):
        return self.cleaned_data.get("region")


class FeedForm(forms.Form):
    region = forms.ModelChoiceField(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("semua wilayah yang boleh saya lihat"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.visible_to(user, Permission.SESSIONS_VIEW)
        self.user = user

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            refuse_if(rules.why_not_feed(self.user, cleaned["region"]))
        return cleaned
