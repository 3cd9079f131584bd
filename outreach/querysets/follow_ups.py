"""Questions asked of follow-ups."""

from datetime import timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone

from outreach.querysets.home import between, day_in_zones
from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from stakeholders.models.regions import TimeZone
from stakeholders.searching import SearchedQuerySet

OPEN = ("not_started", "in_progress")
OF_COMPLAINT = Q(complaint__isnull=False)
UNVERIFIED = Q(state="done", verified_at=None)
DISPUTED = Q(confirmation="disputed")
UNCONFIRMED = Q(verified_at__isnull=False, raised_by__isnull=False) & ~Q(confirmation="confirmed")
# KPKP verifies only on evidence: an attachment, or a note of where it is kept.
PROVED = Q(verified_at__isnull=False)
ON_TIME, LATE = PROVED & Q(done_on__lte=F("due_on")), PROVED & Q(done_on__gt=F("due_on"))
# The steps that tell of work; others tell of the record, or of what KPKP and the group say of the work.
WORK = ("noted", "started", "finished", "resumed")
SETTLED = Q(verified_at__isnull=False) & (Q(raised_by=None) | Q(confirmation="confirmed"))


class FollowUpQuerySet(SearchedQuerySet, ScopedQuerySet):
    VIEW, EDIT = Permission.FOLLOW_UPS_VIEW, Permission.FOLLOW_UPS_EDIT

    def verifiable_by(self, user):
        return self.visible_to(user, Permission.FOLLOW_UPS_VERIFY)

    def locked(self, pk):
        """The follow-up with its row lock, so that two people change it one after the other."""
        return self.select_for_update().get(pk=pk)

    def open(self):
        return self.filter(state__in=OPEN)

    def due_within(self, days):
        """Open, and due so many days from now or earlier, by the calendar of its region."""
        return self.open().filter(_due_within(days))

    def overdue(self):
        """Open after its due date; being late is computed, never stored."""
        return self.due_within(-1)

    def unverified(self):
        """Said to be done, and KPKP has not looked yet."""
        return self.filter(UNVERIFIED)

    def unconfirmed(self):
        """Verified, and the group that raised it was not asked yet."""
        return self.filter(UNCONFIRMED)

    def settled(self):
        """Done, seen by KPKP, and confirmed by the group that raised it where there is one."""
        return self.filter(SETTLED)

    def unsettled(self):
        """Still somebody's to do, to look at or to ask; what cannot be done is nobody's."""
        return self.exclude(state="impossible").filter(~SETTLED)

    def disputed(self):
        """The group said that it is not done, and nobody has proved otherwise since."""
        return self.filter(DISPUTED)

    def on_time(self):
        """Done by the due date, as KPKP saw on evidence."""
        return self.filter(ON_TIME)

    def late(self):
        """Done after the due date, as KPKP saw on evidence."""
        return self.filter(LATE)

    def confirmed(self):
        """The group that raised it says that it is done."""
        return self.filter(confirmation="confirmed")

    def outcome_counts(self, first, last, today):
        """Rows {region, raised_by, total, ahead, due, ...}: what became of those due from `first` to `last`.

        `ahead` are due on `today` or later: of them nothing is asked yet, so all else counts `due` alone.
        While the period holds `today`, those due after it are ahead too. Of `due` each one is `on_time`,
        `late`, `unverified`, `overdue` or `impossible`; `confirmed` and `disputed` are what the groups say.
        """
        is_ahead, is_due = Q(due_on__gte=today), Q(due_on__lt=today)
        within = Q(due_on__gte=first) if last >= today else Q(due_on__range=(first, last))
        outcomes = {
            "on_time": ON_TIME,
            "late": LATE,
            "unverified": UNVERIFIED,
            "overdue": Q(state__in=OPEN),
            "impossible": Q(state="impossible"),
            "confirmed": Q(confirmation="confirmed"),
            "disputed": DISPUTED,
        }
        counted = {name: Count("pk", filter=is_due & outcome) for name, outcome in outcomes.items()}
        found = self.filter(within).order_by().values("region", "raised_by")
        ahead, due = Count("pk", filter=is_ahead), Count("pk", filter=is_due)
        return found.annotate(total=Count("pk"), ahead=ahead, due=due, **counted)

    def counts_by_institution(self, *places, today=None):
        """One dict for each institution: `n` follow-ups, `late` of them overdue, `earliest` due date.

        And for each of the `places`, names of fields. Overdue before the day `today`, or now at home.
        """
        late = Count("pk", filter=Q(due_on__lt=today) if today else _due_within(-1))
        rows = self.open().order_by().values("institution", *places)
        return rows.annotate(n=Count("pk"), late=late, earliest=Min("due_on"))

    def shared_work(self, first, last):
        """Rows (region id, id, group id of the responsible, of a partner, last day of work at home).

        Of those with partners on which somebody worked from the day `first` to the day `last`: a step of
        WORK was recorded.
        """
        place = "region__time_zone"
        worked = reduce(
            or_, (Q(**{place: zone}) & between("steps__at", first, last, zone) for zone in TimeZone.values)
        )
        day = day_in_zones("steps__at", lambda zone: Q(**{place: zone}))
        found = self.filter(worked, steps__what__in=WORK).filter(partners__isnull=False).order_by()
        rows = found.values_list("region", "pk", "institution__group", "partners__group")
        return rows.annotate(last=Max(day))

    def with_people(self):
        return self.select_related("region", "institution", "raised_by", "contact")

    def for_list(self):
        """What is still to be done comes first, the most urgent on top."""
        names = ("institution__former_names", "region__former_names")
        return self.with_people().prefetch_related(*names).order_by("rank", "due_on", "pk")


def _due_within(days):
    due = Q()
    for zone in TimeZone.values:
        last = timezone.localdate(timezone=ZoneInfo(zone)) + timedelta(days=days)
        due |= Q(region__time_zone=zone, due_on__lte=last)
    return due
