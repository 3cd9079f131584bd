"""Questions asked of survey rounds and imports."""

from django.db import models
from django.db.models import Count, Q

from pmi_portal.accounts.permissions import Permission


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds held in a region the user sees; example rounds without a region are open to all who see rounds."""
        regions = user.regions_for(Permission.ROUNDS_VIEW)
        if regions is None:
            return self
        if not regions:
            return self.none()
        return self.filter(
            Q(pk__in=self.model.regions.through.objects.filter(region__in=regions).values("surveyround"))
            | Q(regions=None)
        )

    def in_evaluation(self):
        return self.filter(in_evaluation=True)

    def for_list(self):
        return (
            self.select_related("version__questionnaire")
            .prefetch_related("regions")
            .annotate(response_count=Count("responses", distinct=True))
            .order_by("-starts_on", "code")
        )


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An officer sees own uploads and those into own region; who works nationally sees all."""
        regions = user.regions_for(Permission.IMPORTS_RUN)
        if regions is None:
            return self
        if not regions:
            return self.none()
        return self.filter(Q(uploaded_by=user) | Q(region__in=regions))

    def for_list(self):
        return self.select_related("round", "region", "uploaded_by", "job").order_by("-pk")
