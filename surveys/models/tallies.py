"""The tallies kept beside the responses, in the same transaction."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Region
from surveys.models.rounds import SurveyRound

MARGINS = ("respondent_kind", "sex", "age_band", "destination")  # fields of Response


class ResponseTally(models.Model):
    """What the people of a cell (round, region, month) answered: everybody, or those of one margin.

    `margin` is "" for everybody, else a field of MARGINS, and `value` what these people have there, ""
    where it is not known: so the rows of each margin add up to that of everybody.

    `answers` is {question: {answer: how many gave it}}. `moments` is {"elements": [a, b, ...] sorted by code,
    "sums": [n, sum_a, sum_b, sum_ab]}, four lists over the pairs a <= b (aa, ab, ..., bb, ...) of the SKM
    elements that anybody answered: how many answered both, the sums of their scores, and of the products. Of
    an element with itself these are its own n, sum and sum of squares. It is {} where nobody answered any.

    Additive: summing rows over months or rounds gives the exact index and the exact variance of its
    linearised residual without reading a single response. `respondents` answered at least one element.
    A row of nothing is not kept.
    """

    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="tallies")
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="first day; the round's first month for undated responses")
    margin = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=20, blank=True)
    respondents = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict)
    moments = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("hitungan jawaban")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "region", "month", "margin", "value"], name="response_tally_once_per_cell"
            ),
            models.UniqueConstraint(
                fields=["round", "month", "margin", "value"],
                condition=models.Q(region=None),
                name="response_tally_once_per_cell_without_region",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.margin or '*'}={self.value}: {self.respondents}"

    @property
    def group(self):
        """Who is counted here, within the round."""
        return self.region_id, self.month, self.margin, self.value
