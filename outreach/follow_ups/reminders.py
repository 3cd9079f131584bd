"""Who is reminded of which follow-ups: one digest for each recipient and day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from outreach.ground.office import is_open
from outreach.models import FollowUp, Holiday
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from stakeholders.models import Posting
from stakeholders.models.regions import TimeZone

DAYS_AHEAD = 7
AGAIN_AFTER = timedelta(days=7)
ROLES = [
    role for role in (Role.KPKP_STAFF, Role.REGIONAL_OFFICER) if Permission.FOLLOW_UPS_EDIT in GRANTS[role]
]


@dataclass
class Digest:
    """What one person, who works in that time zone, is told today; `who` is user-12 or contact-7."""

    who: str
    zone: str
    to: str
    name: str
    signs_in: bool
    follow_ups: list = field(default_factory=list)

    @property
    def key(self):
        return f"reminder:{self.who}:{timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))}"

    @property
    def news(self):
        return [follow_up for follow_up in self.follow_ups if is_news(follow_up)]


def digests():
    """The digests with something new to tell to somebody who is at work now, always in the same order."""
    due = list(FollowUp.objects.due_within(DAYS_AHEAD).with_people().order_by("due_on", "pk"))
    found = {}
    _add_officers(found, due)
    _add_contacts(found, due)
    days_off = Holiday.objects.days_off()
    at_work = {zone: is_open(zone, days_off) for zone in TimeZone.values}
    return [digest for _who, digest in sorted(found.items()) if at_work[digest.zone] and digest.news]


def is_news(follow_up):
    """Whether it is time to remind: once in the last seven days, on the day, then every seven days."""
    told, due_on = follow_up.reminded_on, follow_up.due_on
    if told is None:
        return True
    today = due_on + timedelta(days=follow_up.days_late)
    if today < due_on:
        return told < due_on - timedelta(days=DAYS_AHEAD)
    if today == due_on:
        return told < due_on
    return told <= due_on or today - told >= AGAIN_AFTER


def _add_officers(found, due):
    by_region = defaultdict(list)
    for follow_up in due:
        by_region[follow_up.region_id].append(follow_up)
    postings = Posting.objects.filter(role__in=ROLES, user__is_active=True).select_related("user", "region")
    regions_of, zones_of = defaultdict(set), defaultdict(set)
    for posting in postings:
        asked = by_region if posting.region_id is None else [posting.region_id]
        regions_of[posting.user].update(asked)
        zones_of[posting.user].add(posting.region.time_zone if posting.region else settings.TIME_ZONE)
    for user, regions in regions_of.items():
        theirs = [follow_up for follow_up in due if follow_up.region_id in regions]
        if theirs:
            who = f"user-{user.pk}"
            zone = zones_of[user].pop() if len(zones_of[user]) == 1 else settings.TIME_ZONE
            found[who] = Digest(who, zone, user.email, user.full_name, signs_in=True, follow_ups=theirs)


def _add_contacts(found, due):
    """The people in charge, but nobody twice who is reminded as a user already."""
    addresses = {digest.to.lower() for digest in found.values()}
    for follow_up in due:
        person = follow_up.contact
        if person and person.active and person.email and person.email.lower() not in addresses:
            who = f"contact-{person.pk}"
            zone = follow_up.region.time_zone
            digest = Digest(who, zone, person.email, person.full_name, signs_in=False)
            found.setdefault(who, digest).follow_ups.append(follow_up)
