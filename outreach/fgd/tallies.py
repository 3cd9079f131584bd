"""Counts that many pages ask for, kept beside the records they count and always in their transaction."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Count, Max, Q

from outreach.models import FgdEvent, GroupHearing, Invitation, Participation
from stakeholders.models import Region

KEY = ("session__event__region", "group")


@transaction.atomic
def recount_hearings(*, regions=None, groups=None):
    """Count anew how often these groups were heard in these regions; None counts all of them.

    Attendance is recorded from the day of the session on, so nothing that is still to come is counted.
    """
    _wait_for_others(regions)
    where = _where("session__event__region", regions, groups)
    counted = defaultdict(dict)
    present = Participation.objects.filter(where).order_by().values_list(*KEY)
    sessions = present.annotate(n=Count("session", distinct=True), last=Max("session__held_on"))
    for region, group, n, last_on in sessions:
        counted[region, group] |= {"sessions": n, "last_on": last_on}
    not_followed = Invitation.objects.filter(
        where, answer__in=Invitation.NOT_FOLLOWED, session__called_off=""
    )
    for region, group, n in not_followed.order_by().values_list(*KEY).annotate(n=Count("pk")):
        counted[region, group] |= {"refusals": n}
    GroupHearing.objects.filter(_where("region", regions, groups)).delete()
    GroupHearing.objects.bulk_create(
        GroupHearing(region_id=region, group_id=group, **counts)
        for (region, group), counts in counted.items()
    )


@transaction.atomic
def recount_session(session, *, groups):
    """Count anew what a session says of these groups, in the region where its event is by now.

    Whoever moves the event to another region at the same moment is waited for.
    """
    event = FgdEvent.objects.select_for_update(no_key=True).get(pk=session.event_id)
    recount_hearings(regions=[event.region_id], groups=groups)


def _where(region, regions, groups):
    within = Q() if regions is None else Q(**{f"{region}__in": regions})
    return within if groups is None else within & Q(group__in=groups)


def _wait_for_others(regions):
    """Who counts at the same moment waits here, and then counts what the first one has written."""
    places = Region.objects.all() if regions is None else Region.objects.filter(pk__in=regions)
    list(places.order_by("pk").select_for_update(no_key=True))
