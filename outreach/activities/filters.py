"""The filters of the list of activities."""

from django.utils.translation import gettext_lazy as _

from outreach.ground.filters import PastFilter
from outreach.models import OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, DayFilter, ListFilters
from stakeholders.filters import RegionFilter


class ActivityFilters(ListFilters):
    region = RegionFilter(Permission.ACTIVITIES_VIEW)
    past = PastFilter()
    since = DayFilter(label=_("Dari tanggal"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="held_on", lookup_expr="lte")
    channel = ChoiceFilter(label=_("Cara penyampaian"), choices=OutreachActivity.Channel.choices)
    status = ChoiceFilter(label=_("Status"), choices=OutreachActivity.Status.choices)
