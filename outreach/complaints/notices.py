"""Who is told by mail of which complaints: before the last day for an answer, once a holder and day.

Of what lies at an institution the desk is told that sent it there; no mail leaves the house.
"""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from outreach.complaints.holding import DESK, OFFICER, given_to
from outreach.complaints.officers import people_by_desk
from outreach.ground.office import is_open
from outreach.models import Complaint, Holiday
from pmi_portal.accounts.models import User
from pmi_portal.words.working_days import add_working_days
from stakeholders.models.regions import TimeZone

DAYS_AHEAD = 2  # working days


@dataclass
class Notice:
    """What one person is told today."""

    user: User
    complaints: list = field(default_factory=list)

    @property
    def key(self):
        return f"clocks:user-{self.user.pk}:{timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))}"


def warnings():
    """A Notice for each person who holds something that is due soon or late and was not told of it."""
    days_off = Holiday.objects.days_off()
    at_work = {zone: is_open(zone, days_off) for zone in TimeZone.values}
    last = {zone: add_working_days(_today(zone), DAYS_AHEAD, days_off) for zone in TimeZone.values}
    due = Complaint.objects.waiting().untold().filter(answer_by__lte=max(last.values()))
    due = due.with_place().select_related("assignee").order_by("answer_by", "pk")
    return gathered(one for one in due if at_work[zone_of_desk(one)] and one.answer_by <= last[one.zone])


def gathered(complaints):
    """A Notice for each person in whose hands at home one of these complaints is."""
    desks, found = people_by_desk(), {}
    for complaint in complaints:
        for user in _at_home(complaint, desks):
            found.setdefault(user.pk, Notice(user)).complaints.append(complaint)
    return [found[pk] for pk in sorted(found)]


def zone_of_desk(complaint):
    """The zone of those who work on it."""
    return complaint.desk_region.time_zone if complaint.desk_region else settings.TIME_ZONE


def _at_home(complaint, desks):
    """The officer by name, the people of its desk, or KPKP where a desk has nobody."""
    to = given_to(complaint)
    if to == OFFICER:
        return [complaint.assignee]
    at_desk = desks.get(complaint.desk_region_id) if to == DESK else None
    return at_desk or desks.get(None, [])


def _today(zone):
    return timezone.localdate(timezone=ZoneInfo(zone))
