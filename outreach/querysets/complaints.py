"""Questions asked of complaints, their categories and referrals."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from outreach.querysets.complaint_counts import ComplaintCounts
from outreach.querysets.home import between, day_at_home, in_zones, midnight
from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from pmi_portal.words import destinations
from stakeholders.models.regions import TimeZone
from stakeholders.searching import SearchedQuerySet

OPEN_REFERRAL = ("sent", "accepted")
# Where the clock of an answer runs, where a case is still on the desk, and where it has left it.
WAITING = ("received", "verified", "referred", "handled", "reopened")
OPEN = (*WAITING, "paused")
ENDED = ("closed", "outside", "duplicate", "archived")
# The steps that move a clock.
CLOCK_STEPS = ("paused", "resumed", "reopened")


class CategoryQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)


class ComplaintQuerySet(ComplaintCounts, SearchedQuerySet, ScopedQuerySet):
    REGION = "desk"
    VIEW, EDIT = Permission.COMPLAINTS_VIEW, Permission.COMPLAINTS_EDIT

    def locked(self, pk):
        """The complaint with its row lock, so that two people change it one after the other."""
        related = self.with_place().select_related("limit")
        return related.select_for_update(of=("self",)).get(pk=pk)

    def waiting(self):
        """Not answered yet, and not paused: the clock runs; never of what came from before the portal."""
        return self.filter(status__in=WAITING, past_import=None)

    def open(self):
        """Still on the desk, paused ones too."""
        return self.filter(status__in=OPEN, past_import=None)

    def of_import(self, pk):
        """What a file of the years before the portal brought."""
        return self.filter(past_import=pk)

    def ready_to_answer(self):
        """What was to be done is done, said the groups that raised it, and the reporter was not told yet."""
        grown = apps.get_model("outreach", "FollowUp").objects.filter(complaint=OuterRef("pk"))
        at_home = self.waiting().filter(holding_institution=None)
        return at_home.filter(Exists(grown.settled()), ~Exists(grown.unsettled()))

    def held(self):
        """In somebody's hands: not ended."""
        return self.exclude(holder="")

    def held_by(self, holder):
        """Held by this one (`officer-12`), or by any of a kind (`officer`)."""
        if "-" in holder:  # by itself, so that an index answers
            return self.filter(holder=holder)
        return self.filter(Q(holder=holder) | Q(holder__startswith=f"{holder}-"))

    def untold(self):
        """Of whose last day the holder was not told."""
        return self.filter(told_on=None)

    def counts_by_holder(self):
        """One dict for each holder: `n` complaints, `late` of them, `oldest` day of receipt."""
        late = Count("pk", filter=Q(pk__in=self.overdue().values("pk")))
        rows = self.held().order_by().values("holder")
        return rows.annotate(n=Count("pk"), late=late, oldest=Min("received_at"))

    def holding_counts(self, today):
        """Dicts by `desk` and `holder` (as `kind` or `kind-pk`), of what is in somebody's hands on that day.

        `n` complaints, `late` beyond the last day for an answer, the `oldest` day of receipt, and by the days
        since then those of up to 14 (`young`), of 15 to 60 (`older`) and of more (`old`).
        """
        late = Q(status__in=WAITING, past_import=None, answer_by__lt=today)
        recent, long_ago = (today - timedelta(days=days) for days in (14, 60))
        held = self.held().order_by().alias(day=day_at_home("received_at"))
        return held.values("desk", "holder").annotate(
            n=Count("pk"),
            late=Count("pk", filter=late),
            oldest=Min("day"),
            young=Count("pk", filter=Q(day__gte=recent)),
            older=Count("pk", filter=Q(day__lt=recent, day__gte=long_ago)),
            old=Count("pk", filter=Q(day__lt=long_ago)),
        )

    def urgent(self):
        """Emergencies that still wait."""
        return self.filter(rank=0)

    def overdue(self, at=None):
        """Waiting, now or at that moment, beyond the last day for an answer, by the date at home."""
        today = {zone: timezone.localdate(at, ZoneInfo(zone)) for zone in TimeZone.values}
        late = self.waiting().filter(answer_by__lt=max(today.values()))
        if len(set(today.values())) == 1:  # all but two hours of the day
            return late
        return late.filter(in_zones(lambda zone: Q(answer_by__lt=today[zone])))

    def received_in(self, first=None, last=None):
        """Received from the day `first` to the day `last`, each at home; None leaves that end open."""
        found = self
        if first:
            found = found.filter(in_zones(lambda zone: Q(received_at__gte=midnight(first, zone))))
        if last:
            after = last + timedelta(days=1)
            found = found.filter(in_zones(lambda zone: Q(received_at__lt=midnight(after, zone))))
        return found

    def waiting_for(self, institution):
        """Sent to this institution, which has not answered yet."""
        sent = apps.get_model("outreach", "Referral").objects.open().filter(institution=institution)
        return self.filter(pk__in=sent.order_by().values("complaint"))

    def from_outside(self):
        """Not from one of the pocket regions."""
        return self.filter(region=None)

    def incidents(self):
        """Each incident once: without the further reports of one that was reported before."""
        return self.exclude(status="duplicate")

    def bound_for(self, group):
        """Of people bound for a country of that group of pmi_portal/words/destinations.py."""
        if group == destinations.UNKNOWN:
            return self.filter(destination="")
        if group == destinations.ELSEWHERE:
            return self.exclude(destination__in=destinations.NAMED).exclude(destination="")
        return self.filter(destination__in=destinations.COUNTRIES[group])

    def in_category(self, category):
        """Of that category or of a part of it."""
        return self.filter(Q(category=category) | Q(category__parent=category))

    def with_referral_count(self):
        """`referral_count`: how often a case was sent to an institution."""
        sent = apps.get_model("outreach", "Referral").objects.filter(complaint=OuterRef("pk"))
        counted = sent.order_by().values("complaint").annotate(n=Count("pk")).values("n")
        return self.annotate(referral_count=Coalesce(Subquery(counted), 0))

    def with_waiting_count(self):
        """`waiting_count`: how many of its follow-ups are still open."""
        grown = apps.get_model("outreach", "FollowUp").objects.open().filter(complaint=OuterRef("pk"))
        counted = grown.order_by().values("complaint").annotate(n=Count("pk")).values("n")
        return self.annotate(waiting_count=Coalesce(Subquery(counted), 0))

    def with_place(self):
        return self.select_related("region", "district", "handled_in")

    def for_list(self):
        related = ("category", "limit", "assignee", "holding_institution")
        return self.with_place().select_related(*related).with_waiting_count()


