"""Data versions: what was made of a table is still right while its number is the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataVersion(models.Model):
    """How often one table changed. `stakeholders.data_versions` raises the number once a change is saved."""

    table = models.CharField(max_length=63, unique=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("versi data")

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.table}: {self.number}"
