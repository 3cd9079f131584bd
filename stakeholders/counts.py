"""How much hangs on each region and group, as far as one person may see it."""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from stakeholders.models import District, Institution


def with_region_counts(regions, *, on):
    """`district_count`, `population` (None where no district tells it) and `institution_count`.

    `on` is the day of the districts.
    """
    districts = District.objects.valid_on(on).filter(region=OuterRef("pk")).order_by().values("region")
    institutions = Institution.objects.filter(region=OuterRef("pk")).order_by().values("region")
    return regions.annotate(
        district_count=_number(districts.annotate(n=Count("pk"))),
        population=Subquery(districts.annotate(n=Sum("population")).values("n")),
        institution_count=_number(institutions.annotate(n=Count("pk"))),
    )


def with_group_counts(groups, user):
    """`institution_count` of the institutions this person may see."""
    seen = Institution.objects.visible_to(user).values("pk")
    counted = groups.annotate(institution_count=Count("institutions", filter=Q(institutions__in=seen)))
    return counted.order_by("order", "code")  # a grouped query forgets the order of the model


def _number(counted):
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
