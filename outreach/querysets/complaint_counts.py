"""What figures count of complaints, in one grouped question each."""

from django.db import models
from django.db.models import Count, Q, Sum

DUPLICATE = Q(status="duplicate")


class ComplaintCounts(models.QuerySet):
    """Counts are of incidents; further reports of one that was reported before stand apart."""

    def counts_by_origin_and_group(self):
        """Dicts by `region` of origin (id, None outside) and `group` of the category.

        `n` incidents, the `people` they struck, `past` of them from before the portal, and `duplicates`.
        """
        rows = self.order_by().values("region", group=models.F("category__group"))
        return rows.annotate(
            n=Count("pk", filter=~DUPLICATE),
            people=Sum("people", filter=~DUPLICATE, default=0),
            past=Count("pk", filter=~DUPLICATE & Q(past_import__isnull=False)),
            duplicates=Count("pk", filter=DUPLICATE),
        )
