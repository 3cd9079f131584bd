"""Questions asked of activities, FGD events, sessions and statements."""

from django.db import models
from django.db.models import Count, F, Q, Sum

from pmi_portal.accounts.permissions import Permission


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.ACTIVITIES_VIEW, "region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.ACTIVITIES_EDIT, "region")

    def for_list(self):
        return self.select_related("region", "district", "organiser").order_by("-held_on", "-pk")


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

    def with_attendance(self):
        """`group_count` groups heard and `attendance` people counted; people is None when nobody counted."""
        participations = self.model.participations.rel.related_model.objects.filter(session=models.OuterRef("pk"))
        heard = participations.order_by().values("session")
        return self.annotate(
            group_count=models.functions.Coalesce(
                models.Subquery(heard.annotate(n=Count("group", distinct=True)).values("n")), 0
            ),
            attendance=models.Subquery(heard.annotate(n=Sum("people")).values("n")),
        )

    def for_list(self):
        return (
            self.select_related("event__region", "event__district")
            .with_attendance()
            .order_by("-held_on", F("starts_at").desc(nulls_last=True), "-pk")
        )

    def searched(self, text):
        found = self
        for word in text.split():
            found = found.filter(
                Q(event__title__icontains=word) | Q(venue__icontains=word) | Q(title__icontains=word)
            )
        return found


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return _in_regions(self, user, Permission.SESSIONS_VIEW, "session__event__region")

    def editable_by(self, user):
        return _in_regions(self, user, Permission.SESSIONS_EDIT, "session__event__region")

    def for_list(self):
        return self.select_related("session__event__region", "group", "theme").order_by(
            "-session__held_on", "-pk"
        )


def _in_regions(queryset, user, permission, field):
    regions = user.regions_for(permission)
    return queryset if regions is None else queryset.filter(**{f"{field}__in": regions})
