"""How many migrant workers were covered where and when: what a number of complaints is measured by."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.records import Record, SampleMixin, VersionedMixin
from pmi_portal.words import destinations
from pmi_portal.words.formats import show_month
from stakeholders.models.regions import Region
from stakeholders.querysets import ExposureQuerySet

ALL_TOGETHER = "semua"
DESTINATIONS = {ALL_TOGETHER: _("semua negara tujuan")} | destinations.GROUPS


def check_first_day(day):
    """A month is stored as its first day; raises ValidationError for any other."""
    if day.day != 1:
        raise ValidationError(_("Isi hari pertama bulan itu."))


class Exposure(SampleMixin, VersionedMixin, Record):
    """Active participants of a region of origin in one month, between a low and a high number.

    By group of destination countries, or of all together where a source tells no more. What nobody can count
    exactly is a span, and whatever is made of it spans as far.
    """

    region = models.ForeignKey(
        Region, verbose_name=_("wilayah asal"), on_delete=models.PROTECT, related_name="exposures"
    )
    month = models.DateField(_("bulan"), validators=[check_first_day], help_text=_("Hari pertama bulan itu."))
    destination = models.CharField(
        _("negara tujuan"), max_length=20, choices=DESTINATIONS.items(), default=ALL_TOGETHER
    )
    low = models.PositiveIntegerField(
        _("paling sedikit"),
        validators=[MinValueValidator(1)],
        help_text=_("Peserta aktif pada bulan itu, paling sedikit."),
    )
    high = models.PositiveIntegerField(
        _("paling banyak"),
        validators=[MinValueValidator(1)],
        help_text=_("Sama dengan yang paling sedikit bila jumlahnya pasti."),
    )
    source = models.CharField(_("sumber"), max_length=300)
    history = HistoricalRecords()

    objects = ExposureQuerySet.as_manager()
    VIEW_PERMISSION, EDIT_PERMISSION = Permission.EXPOSURES_VIEW, Permission.EXPOSURES_EDIT

    class Meta:
        verbose_name = _("pajanan")
        verbose_name_plural = _("pajanan")
        ordering = ["-month", "region__order", "destination", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "month", "destination"],
                name="exposure_once_per_region_month_and_destination",
                violation_error_message=_("Pajanan wilayah, bulan, dan negara tujuan ini sudah dicatat."),
            ),
            models.CheckConstraint(
                condition=models.Q(low__gte=1) & models.Q(high__gte=models.F("low")),
                name="exposure_from_low_to_high",
                violation_error_message=_(
                    "“Paling banyak” lebih kecil daripada “paling sedikit”. Tukar keduanya."
                ),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.region}, {show_month(self.month)}, {self.get_destination_display()}"
