"""Regions and districts once more: what follows from their zones and names follows a correction of them."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction

from outreach.admin.complaints import MovingClocks
from outreach.ground.corrections import followed
from stakeholders.admin import DistrictAdmin, RegionAdmin
from stakeholders.models import District, Region

admin.site.unregister([Region, District])


class Followed(MovingClocks):
    """An admin screen of places: clocks of complaints follow their zones, calendars their names and zones."""

    @transaction.atomic
    def changeform_view(self, request, object_id=None, *args, **kwargs):
        is_sent = request.method == "POST" and object_id is not None
        place = self.get_object(request, unquote(object_id)) if is_sent else None
        if place is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with followed(place, recompute=partial(self.move_clocks, request)):
            return super().changeform_view(request, object_id, *args, **kwargs)


@admin.register(Region)
class FollowedRegionAdmin(Followed, RegionAdmin):
    pass


@admin.register(District)
class FollowedDistrictAdmin(Followed, DistrictAdmin):
    pass
