"""Of how many people the respondents of a round were drawn, region by region."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record
from stakeholders.models import Region
from surveys.models.rounds import SurveyRound


class SurveyFrame(Record):
    """The population of one region in one round; by it regions weigh in a figure of all of them."""

    round = models.ForeignKey(
        SurveyRound, verbose_name=_("putaran survei"), on_delete=models.CASCADE, related_name="frames"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="survey_frames"
    )
    population = models.PositiveIntegerField(
        _("jumlah penduduk sasaran"),
        validators=[MinValueValidator(1)],
        help_text=_("Banyaknya orang yang dapat terpilih menjadi responden di wilayah ini."),
    )
    as_of = models.DateField(_("per tanggal"))
    source = models.CharField(_("sumber"), max_length=300)

    class Meta:
        verbose_name = _("kerangka survei")
        verbose_name_plural = _("kerangka survei")
        ordering = ["round", "region__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "region"],
                name="survey_frame_once_per_round_and_region",
                violation_error_message=_("Wilayah ini sudah punya kerangka dalam putaran itu."),
            ),
            models.CheckConstraint(condition=models.Q(population__gte=1), name="survey_frame_holds_somebody"),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.round}, {self.region}"
