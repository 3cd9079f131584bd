"""Questions asked of survey rounds and imports."""

from django.apps import apps
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from pmi_portal.releasing import ENOUGH
from stakeholders.searching import SearchedQuerySet

SATISFACTION = "SKM-2017"  # the code of the questionnaire that the index (IKM) is made of


class RoundQuerySet(SearchedQuerySet, ScopedQuerySet):
    VIEW, EDIT = Permission.ROUNDS_VIEW, Permission.ROUNDS_EDIT

    def importable_by(self, user):
        """Rounds into which the user may import; a round without regions only by who works nationally."""
        return self.visible_to(user, Permission.IMPORTS_RUN)

    def within(self, user, permission):
        """Rounds held in one of the regions; to arrange them, nowhere else.

        Rounds without a region are examples, seen and taken out by all who see rounds.
        """
        regions = user.regions_for(permission)
        if regions is None:
            return Q()
        places = self.model.regions.through.objects
        inside = Q(pk__in=places.filter(region__in=regions).values("surveyround"))
        if permission == self.EDIT:
            return inside & ~Q(pk__in=places.exclude(region__in=regions).values("surveyround"))
        if permission == Permission.IMPORTS_RUN or not regions:
            return inside
        # Not `regions=None`, whose join would list a round once for each of its regions.
        return inside | ~Q(pk__in=places.values("surveyround"))

    def in_evaluation(self):
        return self.filter(in_evaluation=True)

    def with_response_count(self, user=None):
        """`response_count`: responses that count in the round, of the regions this user sees.

        For who may not open them all it is the respondents of the figures, and None where one of the regions
        has too few of them to be told.
        """
        regions = user.regions_for(Permission.ROUNDS_VIEW) if user else None
        seen = Q() if regions is None else Q(region__in=regions) | Q(region=None)
        if user is None or _opens_all(user, regions):
            return self.annotate(response_count=_count_of_responses("round", seen & Q(state="counted")))
        tallies = apps.get_model("surveys", "ResponseTally").objects.filter(
            seen, round=OuterRef("pk"), margin="", respondents__gt=0
        )
        few = tallies.order_by().values("region").annotate(n=Sum("respondents")).filter(n__lt=ENOUGH)
        told = Subquery(tallies.order_by().values("round").annotate(n=Sum("respondents")).values("n"))
        return self.annotate(response_count=Case(When(~Exists(few), then=Coalesce(told, 0)), default=None))

    def for_list(self, user=None):
        return (
            self.select_related("version__questionnaire")
            .prefetch_related("regions")
            .with_response_count(user)
            .order_by("-starts_on", "code")
        )


class BatchQuerySet(ScopedQuerySet):
    VIEW = EDIT = Permission.IMPORTS_RUN

    def within(self, user, permission):
        """An officer sees own uploads and those into own region; who works nationally sees all."""
        found = super().within(user, permission)
        return found | Q(uploaded_by=user) if found and user.holds_somewhere(permission) else found

    def committed(self):
        return self.filter(state=self.model.State.COMMITTED)

    def with_effect(self):
        """Those that are or were saved into a round that asked of satisfaction, and so moved its index."""
        elements = apps.get_model("surveys", "Question").objects.filter(
            version=OuterRef("round__version"), version__questionnaire__code=SATISFACTION, element=True
        )
        return self.filter(Exists(elements), state__in=("committed", "undone"))

    def last_basis(self, survey_round):
        """On what the processing of the newest file of the round rests, None for a round without files."""
        declared = self.filter(round=survey_round).exclude(basis="").order_by("-pk")
        return declared.values_list("basis", flat=True).first()

    def with_file_before(self, moment):
        """Imports whose original is still there and came before this moment, the oldest first."""
        return self.filter(uploaded_at__lt=moment).exclude(file="").order_by("pk")

    def same_as(self, batch):
        """Other imports of exactly these bytes into the same round, or of the same part of the past."""
        same = self.filter(subject=batch.subject, round=batch.round_id, sha256=batch.sha256)
        return same.exclude(pk=batch.pk)

    def for_list(self):
        """Without reports and decisions, which may be large; `written` counts what it brought."""
        return (
            self.select_related("round", "region", "uploaded_by", "job")
            .defer("report", "decisions")
            .annotate(written=_count_of_responses("batch") + _count_of_past("Complaint", "OutreachActivity"))
            .order_by("-pk")
        )


class LearnedQuerySet(ScopedQuerySet):
    """Entries of a region are seen and changed there; those for all regions are seen by all who import."""

    VIEW, EDIT = Permission.IMPORTS_RUN, Permission.MAPPINGS_EDIT

    def within(self, user, permission):
        found = super().within(user, permission)
        return found | Q(region=None) if found and permission != self.EDIT else found

    def standing(self):
        return self.filter(withdrawn_at=None)

    def taught_by(self, batch):
        """Entries in use that came from this import."""
        return self.standing().filter(learned_from=batch)

    def for_list(self):
        return self.select_related(
            "region", "version__questionnaire", "said_by", "withdrawn_by", "learned_from"
        ).defer("learned_from__report", "learned_from__decisions")


class ResponseQuerySet(ScopedQuerySet):
    VIEW, EDIT = Permission.RESPONSES_VIEW, Permission.RESPONSES_EDIT

    def counted(self):
        return self.filter(state=self.model.State.COUNTED)

    def for_list(self):
        """The newest stored first: of many it costs no sorting."""
        related = self.select_related("round", "region", "district", "batch")
        return related.defer("batch__report").order_by("-pk")


def _opens_all(user, regions):
    """Whether this user may open single responses of all these regions, None for all there are."""
    opened = user.regions_for(Permission.RESPONSES_VIEW)
    return opened is None or (regions is not None and set(regions) <= set(opened))


def _count_of_responses(field, seen=None):
    responses = apps.get_model("surveys", "Response").objects.filter(seen or Q(), **{field: OuterRef("pk")})
    return Coalesce(Subquery(responses.order_by().values(field).annotate(n=Count("pk")).values("n")), 0)


def _count_of_past(*models):
    """How many records of these models a file of the years before the portal brought."""
    counted = 0
    for name in models:
        brought = apps.get_model("outreach", name).objects.of_import(OuterRef("pk")).order_by()
        n = Subquery(brought.values("past_import").annotate(n=Count("pk")).values("n"))
        counted = counted + Coalesce(n, 0)
    return counted
