"""Questions asked of survey rounds and imports."""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pmi_portal.accounts.permissions import Permission


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds held in a region the user sees; examples without a region are open to all who see rounds."""
        regions = user.regions_for(Permission.ROUNDS_VIEW)
        if regions is None:
            return self
        if not regions:
            return self.none()
        # Not `regions=None`, whose join would list a round once for each of its regions.
        everywhere = self.model.regions.through.objects.values("surveyround")
        return self.filter(self._held_in(regions) | ~Q(pk__in=everywhere))

    def editable_by(self, user):
        """Rounds held nowhere but in regions where the user arranges rounds."""
        regions = user.regions_for(Permission.ROUNDS_EDIT)
        if regions is None:
            return self
        through = self.model.regions.through.objects.filter(surveyround=OuterRef("pk"))
        return self.filter(self._held_in(regions)).exclude(Exists(through.exclude(region__in=regions)))

    def importable_by(self, user):
        """Rounds into which the user may import; a round without regions only by who works nationally."""
        regions = user.regions_for(Permission.IMPORTS_RUN)
        return self if regions is None else self.filter(self._held_in(regions))

    def _held_in(self, regions):
        through = self.model.regions.through.objects.filter(region__in=regions)
        return Q(pk__in=through.values("surveyround"))

    def in_evaluation(self):
        return self.filter(in_evaluation=True)

    def searched(self, text):
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word) | Q(code__icontains=word) | Q(source__icontains=word)
            )
        return found

    def with_response_count(self, user=None):
        """`response_count`: responses in the round, of the regions this user sees."""
        regions = user.regions_for(Permission.ROUNDS_VIEW) if user else None
        seen = Q() if regions is None else Q(region__in=regions) | Q(region=None)
        return self.annotate(response_count=_count_of_responses("round", seen))

    def for_list(self, user=None):
        return (
            self.select_related("version__questionnaire")
            .prefetch_related("regions")
            .with_response_count(user)
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

    def committed(self):
        return self.filter(state=self.model.State.COMMITTED)

    def same_as(self, batch):
        """Other imports of exactly these bytes into the same round."""
        return self.filter(round=batch.round_id, sha256=batch.sha256).exclude(pk=batch.pk)

    def for_list(self):
        """Without the reports, which may be large; `written` counts the responses an import brought."""
        return (
            self.select_related("round", "region", "uploaded_by", "job")
            .defer("report")
            .annotate(written=_count_of_responses("batch"))
            .order_by("-pk")
        )


def _count_of_responses(field, seen=None):
    responses = apps.get_model("surveys", "Response").objects.filter(seen or Q(), **{field: OuterRef("pk")})
    return Coalesce(Subquery(responses.order_by().values(field).annotate(n=Count("pk")).values("n")), 0)
