"""The filters of the list of activities."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.models import OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ANY, DayFilter, ListFilters
from stakeholders.filters import RegionFilter


class ActivityFilters(ListFilters):
    region = RegionFilter(Permission.ACTIVITIES_VIEW)
    since = DayFilter(label=_("Dari tanggal"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="held_on", lookup_expr="lte")
    channel = django_filters.ChoiceFilter(
        label=_("Cara penyampaian"), choices=OutreachActivity.Channel.choices, empty_label=ANY
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=OutreachActivity.Status.choices, empty_label=ANY
    )
