"""FGD events, their sessions, and who sat at the table."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outreach.querysets import EventQuerySet, SessionQuerySet
from pmi_portal.records import SampleMixin
from stakeholders.models import District, Institution, Region, StakeholderGroup


class FgdEvent(SampleMixin, models.Model):
    """One FGD occasion in a region; its sessions hold what was said."""

    title = models.CharField(_("judul"), max_length=200)
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="fgd_events"
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("kabupaten/kota"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fgd_events",
    )
    purpose = models.TextField(_("tujuan"), blank=True, max_length=5000)
    source = models.CharField(
        _("sumber"), max_length=300, blank=True, help_text=_("Untuk catatan yang disusun dari terbitan.")
    )
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    history = HistoricalRecords()

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan FGD")
        verbose_name_plural = _("kegiatan FGD")
        ordering = ["-pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.pk])


class FgdSession(models.Model):
    """One sitting. Times are clock times in the region's zone; they may be unknown in an old record."""

    event = models.ForeignKey(
        FgdEvent, verbose_name=_("kegiatan FGD"), on_delete=models.CASCADE, related_name="sessions"
    )
    title = models.CharField(_("nama sesi"), max_length=150, blank=True)
    held_on = models.DateField(_("tanggal"))
    starts_at = models.TimeField(_("mulai"), null=True, blank=True)
    ends_at = models.TimeField(_("selesai"), null=True, blank=True)
    venue = models.CharField(_("tempat"), max_length=200)
    facilitator = models.CharField(_("fasilitator"), max_length=150, blank=True)
    note_taker = models.CharField(_("notulis"), max_length=150, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, max_length=5000)
    purpose = models.TextField(_("tujuan sesi"), blank=True, max_length=5000)
    groups = models.ManyToManyField(StakeholderGroup, through="Participation", related_name="fgd_sessions")
    history = HistoricalRecords()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesi FGD")
        verbose_name_plural = _("sesi FGD")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                | models.Q(ends_at=None)
                | models.Q(starts_at=None),
                name="fgd_session_ends_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            )
        ]

    class Privacy:
        personal = ("facilitator", "note_taker")

    def __str__(self):
        return f"{self.event} - {self.title}" if self.title else str(self.event)

    def get_absolute_url(self):
        return reverse("session_detail", args=[self.pk])

    @property
    def zone(self):
        """IANA name of the zone in which the clock times are meant."""
        place = self.event.district or self.event.region
        return place.time_zone

    @property
    def starts(self):
        """The start as an aware datetime, or None when the hour is unknown."""
        return self._moment(self.starts_at)

    @property
    def ends(self):
        return self._moment(self.ends_at)

    def _moment(self, clock):
        return datetime.combine(self.held_on, clock, tzinfo=ZoneInfo(self.zone)) if clock else None


class Participation(models.Model):
    """A stakeholder group, and the institution that sent people, present in a session."""

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="participations")
    group = models.ForeignKey(
        StakeholderGroup, verbose_name=_("kelompok"), on_delete=models.PROTECT, related_name="participations"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    people = models.PositiveIntegerField(
        _("jumlah orang"), null=True, blank=True, help_text=_("Kosongkan bila tidak dihitung.")
    )

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        ordering = ["group__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "group", "institution"],
                name="participation_once_per_group_and_institution",
                violation_error_message=_("Kelompok dan instansi ini sudah tercatat di sesi ini."),
            ),
            models.UniqueConstraint(
                fields=["session", "group"],
                condition=models.Q(institution=None),
                name="participation_once_per_group_alone",
                violation_error_message=_("Kelompok ini sudah tercatat di sesi ini."),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.group}: {self.people}"
