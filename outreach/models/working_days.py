"""The calendar of the office, and how many working days each step of a complaint may take."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.querysets.working_days import HolidayQuerySet, LimitQuerySet
from pmi_portal.editing.records import Record, ReferenceMixin

MOST_WORKING_DAYS = 250  # about a year


class Holiday(ReferenceMixin, Record):
    class Kind(models.TextChoices):
        NATIONAL = "national", _("hari libur nasional")
        COLLECTIVE = "collective", _("cuti bersama")

    date = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices, default=Kind.NATIONAL)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    active = models.BooleanField(
        _("berlaku"), default=True, help_text=_("Nonaktifkan bila pada hari itu kantor tetap bekerja.")
    )

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["date"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.date}: {self.name}"


class ServiceLimit(ReferenceMixin, Record):
    """Working days from receipt until a step must be done; those to answer are the classes of complaints."""

    class Step(models.TextChoices):
        ACKNOWLEDGE = "acknowledge", _("tanda terima")
        VERIFY = "verify", _("verifikasi")
        ANSWER = "answer", _("jawaban")

    code = models.CharField(_("kode"), max_length=20, unique=True)
    step = models.CharField(_("langkah"), max_length=12, choices=Step.choices)
    name = models.CharField(_("nama"), max_length=150)
    working_days = models.PositiveSmallIntegerField(
        _("hari kerja"), validators=[MaxValueValidator(MOST_WORKING_DAYS)]
    )
    source = models.CharField(_("dasar"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    active = models.BooleanField(_("aktif"), default=True)

    objects = LimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("batas waktu layanan")
        verbose_name_plural = _("batas waktu layanan")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=models.Q(active=True, step__in=["acknowledge", "verify"]),
                name="service_limit_one_in_force_per_general_step",
                violation_error_message=_(
                    "Langkah ini sudah punya batas yang berlaku; ubah jumlah harinya di sana."
                ),
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name
