"""The theme codebook, and what was said in a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outreach.models.sessions import FgdSession
from outreach.querysets import StatementQuerySet
from pmi_portal.records import ReferenceMixin
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


class Statement(models.Model):
    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("keluhan")
        COORDINATION = "coordination", _("masalah koordinasi")
        RECOMMENDATION = "recommendation", _("saran")
        RISK = "risk", _("risiko")
        PRAISE = "praise", _("apresiasi")

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
        max_length=5000,
        help_text=_("Jangan menulis nama orang, NIK, atau nomor paspor."),
    )
    history = HistoricalRecords()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pernyataan")
        verbose_name_plural = _("pernyataan")
        ordering = ["pk"]

    class Privacy:
        personal = ("text",)

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return f"{self.session.get_absolute_url()}#pernyataan-{self.pk}"
