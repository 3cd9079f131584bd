"""How often each group was heard in each region: a tally, kept in the transaction of what it counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Region, StakeholderGroup


class GroupHearing(models.Model):
    """Sessions of one region at whose table one group sat, and invitations it did not follow."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="+")
    sessions = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)
    refusals = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("kelompok didengar")
        constraints = [
            models.UniqueConstraint(fields=["region", "group"], name="group_hearing_once"),
            models.CheckConstraint(
                condition=models.Q(sessions=0, last_on=None)
                | models.Q(sessions__gt=0, last_on__isnull=False),
                name="group_hearing_dated_iff_heard",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.region}, {self.group}: {self.sessions}"
