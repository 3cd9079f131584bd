"""How groups judged the themes and objected to each other: a tally, kept in the transaction of the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models.statements import Stance, Statement, Theme
from outreach.querysets.records import VoiceQuerySet
from pmi_portal.editing.records import Record
from stakeholders.models import Region, StakeholderGroup


class GroupVoice(Record, models.Model):
    """Statements of one group on a theme, in sessions of one region and year, that take the same side.

    Against the others stands each objection of an opponent to what the group said, whatever its own tone.
    """

    class Side(models.TextChoices):
        POSITIVE = Statement.Sentiment.POSITIVE.value, Statement.Sentiment.POSITIVE.label
        NEGATIVE = Statement.Sentiment.NEGATIVE.value, Statement.Sentiment.NEGATIVE.label
        AGAINST = Stance.Side.AGAINST.value, Stance.Side.AGAINST.label

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    opponent = models.ForeignKey(StakeholderGroup, null=True, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)
    last = models.BigIntegerField(default=0)  # key of the last such statement; 0 for objections

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("suara kelompok")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "region", "theme", "group", "side"],
                condition=models.Q(opponent=None),
                name="group_voice_once_per_side",
            ),
            models.UniqueConstraint(
                fields=["year", "region", "theme", "group", "opponent"],
                condition=models.Q(opponent__isnull=False),
                name="group_voice_once_per_opponent",
            ),
            models.CheckConstraint(
                condition=models.Q(side="against", opponent__isnull=False)
                | ~models.Q(side="against") & models.Q(opponent=None),
                name="group_voice_opposed_iff_against",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.region}, {self.year}, {self.theme}, {self.group}: {self.times} {self.side}"
