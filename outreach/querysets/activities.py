"""Questions asked of the topics of activities, and of plan against realisation."""

from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear, Lower

HELD, CANCELLED, PLANNED = "held", "cancelled", "planned"


class TopicQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def checklist_of(self, activity):
        """Topics in use, and those covered; `is_covered` says which were."""
        covered = self.filter(pk=OuterRef("pk"), activities=activity)
        return self.annotate(is_covered=Exists(covered)).filter(Q(active=True) | Q(is_covered=True))


def planned_counts(activities, every=ExtractYear):
    """Rows {region, time, planned, done, moved, cancelled, open, samples_planned} by the day of the plan.

    `every` makes of a day the `time` it is counted in. What was held without a planned day has no place in
    any plan. `as_planned` took place on its day; `samples_planned` counts invented ones.
    """
    planned_day = Coalesce("planned_on", Case(When(~Q(status=HELD), then=F("held_on"))))
    is_moved = Q(planned_on__isnull=False) & ~Q(held_on=F("planned_on")) & ~Q(status=CANCELLED)
    return (
        activities.annotate(planned_day=planned_day)
        .filter(planned_day__isnull=False)
        .order_by()
        .values("region", time=every("planned_day"))
        .annotate(
            planned=Count("pk"),
            done=Count("pk", filter=Q(status=HELD)),
            as_planned=Count("pk", filter=Q(status=HELD, held_on=F("planned_on"))),
            moved=Count("pk", filter=is_moved),
            cancelled=Count("pk", filter=Q(status=CANCELLED)),
            open=Count("pk", filter=Q(status=PLANNED)),
            samples_planned=Count("pk", filter=Q(is_sample=True)),
        )
    )


def held_counts(activities):
    """Rows {region, time, held, unplanned, people, villages, samples_held, past_held} of what took place.

    By its day; `past_held` counts what came from old lists.
    """
    district = Coalesce(Cast("district", CharField()), Value(""))
    village = Concat(district, Value("/"), Lower("village"), output_field=CharField())
    return (
        activities.filter(status=HELD)
        .order_by()
        .values("region", time=ExtractYear("held_on"))
        .annotate(
            held=Count("pk"),
            unplanned=Count("pk", filter=Q(planned_on=None)),
            people=Sum(Coalesce(F("women") + F("men"), F("women"), F("men"))),
            villages=Count(village, distinct=True, filter=~Q(village="")),
            samples_held=Count("pk", filter=Q(is_sample=True)),
            past_held=Count("pk", filter=Q(past_import__isnull=False)),
        )
    )


def topic_counts(activities):
    """Rows {region, time, topics}: how many topics were covered, all activities that took place together."""
    return (
        activities.filter(status=HELD)
        .order_by()
        .values("region", time=ExtractYear("held_on"))
        .annotate(topics=Count("topics"))
    )


def attendance_counts(activities, every, *, ripe_on):
    """Rows {region, time, held, unplanned, people, ...}: who came to what took place, as far as known.

    `people` is the sum of those who came, `distinct` that of different people, each known of so many
    activities (`people_known`, `distinct_known`). `registered` counts registrations after activities held
    until the day `ripe_on` alone: of `ripe` ones, known of `registered_known`.
    """
    came = Coalesce(F("women") + F("men"), F("women"), F("men"))
    ripe = Q(held_on__lte=ripe_on)
    return (
        activities.filter(status=HELD)
        .order_by()
        .values("region", time=every("held_on"))
        .annotate(
            held=Count("pk"),
            unplanned=Count("pk", filter=Q(planned_on=None)),
            people=Sum(came),
            people_known=Count(came),
            distinct=Sum("distinct_people"),
            distinct_known=Count("distinct_people"),
            ripe=Count("pk", filter=ripe),
            registered=Sum("registrations", filter=ripe),
            registered_known=Count("registrations", filter=ripe),
        )
    )


def topics_covered(activities, every):
    """Rows (region, time, topic), each once: the topics in use that were covered by what took place."""
    held = activities.filter(status=HELD, topics__active=True).order_by()
    return held.values_list("region", every("held_on"), "topics").distinct()
