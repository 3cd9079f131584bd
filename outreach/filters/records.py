"""Filters of the lists of activities, sessions and statements."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.models import OutreachActivity, Statement, Theme
from outreach.querysets.searching import MOST_FOUND
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import DayFilter, PeriodForm
from stakeholders.models import Region, StakeholderGroup

ANY = _("semua")


def regions_for(permission):
    """The regions the asking person may see."""
    return lambda request: Region.objects.visible_to(request.user, permission)


class RecordFilters(django_filters.FilterSet):
    """Search text first; each kind of record adds what it has."""

    search = django_filters.CharFilter(label=_("Cari"), method="search_words", max_length=100)

    class Meta:
        form = PeriodForm

    cut_at = None  # how many the list shows, where more was found

    def filter_queryset(self, records):
        """The search comes last: it looks for the newest of what the other filters leave."""
        for name, value in sorted(self.form.cleaned_data.items(), key=lambda item: item[0] == "search"):
            records = self.filters[name].filter(records, value)
        return records

    def search_words(self, records, name, text):
        keys = records.newest_with(text, MOST_FOUND + 1)
        self.cut_at = MOST_FOUND if len(keys) > MOST_FOUND else None
        return records.filter(pk__in=keys[:MOST_FOUND])


class ActivityFilters(RecordFilters):
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"), queryset=regions_for(Permission.ACTIVITIES_VIEW), empty_label=ANY
    )
    since = DayFilter(label=_("Dari tanggal"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="held_on", lookup_expr="lte")
    channel = django_filters.ChoiceFilter(
        label=_("Cara penyampaian"), choices=OutreachActivity.Channel.choices, empty_label=ANY
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=OutreachActivity.Status.choices, empty_label=ANY
    )


class SessionFilters(RecordFilters):
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"),
        field_name="event__region",
        queryset=regions_for(Permission.SESSIONS_VIEW),
        empty_label=ANY,
    )
    since = DayFilter(label=_("Dari tanggal"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="held_on", lookup_expr="lte")
    group = django_filters.ModelChoiceFilter(
        label=_("Kelompok yang hadir"),
        field_name="participations__group",
        queryset=StakeholderGroup.objects.all(),
        empty_label=ANY,
        distinct=True,
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Tema yang dibahas"),
        field_name="statements__theme",
        queryset=Theme.objects.all(),
        empty_label=ANY,
        distinct=True,
    )


class StatementFilters(RecordFilters):
    region = django_filters.ModelChoiceFilter(
        label=_("Wilayah"),
        field_name="session__event__region",
        queryset=regions_for(Permission.SESSIONS_VIEW),
        empty_label=ANY,
    )
    since = DayFilter(label=_("Dari tanggal"), field_name="session__held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="session__held_on", lookup_expr="lte")
    kind = django_filters.ChoiceFilter(label=_("Jenis"), choices=Statement.Kind.choices, empty_label=ANY)
    theme = django_filters.ModelChoiceFilter(label=_("Tema"), queryset=Theme.objects.all(), empty_label=ANY)
    group = django_filters.ModelChoiceFilter(
        label=_("Kelompok"), queryset=StakeholderGroup.objects.all(), empty_label=ANY
    )
