"""What follows from the names and zones of places is set anew when one is corrected, by whomever."""

from contextlib import contextmanager

from django.db.models import Q

from outreach.ground.announcing import announce_changes, announced
from outreach.models import FgdSession, OutreachActivity
from stakeholders.models import District, Region


@contextmanager
def followed(place, *, recompute):
    """with followed(place): it is saved, in a transaction of the caller.

    Calendars are told of the sessions and activities they show otherwise; where a zone moved, `recompute`
    sets the clocks of complaints.
    """
    held, zones = [(records, announced(records)) for records in _held_at(place)], _zones()
    yield
    for records, before in held:
        announce_changes(records, before)
    now = _zones()
    if any(now.get(one) != zone for one, zone in zones.items()):
        recompute()


def _held_at(place):
    """What was held at a place, with its districts where it is a region."""
    if isinstance(place, District):
        there = FgdSession.objects.filter(event__district=place)
        return there, OutreachActivity.objects.filter(district=place)
    return (
        FgdSession.objects.filter(Q(event__region=place) | Q(event__district__region=place)),
        OutreachActivity.objects.filter(Q(region=place) | Q(district__region=place)),
    )


def _zones():
    return {
        (model, pk): zone
        for model in (Region, District)
        for pk, zone in model.objects.values_list("pk", "time_zone")
    }
