"""What figures ask of statements, each in one grouped question."""

from django.db import models
from django.db.models import Count, Q

POSITIVE, NEGATIVE = JUDGED = ("positive", "negative")
AGAINST = "against"
REGION = "session__event__region"


class StatementCounts(models.QuerySet):
    """Questions about groups, and not about how often something was noted: that is no opinion."""

    def judging_groups(self):
        """Rows (region id, theme id, POSITIVE or NEGATIVE, group id), each once."""
        judged = self.filter(sentiment__in=JUDGED).order_by()
        return judged.values_list(REGION, "theme", "sentiment", "group").distinct()

    def objections(self):
        """Rows (region id, theme id, group id of who spoke, of who stood against it), each once."""
        opposed = self.filter(stances__side=AGAINST).order_by()
        return opposed.values_list(REGION, "theme", "group", "stances__group").distinct()

    def themes_by_session(self):
        """Rows (region id, day, session id, theme id), each once, in the order of time."""
        where = (REGION, "session__held_on", "session", "theme")
        return self.order_by(*where[1:]).values_list(*where).distinct()

    def counts_by_region_and_theme(self):
        """Dicts by `region` and `theme`: `n` statements, `sessions` where one was judged or opposed."""
        told = Q(sentiment__in=JUDGED) | Q(stances__side=AGAINST)
        rows = self.order_by().values("theme", region=models.F(REGION))
        return rows.annotate(
            n=Count("pk", distinct=True), sessions=Count("session", distinct=True, filter=told)
        )
