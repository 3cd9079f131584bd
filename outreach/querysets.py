"""Questions asked of activities, FGD events, sessions and statements."""

from django.apps import apps
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from pmi_portal.accounts.permissions import Permission


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.ACTIVITIES_VIEW, "region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.ACTIVITIES_EDIT, "region")

    def for_list(self):
        return (
            self.select_related("region", "district", "organiser")
            .annotate(counted=_sum_of_known("women", "men"))
            .order_by("-held_on", "-pk")
        )

    def searched(self, text):
        return _with_every_word(self, text, "title", "village", "organiser__name")


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.SESSIONS_VIEW, "region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.SESSIONS_EDIT, "region")

    def for_list(self):
        return self.select_related("region", "district").annotate(
            session_count=Count("sessions", distinct=True)
        )


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.SESSIONS_VIEW, "event__region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.SESSIONS_EDIT, "event__region")

    def locked(self, pk):
        """The session with its row lock, so that two note-takers write one after the other."""
        return self.select_for_update().get(pk=pk)

    def with_place(self):
        return self.select_related("event__region", "event__district")

    def with_attendance(self):
        """`group_count` active groups heard and `attendance` people; people is None when nobody counted."""
        heard = _of_session("Participation")
        return self.annotate(
            group_count=_or_zero(heard, Count("group", distinct=True, filter=Q(group__active=True))),
            attendance=Subquery(heard.annotate(n=Sum("people")).values("n")),
        )

    def with_statement_count(self):
        return self.annotate(statement_count=_or_zero(_of_session("Statement"), Count("pk")))

    def for_list(self):
        return (
            self.with_place()
            .with_attendance()
            .with_statement_count()
            .order_by("-held_on", F("starts_at").desc(nulls_last=True), "-pk")
        )

    def searched(self, text):
        return _with_every_word(self, text, "event__title", "title", "venue")


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.SESSIONS_VIEW, "session__event__region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.SESSIONS_EDIT, "session__event__region")

    def for_list(self):
        return self.select_related("session__event__region", "group", "theme").order_by(
            "-session__held_on", "-pk"
        )

    def by_theme(self):
        """In the order of the codebook, inside a theme as they were said."""
        return self.select_related("group", "theme").order_by("theme__order", "theme__code", "pk")

    def searched(self, text):
        return _with_every_word(self, text, "text")

    def counts_by_theme(self):
        """{theme id: number of statements}"""
        return dict(self.order_by().values_list("theme").annotate(n=Count("pk")))


def _in_regions(queryset, user, permission, field):
    regions = user.regions_for(permission)
    return queryset if regions is None else queryset.filter(**{f"{field}__in": regions})


def _with_every_word(queryset, text, *fields):
    """Records in which every word of the text stands in one of the fields."""
    for word in text.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        queryset = queryset.filter(anywhere)
    return queryset


def _of_session(model):
    """The rows of that model in the session of the outer query, one group for each session."""
    rows = apps.get_model("outreach", model).objects.filter(session=OuterRef("pk"))
    return rows.order_by().values("session")


def _or_zero(rows, count):
    return Coalesce(Subquery(rows.annotate(n=count).values("n")), 0)


def _sum_of_known(first, second):
    """The sum of two numbers where at least one is known, else None."""
    return Coalesce(F(first) + F(second), F(first), F(second))
