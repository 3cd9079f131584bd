"""Survey rounds: which questionnaire was asked, where, when, and how people were chosen."""

from itertools import pairwise

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from pmi_portal.editing.records import Record, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Region
from surveys.models.questionnaires import QuestionnaireVersion
from surveys.querysets import RoundQuerySet


class SurveyRound(SampleMixin, VersionedMixin, FoldedMixin, Record):
    class Sampling(models.TextChoices):
        PROBABILITY = "probability", _("acak (probabilitas)")
        QUOTA = "quota", _("kuota")
        CONVENIENCE = "convenience", _("yang mudah ditemui (convenience)")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("status putaran", "terbuka")
        CLOSED = "closed", pgettext_lazy("status putaran", "ditutup")
        LOCKED = "locked", pgettext_lazy("status putaran", "dikunci")

    code = models.SlugField(_("kode"), max_length=40, unique=True)
    title = models.CharField(_("judul"), max_length=200)
    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name=_("kuesioner"), on_delete=models.PROTECT, related_name="rounds"
    )
    regions = models.ManyToManyField(
        Region,
        verbose_name=_("wilayah"),
        blank=True,
        related_name="survey_rounds",
        help_text=_("Kosong hanya untuk putaran contoh di luar evaluasi."),
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    state = models.CharField(
        _("status"), max_length=10, choices=State.choices, default=State.OPEN, editable=False
    )
    sampling_method = models.CharField(_("cara memilih responden"), max_length=20, choices=Sampling.choices)
    in_evaluation = models.BooleanField(
        _("masuk evaluasi"),
        default=True,
        help_text=_("Nonaktifkan untuk contoh atau uji coba; angkanya tidak masuk dasbor."),
    )
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    folded = FoldedField("title", "code", "source")
    history = HistoricalRecords(
        excluded_fields=["folded"], history_change_reason_field=models.TextField(null=True)
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("putaran survei")
        verbose_name_plural = _("putaran survei")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="survey_round_ends_after_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(in_evaluation=False) | models.Q(starts_on__gte=PROGRAMME_START),
                name="survey_round_in_evaluation_since_programme_start",
                violation_error_message=_("Evaluasi layanan dimulai 1 Agustus 2017."),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("round_detail", args=[self.code])

    def state_steps(self):
        """Rows of the history in which the state became another one, newest first."""
        rows = list(self.history.select_related("history_user").defer("note"))
        for newer, older in pairwise(rows):
            if newer.state != older.state:
                yield newer

    def newest_step(self):
        """(what in words, who, when) of its last change, or None before the first."""
        row = self.history.select_related("history_user").first()
        if row is None:
            return None
        is_step = next(self.state_steps(), None) == row
        what = row.get_state_display() if is_step else _("isinya diubah")
        return what, row.history_user, row.history_date
