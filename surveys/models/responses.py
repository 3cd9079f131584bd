"""Responses: what one person answered in one round."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record
from stakeholders.models import Region
from surveys.models.imports import ImportBatch
from surveys.models.rounds import SurveyRound


class Response(Record):
    """One respondent's answers: the few columns every figure filters by, the rest one JSON document.

    `answers` maps question code to choice code (list of codes for several choices, number or text else);
    `missing` maps it to the reason why there is no answer, where one was given: “dk”, “refused”, “na”.
    """

    class RespondentKind(models.TextChoices):
        CPMI = "cpmi", _("calon PMI")
        PMI_ACTIVE = "pmi_active", _("PMI aktif")
        PMI_LEAVE = "pmi_leave", _("PMI cuti")
        PMI_RETURNED = "pmi_returned", _("purna PMI")
        FAMILY = "family", _("keluarga PMI")

    class Sex(models.TextChoices):
        FEMALE = "P", _("perempuan")
        MALE = "L", _("laki-laki")

    class AgeBand(models.TextChoices):
        A18 = "18-24", "18-24"
        A25 = "25-34", "25-34"
        A35 = "35-44", "35-44"
        A45 = "45-54", "45-54"
        A55 = "55+", "55+"

    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="responses")
    row_key = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), null=True, on_delete=models.PROTECT, related_name="responses"
    )
    responded_on = models.DateField(_("tanggal wawancara"), null=True)
    respondent_kind = models.CharField(
        _("jenis responden"), max_length=20, choices=RespondentKind.choices, blank=True
    )
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    age_band = models.CharField(_("kelompok usia"), max_length=5, choices=AgeBand.choices, blank=True)
    destination = models.CharField(
        _("negara tujuan"), max_length=2, blank=True, help_text="ISO 3166-1 alpha-2"
    )
    answers = models.JSONField(_("jawaban"), default=dict)
    missing = models.JSONField(_("alasan tidak dijawab"), default=dict, blank=True)
    batch = models.ForeignKey(
        ImportBatch, verbose_name=_("unggahan"), null=True, on_delete=models.PROTECT, related_name="responses"
    )
    row_number = models.PositiveIntegerField(_("baris di berkas"), null=True)

    class Meta:
        verbose_name = _("jawaban responden")
        verbose_name_plural = _("jawaban responden")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "row_key"], name="response_once_per_round_and_key")
        ]
        indexes = [
            models.Index(fields=["round", "region", "responded_on"], name="response_round_region_date")
        ]

    class Privacy:
        personal = ("sex", "age_band", "destination", "answers")

    def __str__(self):
        return f"{self.round_id}/{self.row_key[:8]}"
