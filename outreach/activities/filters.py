"""The filters of the list of activities."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.ground.filters import ANY, RecordFilters, regions_for
from outreach.models import OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import DayFilter


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
