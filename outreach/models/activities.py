"""Outreach activities (sosialisasi): where the programme was explained, and to how many."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outreach.querysets import ActivityQuerySet
from pmi_portal.records import SampleMixin
from stakeholders.models import District, Institution, Region


class OutreachActivity(SampleMixin, models.Model):
    class Channel(models.TextChoices):
        MEETING = "meeting", _("tatap muka")
        VILLAGE = "village", _("pertemuan desa")
        ORIENTATION = "orientation", _("orientasi pra pemberangkatan (OPP)")
        ONLINE = "online", _("daring")
        BROADCAST = "broadcast", _("radio, televisi, atau media sosial")

    class Status(models.TextChoices):
        PLANNED = "planned", _("direncanakan")
        HELD = "held", _("terlaksana")
        CANCELLED = "cancelled", _("dibatalkan")

    title = models.CharField(_("judul"), max_length=200)
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="activities"
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("kabupaten/kota"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    village = models.CharField(_("desa/kelurahan"), max_length=120, blank=True)
    organiser = models.ForeignKey(
        Institution,
        verbose_name=_("penyelenggara"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    channel = models.CharField(_("cara penyampaian"), max_length=20, choices=Channel.choices)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PLANNED)
    held_on = models.DateField(_("tanggal"))
    women = models.PositiveIntegerField(_("peserta perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("peserta laki-laki"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    history = HistoricalRecords()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan sosialisasi")
        verbose_name_plural = _("kegiatan sosialisasi")
        ordering = ["-held_on", "-pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activity_detail", args=[self.pk])

    @property
    def people(self):
        """Attendance where it was counted, else None."""
        counted = [number for number in (self.women, self.men) if number is not None]
        return sum(counted) if counted else None
