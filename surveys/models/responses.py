"""Responses: what one person answered in one round, and what it was before each change."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record, VersionedMixin
from stakeholders.models import District, Region
from surveys.models.imports import ImportBatch
from surveys.models.rounds import SurveyRound
from surveys.querysets import ResponseQuerySet


class ResponseContent(VersionedMixin, Record):
    """One respondent's answers: the few columns every figure filters by, the rest one JSON document.

    `answers` maps question code to choice code (list of codes for several choices, number or text else);
    `missing` maps it to the reason why there is no answer, where one was given: “dk”, “refused”, “na”.
    `district` is known only where the file named one; `region` is the one it belonged to on that day.
    `number` is the respondent's own in the round and region, in the form `importing/kinds/respondents.py`
    gives it; `row_key` is made from it, or from the content of a row without a number. `batch`,
    `sheet` and `row_number` are the file, its sheet and the row that this content came from.
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

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("tatap muka")
        PHONE = "phone", _("telepon")
        ONLINE = "online", _("daring")
        SELF_FILLED = "self_filled", _("diisi sendiri")

    class Consent(models.TextChoices):
        GIVEN = "given", _("diberikan")  # of who declined nothing is stored

    class State(models.TextChoices):
        COUNTED = "counted", _("dihitung")
        SET_ASIDE = "set_aside", _("disisihkan")
        WITHDRAWN = "withdrawn", _("ditarik")
        GONE = "gone", _("tidak ada")  # before an undo was taken back; of a PastResponse only

    round = models.ForeignKey(
        SurveyRound,
        verbose_name=_("putaran survei"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,  # an index of each model begins with it
    )
    number = models.CharField(_("nomor responden"), max_length=60, blank=True)
    row_key = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.COUNTED)
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), null=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    responded_on = models.DateField(_("tanggal wawancara"), null=True, blank=True)
    respondent_kind = models.CharField(
        _("jenis responden"), max_length=20, choices=RespondentKind.choices, blank=True
    )
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    age_band = models.CharField(_("kelompok usia"), max_length=5, choices=AgeBand.choices, blank=True)
    destination = models.CharField(
        _("negara tujuan"), max_length=2, blank=True, help_text="ISO 3166-1 alpha-2"
    )
    interview_mode = models.CharField(_("cara wawancara"), max_length=12, choices=Mode.choices, blank=True)
    consent = models.CharField(_("persetujuan"), max_length=5, choices=Consent.choices, blank=True)
    district = models.ForeignKey(
        District,
        verbose_name=_("kabupaten/kota"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,  # few rounds name any: an index of those that do is enough
    )
    answers = models.JSONField(_("jawaban"), default=dict)
    missing = models.JSONField(_("alasan tidak dijawab"), default=dict, blank=True)
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name=_("unggahan"),
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    sheet = models.CharField(_("lembar di berkas"), max_length=100, blank=True)
    row_number = models.PositiveIntegerField(_("baris di berkas"), null=True)

    class Meta:
        abstract = True

    @property
    def mended_cells(self):
        """How many cells of its row say something else than the file, because somebody mended them here."""
        return len(self.batch.fixes_in(self.sheet).get(str(self.row_number), {})) if self.batch else 0

    class Privacy:
        personal = ("number", "sex", "age_band", "destination", "answers")


class Response(ResponseContent):
    """What one respondent says now; `PastResponse` has what the same one said before each change."""

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban responden")
        verbose_name_plural = _("jawaban responden")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "row_key"], name="response_once_per_round_and_key")
        ]
        indexes = [
            models.Index(fields=["round", "region", "responded_on"], name="response_round_region_date"),
            models.Index(
                fields=["district"], condition=models.Q(district__isnull=False), name="response_district"
            ),
        ]

    class Privacy(ResponseContent.Privacy):
        pass

    def __str__(self):
        return _("Responden %(number)s") % {"number": self.number or self.pk}

    def get_absolute_url(self):
        return reverse("response_detail", args=[self.pk])

    def newest_step(self):
        """(what in words, who, when) of its last change, or None before the first."""
        past = PastResponse.objects.filter(response_pk=self.pk).select_related("changed_by").last()
        return past and (past.get_change_display(), past.changed_by, past.changed_at)


class PastResponse(ResponseContent):
    """What a response said until this change, and who made it, when and why.

    The first state of a response has its batch for a history; nothing is written here when it comes. One that
    an undo took away has its last state here and no `Response` any more, so `response_pk` is no foreign key.
    """

    class Change(models.TextChoices):
        IMPORTED = "imported", _("diperbarui dari berkas")
        CORRECTED = "corrected", _("dikoreksi")
        SET_ASIDE = "set_aside", _("disisihkan")
        TAKEN_BACK = "taken_back", _("dihitung lagi")
        WITHDRAWN = "withdrawn", _("ditarik")
        UNDONE = "undone", _("unggahannya diurungkan")
        REDONE = "redone", _("unggahannya dipulihkan")

    response_pk = models.BigIntegerField()
    change = models.CharField(_("perubahan"), max_length=10, choices=Change.choices)
    changed_at = models.DateTimeField(_("diubah pada"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diubah oleh"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_by_batch = models.ForeignKey(
        ImportBatch,
        verbose_name=_("unggahan yang mengubah"),
        null=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("jawaban sebelum diubah")
        verbose_name_plural = _("jawaban sebelum diubah")
        ordering = ["response_pk", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["response_pk", "revision"], name="past_response_revision_once")
        ]

    class Privacy(ResponseContent.Privacy):
        personal = (*ResponseContent.Privacy.personal, "reason")

    def __str__(self):
        return f"{self.response_pk} v{self.revision}: {self.change}"
