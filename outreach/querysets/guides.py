"""Questions asked of discussion guides."""

from django.db.models import Count

from stakeholders.searching import SearchedQuerySet


class GuideQuerySet(SearchedQuerySet):
    def active(self):
        return self.filter(active=True)

    def locked(self, pk):
        """The guide with its row lock, so that it does not freeze while somebody changes it."""
        return self.select_for_update().get(pk=pk)

    def for_list(self):
        return self.annotate(
            question_count=Count("questions", distinct=True), session_count=Count("sessions", distinct=True)
        ).order_by("title", "-number")
