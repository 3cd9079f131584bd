"""Questions asked of activities, FGD events, sessions and statements."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from outreach.querysets.statement_counts import StatementCounts
from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from stakeholders.searching import SearchedQuerySet


class ActivityQuerySet(SearchedQuerySet, ScopedQuerySet):
    VIEW, EDIT = Permission.ACTIVITIES_VIEW, Permission.ACTIVITIES_EDIT
    NEWEST = ("-held_on", "-pk")

    def with_place(self):
        return self.select_related("region", "district")

    def of_import(self, pk):
        """What a file of the years before the portal brought."""
        return self.filter(past_import=pk)

    def last_planned_year(self):
        """The last year for which something is planned or was held, or None."""
        days = self.aggregate(Max("planned_on"), Max("held_on")).values()
        return max((day.year for day in days if day), default=None)

    def for_list(self):
        return (
            self.select_related("region", "district", "organiser")
            .annotate(counted=_sum_of_known("women", "men"))
            .order_by("-held_on", "-pk")
        )


class EventQuerySet(SearchedQuerySet, ScopedQuerySet):
    VIEW, EDIT = Permission.SESSIONS_VIEW, Permission.SESSIONS_EDIT

    def for_list(self):
        return self.select_related("region", "district").annotate(
            session_count=Count("sessions", distinct=True)
        )


class SessionQuerySet(SearchedQuerySet, ScopedQuerySet):
    REGION = "event__region"
    VIEW, EDIT = Permission.SESSIONS_VIEW, Permission.SESSIONS_EDIT
    NEWEST = ("-held_on", "-pk")

    def locked(self, pk):
        """The session with its row lock, so that two note-takers write one after the other."""
        return self.with_place().select_for_update(of=("self",)).get(pk=pk)

    def counting_in(self, pk):
        """The session, whose lock the caller has, with the lock of its region: who counts there waits.

        Whoever moves its event elsewhere waits for the lock of the session, so the region stays what it is.
        """
        return self.with_place().select_for_update(of=("event__region",), no_key=True).get(pk=pk)

    def with_place(self):
        return self.select_related("event__region", "event__district")

    def taking_place(self):
        """Neither postponed nor cancelled."""
        return self.filter(called_off="")

    def with_attendance(self):
        """`group_count` of `group_total` groups heard, and `attendance` people, None when nobody counted.

        The groups are those of the day of the session, whatever became of them since.
        """
        heard = _of_session("Participation")
        groups = apps.get_model("stakeholders", "StakeholderGroup").objects.valid_on(OuterRef("held_on"))
        return self.annotate(
            group_count=_number_of(groups.filter(participations__session=OuterRef("pk"))),
            group_total=_number_of(groups),
            attendance=Subquery(heard.annotate(n=Sum("people")).values("n")),
        )

    def with_statement_count(self):
        return self.annotate(statement_count=_or_zero(_of_session("Statement"), Count("pk")))

    def with_coding_counts(self, user):
        """`coded_count` statements coded twice, `left_count` this person may still code."""
        said = apps.get_model("outreach", "Statement").objects.filter(session=OuterRef("pk"))
        left = said.codable_by(user).uncoded_by(user)
        return self.annotate(
            coded_count=_or_zero(said.coded_twice().order_by().values("session"), Count("pk")),
            left_count=_or_zero(left.order_by().values("session"), Count("pk")),
        )

    def for_list(self):
        return (
            self.with_place()
            .prefetch_related("event__region__former_names")
            .with_attendance()
            .with_statement_count()
            .order_by("-held_on", F("starts_at").desc(nulls_last=True), "-pk")
        )


class StatementQuerySet(StatementCounts, SearchedQuerySet, ScopedQuerySet):
    REGION = "session__event__region"
    VIEW, EDIT = Permission.SESSIONS_VIEW, Permission.SESSIONS_EDIT

    def for_list(self):
        names = ("group__former_names", "session__event__region__former_names")
        found = self.select_related("session__event__region", "group", "theme").prefetch_related(*names)
        return found.order_by("-session__held_on", "-pk")

    def with_signs(self, *signs):
        """Statements with at least one of these signs."""
        return self.filter(reduce(or_, (Q(**{sign: True}) for sign in signs)))

    def by_theme(self):
        """In the order of the codebook, inside a theme as they were said."""
        return (
            self.select_related("group", "theme", "question")
            .prefetch_related("stances__group")
            .order_by("theme__order", "theme__code", "pk")
        )

    def codable_by(self, user):
        """Statements whose first theme this person never had in hand: neither recorded nor changed them."""
        return self.exclude(recorded_by=user).exclude(self._changed_by(user))

    def with_coder(self, user):
        """`was_changed` and `was_coded`: whether this person did so."""
        coded = apps.get_model("outreach", "Coding").objects.filter(statement=OuterRef("pk"), coder=user)
        return self.annotate(was_changed=self._changed_by(user), was_coded=Exists(coded))

    def _changed_by(self, user):
        return Exists(self.model.history.filter(id=OuterRef("pk"), history_user=user))

    def uncoded_by(self, user):
        return self.exclude(codings__coder=user)

    def coded_twice(self):
        """Statements that a second coder gave a theme."""
        return self.filter(
            Exists(apps.get_model("outreach", "Coding").objects.filter(statement=OuterRef("pk")))
        )

    def counts_by_theme(self):
        """{theme id: number of statements}"""
        return dict(self.order_by().values_list("theme").annotate(n=Count("pk")))


class VoiceQuerySet(ScopedQuerySet):
    VIEW = Permission.SESSIONS_VIEW

    def heard(self):
        """Without those of which everything was taken back."""
        return self.filter(times__gt=0)


def _of_session(model):
    """The rows of that model in the session of the outer query, one group for each session."""
    rows = apps.get_model("outreach", model).objects.filter(session=OuterRef("pk"))
    return rows.order_by().values("session")


def _or_zero(rows, count):
    return Coalesce(Subquery(rows.annotate(n=count).values("n")), 0)


def _number_of(rows):
    """How many different rows there are, for the outer query."""
    counted = rows.order_by().values(all=Value(1)).annotate(n=Count("pk", distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)


def _sum_of_known(first, second):
    """The sum of two numbers where at least one is known, else None."""
    return Coalesce(F(first) + F(second), F(first), F(second))
