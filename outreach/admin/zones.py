"""Regions and districts once more: what follows from their zones and names follows a correction of them."""

from django.contrib import admin
from django.db.models import Q

from outreach.admin.complaints import MovingClocks
from outreach.ground.announcing import announce_changes, announced
from outreach.models import FgdSession, OutreachActivity
from stakeholders.admin import DistrictAdmin, RegionAdmin
from stakeholders.models import District, Region

admin.site.unregister([Region, District])


class Followed(MovingClocks):
    """An admin screen of places: clocks of complaints follow their zones, calendars their names and zones."""

    def save_model(self, request, obj, form, change):
        if change:
            obj.told = [(records, announced(records)) for records in self.held_there(obj)]
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forms = [form, *(row for formset in formsets for row in formset.forms)]
        if not change:
            return
        for records, before in form.instance.told:
            announce_changes(records, before)
        if any("time_zone" in row.changed_data for row in forms):
            self.move_clocks(request)


@admin.register(Region)
class FollowedRegionAdmin(Followed, RegionAdmin):
    def held_there(self, region):
        sessions = Q(event__region=region) | Q(event__district__region=region)
        yield FgdSession.objects.filter(sessions)
        yield OutreachActivity.objects.filter(Q(region=region) | Q(district__region=region))


@admin.register(District)
class FollowedDistrictAdmin(Followed, DistrictAdmin):
    def held_there(self, district):
        yield FgdSession.objects.filter(event__district=district)
        yield OutreachActivity.objects.filter(district=district)
