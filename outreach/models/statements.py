"""The theme codebook, and what was said in a session."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outreach.models.facts import CaseFactsMixin, dated_iff_known
from outreach.models.guides import GuideQuestion
from outreach.models.sessions import FgdSession
from outreach.querysets.records import StatementQuerySet
from pmi_portal.editing.records import LONGEST_TEXT, Record, ReferenceMixin, VersionedMixin, digest
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import StakeholderGroup


class ThemeQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)


class Theme(ReferenceMixin, models.Model):
    code = models.CharField(_("kode"), max_length=10, unique=True)
    name = models.CharField(_("nama"), max_length=100)
    definition = models.TextField(_("definisi"), blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    active = models.BooleanField(_("aktif"), default=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("tema")
        ordering = ["order", "code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.code} {self.name}"


class Statement(CaseFactsMixin, VersionedMixin, FoldedMixin, Record):
    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("keluhan")
        COORDINATION = "coordination", _("masalah koordinasi")
        RECOMMENDATION = "recommendation", _("saran")
        RISK = "risk", _("risiko")
        PRAISE = "praise", _("apresiasi")

    class Sentiment(models.TextChoices):
        POSITIVE = "positive", _("positif")
        NEUTRAL = "neutral", _("netral")
        NEGATIVE = "negative", _("negatif")

    class Agreement(models.TextChoices):
        CONSENSUS = "consensus", _("konsensus")
        MAJORITY = "majority", _("mayoritas")
        DIVIDED = "divided", _("pendapat terbagi")
        SINGLE = "single", _("hanya satu orang")

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="statements")
    group = models.ForeignKey(
        StakeholderGroup,
        verbose_name=_("disampaikan oleh kelompok"),
        on_delete=models.PROTECT,
        related_name="statements",
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, related_name="statements"
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    text = models.TextField(
        _("isi pernyataan"),
        max_length=LONGEST_TEXT,
        help_text=_("Jangan menulis nama orang, NIK, atau nomor paspor."),
    )
    speaker_code = models.CharField(
        _("kode pembicara"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(
                r"\A[A-Z]{1,2}[0-9]{1,3}(-[A-Z0-9]+)?\Z",
                _("Tulis kode, bukan nama: huruf dan nomor, lalu kode kelompok, misalnya P3-DESA."),
            )
        ],
        help_text=_("Kode di daftar hadir, misalnya P3-DESA; bukan nama."),
    )
    is_quote = models.BooleanField(_("kutipan kata demi kata"), default=False)
    question = models.ForeignKey(
        GuideQuestion,
        verbose_name=_("pertanyaan panduan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    sentiment = models.CharField(_("nada"), max_length=10, choices=Sentiment.choices, blank=True)
    agreement = models.CharField(
        _("tingkat kesepakatan"), max_length=10, choices=Agreement.choices, blank=True
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dicatat oleh"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    folded = FoldedField("text")
    history = HistoricalRecords(excluded_fields=["folded"])

    made_present = False  # set by the action that marked the group present because it spoke

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pernyataan")
        verbose_name_plural = _("pernyataan")
        ordering = ["pk"]
        indexes = [TrigramIndex("folded", name="statement_trigrams")]
        constraints = [dated_iff_known("statement_event_dated_iff_known")]

    class Privacy:
        personal = ("text", "folded")

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return f"{self.session.get_absolute_url()}#pernyataan-{self.pk}"

    @property
    def words(self):
        """The digest of the text, to know whether it is still the same."""
        return digest({"text": self.text})


class Stance(Record):
    """A group that spoke for or against a statement of another group."""

    class Side(models.TextChoices):
        FOR = "for", _("mendukung")
        AGAINST = "against", _("menentang")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="stances")
    group = models.ForeignKey(
        StakeholderGroup, verbose_name=_("kelompok"), on_delete=models.PROTECT, related_name="stances"
    )
    side = models.CharField(_("sikap"), max_length=10, choices=Side.choices)

    class Meta:
        verbose_name = _("sikap kelompok")
        verbose_name_plural = _("sikap kelompok")
        ordering = ["group__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "group"], name="stance_once_per_statement_and_group")
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.group}: {self.get_side_display()}"


class Coding(models.Model):
    """The theme another coder gave a statement without seeing the first one."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("penilai tema kedua"),
        on_delete=models.PROTECT,
        related_name="codings",
    )
    theme = models.ForeignKey(Theme, verbose_name=_("tema"), on_delete=models.PROTECT, related_name="codings")
    coded_at = models.DateTimeField(_("dinilai pada"), auto_now_add=True)
    words = models.CharField(max_length=64, blank=True, editable=False)  # digest of the text that was coded

    class Meta:
        verbose_name = _("penilaian tema kedua")
        verbose_name_plural = _("penilaian tema kedua")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "coder"], name="coding_once_per_statement_and_coder")
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.statement_id}: {self.theme}"

    @property
    def is_of_other_words(self):
        """Whether the text of the statement was replaced since."""
        return bool(self.words) and self.words != self.statement.words