class StepQuerySet(models.QuerySet):
    def moving_clocks(self):
        """Pauses, what ended them, and reopenings, oldest first."""
        return self.filter(what__in=CLOCK_STEPS).order_by("pk")


class ReferralQuerySet(ScopedQuerySet):
    REGION = "complaint__desk"
    VIEW, EDIT = Permission.COMPLAINTS_VIEW, Permission.COMPLAINTS_EDIT

    def open(self):
        return self.filter(state__in=OPEN_REFERRAL)

    def sent_in(self, first, last):
        """Sent from the day `first` to the day `last`, each at home."""
        return self.filter(in_zones(lambda zone: between("sent_at", first, last, zone), of="complaint__"))

    def taken_on_in(self, first, last):
        """Accepted or answered by the institution from the day `first` to the day `last`, each at home.

        What was taken back later had been accepted where the institution had replied. `taken_on_at` is the
        moment of its last reply.
        """
        taken_on = Q(state__in=("accepted", "answered")) | Q(state="withdrawn", replied_at__isnull=False)
        found = self.filter(taken_on).annotate(taken_on_at=Coalesce("replied_at", "sent_at"))
        return found.filter(
            in_zones(lambda zone: between("taken_on_at", first, last, zone), of="complaint__")
        )

    def days_by_group(self):
        """Rows (desk id or None, complaint id, group id of the institution, last day it replied, at home).

        Of referrals that were `taken_on_in` some days.
        """
        rows = self.order_by().values_list("complaint__desk", "complaint", "institution__group")
        return rows.annotate(last=Max(day_at_home("taken_on_at", of="complaint__")))

    def counts_by_way(self, today):
        """Rows {desk, institution, total, sent, ...}: where they were sent from and to, and what came of it.

        `desk` is None for what KPKP handed to no desk. Of `total` each one is in one state; `waiting` are
        sent or accepted and not answered yet, `late` of them are due before `today`, `undated` have no day at
        all, `since` when the oldest was sent.
        """
        waits = Q(state__in=OPEN_REFERRAL)
        states = ("sent", "accepted", "refused", "answered", "withdrawn")
        counted = {state: Count("pk", filter=Q(state=state)) for state in states}
        rows = self.order_by().values("institution", desk=F("complaint__desk"))
        return rows.annotate(
            total=Count("pk"),
            **counted,
            waiting=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(due_on__lt=today)),
            undated=Count("pk", filter=waits & Q(due_on=None)),
            since=Min("sent_at", filter=waits),
        )

    def withdraw(self):
        """Take the cases back from the institutions that have them."""
        return self.open().update(state="withdrawn")
