"""Filters of the lists of sessions, statements, guides and second codings."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.ground.filters import ANY, RecordFilters, regions_for
from outreach.models import Statement, Theme
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import DayFilter
from stakeholders.models import StakeholderGroup


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


class CodingFilters(SessionFilters):
    """A coder is not told which themes a session holds."""

    theme = None


class GuideFilters(RecordFilters):
    active = django_filters.ChoiceFilter(
        label=_("Dipakai"),
        choices=[("True", _("masih dipakai")), ("False", _("tidak dipakai lagi"))],
        empty_label=ANY,
    )
