"""Regions and districts once more: where a zone is corrected, the clocks of complaints there follow."""

from django.contrib import admin

from outreach.admin.complaints import MovingClocks
from stakeholders.admin import DistrictAdmin, RegionAdmin
from stakeholders.models import District, Region

admin.site.unregister([Region, District])


class Zoned(MovingClocks):
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forms = [form, *(row for formset in formsets for row in formset.forms)]
        if change and any("time_zone" in row.changed_data for row in forms):
            self.move_clocks(request)


@admin.register(Region)
class ZonedRegionAdmin(Zoned, RegionAdmin):
    pass


@admin.register(District)
class ZonedDistrictAdmin(Zoned, DistrictAdmin):
    pass
