"""Data versions: what was made of the data of a region is still right while their number is the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models.regions import Region


class DataVersion(models.Model):
    """How often the data of one source about one region changed; no region is a region of its own.

    `stakeholders.data_versions` raises the number, in the transaction of the change.
    """

    source = models.CharField(max_length=20)
    region = models.ForeignKey(Region, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("versi data")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "region"], name="data_version_once_per_source_and_region"
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(region=None),
                name="data_version_once_per_source_without_region",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.source}/{self.region_id}: {self.number}"
