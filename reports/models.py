"""Published figures of others, kept with source and doubts, for comparison beside our own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record, ReferenceMixin

PARTICIPANTS = "participants_national"  # a series


class ReferenceFigure(ReferenceMixin, Record):
    """One published value; two sources that disagree are two rows marked as in conflict."""

    class Precision(models.TextChoices):
        DAY = "day", _("hari")
        MONTH = "month", _("bulan")
        YEAR = "year", _("tahun")

    series = models.CharField(_("deret"), max_length=40)
    as_of = models.DateField(_("per tanggal"))
    precision = models.CharField(_("ketelitian tanggal"), max_length=5, choices=Precision.choices)
    measure = models.CharField(_("ukuran"), max_length=40)
    value = models.BigIntegerField(_("nilai"))
    source = models.CharField(_("sumber"), max_length=300)
    note = models.TextField(_("catatan"), blank=True)
    conflict = models.BooleanField(
        _("sumber berbeda"), default=False, help_text=_("Sumber lain menyebut nilai yang berbeda.")
    )

    class Meta:
        verbose_name = _("angka acuan")
        verbose_name_plural = _("angka acuan")
        ordering = ["series", "as_of", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "as_of", "measure", "value"], name="reference_figure_once_per_value"
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.series} {self.measure} {self.as_of}: {self.value}"
