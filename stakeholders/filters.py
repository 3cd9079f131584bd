"""Filters that narrow to a region, and those above the lists of institutions and contacts."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.filters import ChoiceFilter, CodeFilter, ListFilters
from stakeholders.models import Contact, Exposure, Institution, Region, StakeholderGroup
from stakeholders.models.exposures import DESTINATIONS

ACTIVE = [("ya", _("Aktif")), ("tidak", _("Tidak aktif"))]


class RegionFilter(CodeFilter):
    """Of the regions where the person holds the permission, one."""

    def __init__(self, permission, **kwargs):
        def offered(request):
            return Region.objects.visible_to(request.user, permission)

        super().__init__(**{"label": _("Wilayah"), "queryset": offered} | kwargs)


class GroupFilter(CodeFilter):
    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Kelompok"), "queryset": StakeholderGroup.objects.all()} | kwargs)


def _region_or_nation(permission):
    national = {"null_label": _("Tingkat nasional"), "null_value": "nasional"}
    return RegionFilter(permission, method="in_region", **national)


class InstitutionFilter(ListFilters):
    """Search text, region or the whole country, group and state."""

    region = _region_or_nation(Institution.VIEW_PERMISSION)
    group = GroupFilter()
    active = ChoiceFilter(label=_("Status"), choices=ACTIVE, method="in_state")

    def in_region(self, records, name, region):
        return records.filter(region=None if region == "nasional" else region)

    def in_state(self, records, name, state):
        active = records.active()
        return active if state == "ya" else records.exclude(pk__in=active.order_by().values("pk"))


class ContactFilter(InstitutionFilter):
    region = _region_or_nation(Contact.VIEW_PERMISSION)


class ExposureFilter(ListFilters):
    """Region and group of destinations."""

    q = None  # an exposure has no words
    region = RegionFilter(Exposure.VIEW_PERMISSION)
    destination = ChoiceFilter(label=_("Negara tujuan"), choices=list(DESTINATIONS.items()))
