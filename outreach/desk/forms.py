"""What the calendar shows, for which region somebody wants its address, and how an institution ends."""

import re
from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from outreach.desk import rules
from outreach.desk.questions.endings import open_follow_ups, open_referrals
from outreach.models import FollowUp, Referral
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import with_stored
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.formats import show_date
from stakeholders.models import Institution, Region

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


class _FollowUps(forms.ModelMultipleChoiceField):
    def label_from_instance(self, follow_up):
        told = {"number": follow_up.number or "–", "day": show_date(follow_up.due_on)}
        return _now("%(number)s, batas waktu %(day)s") % told + f": {follow_up.recommendation[:100]}"


class _Referrals(forms.ModelMultipleChoiceField):
    def label_from_instance(self, referral):
        return f"{referral.complaint.number}: {referral.question[:100]}"


class EndingForm(SentOnce, forms.Form):
    """The last day of an institution and whom it merged into; what is open there is named, and chosen."""

    asks_of_twins = False

    last_day = forms.DateField(
        label=_("Hari terakhir"),
        required=False,
        widget=DayInput(),
        help_text=_("Kosongkan untuk mengaktifkannya lagi."),
    )
    successor = forms.ModelChoiceField(
        label=_("Bergabung ke"),
        queryset=Institution.objects.none(),
        required=False,
        empty_label=_("tidak bergabung"),
    )
    follow_ups = _FollowUps(
        label=_("Tindak lanjut terbuka yang dialihkan"),
        queryset=FollowUp.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    referrals = _Referrals(
        label=_("Pengaduan yang diteruskan dan dialihkan"),
        queryset=Referral.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, institution, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"last_day": institution.valid_to, "successor": institution.successor_id}
        near = Institution.objects.visible_to(user).filter(Q(region=institution.region_id) | Q(region=None))
        others = with_stored(near.active(), [institution.successor_id]).exclude(pk=institution.pk)
        self.fields["successor"].queryset = others.order_by("name")
        opened = {"follow_ups": open_follow_ups(institution), "referrals": open_referrals(institution)}
        for name, records in opened.items():
            self.fields[name].queryset = mine = records.editable_by(user)
            if elsewhere := records.count() - len(mine):
                self.fields[name].help_text = _now(
                    "%(n)s lainnya di luar wilayah tugas Anda tetap di instansi lama."
                ) % {"n": elsewhere}
            elif not mine:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        carried = len(cleaned.get("follow_ups", ())) + len(cleaned.get("referrals", ()))
        self.add_reason("successor", rules.why_not_carry(cleaned.get("successor"), carried))
        return cleaned
