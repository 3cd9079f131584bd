"""FGD events and their sessions."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from outreach.models.announced import AnnouncedMixin
from outreach.models.guides import DiscussionGuide
from outreach.querysets.records import EventQuerySet, SessionQuerySet
from pmi_portal.editing.records import LONGEST_TEXT, Record, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import District, Region, StakeholderGroup

OUTCOME = ("observations", "conclusions", "saturation")


class FgdEvent(SampleMixin, VersionedMixin, FoldedMixin, models.Model):
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
    terms_of_reference = models.TextField(
        _("kerangka acuan kerja (KAK)"), blank=True, max_length=LONGEST_TEXT
    )
    approach = models.CharField(
        _("pendekatan"),
        max_length=300,
        blank=True,
        help_text=_("Cara menganalisis, misalnya analisis tema dengan daftar tema (buku kode)."),
    )
    selection = models.CharField(_("cara memilih peserta"), max_length=500, blank=True)
    source = models.CharField(
        _("sumber"), max_length=300, blank=True, help_text=_("Untuk catatan yang disusun dari terbitan.")
    )
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    folded = FoldedField("title")
    history = HistoricalRecords(excluded_fields=["folded"])

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan FGD")
        verbose_name_plural = _("kegiatan FGD")
        ordering = ["-pk"]
        indexes = [TrigramIndex("folded", name="fgdevent_trigrams")]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.pk])


class FgdSession(VersionedMixin, FoldedMixin, AnnouncedMixin, Record):
    """One sitting. Times are clock times in the region's zone; they may be unknown in an old record.

    An end that is no later than the start lies on the next day.
    """

    class CalledOff(models.TextChoices):
        POSTPONED = "postponed", _("ditunda")
        CANCELLED = "cancelled", _("dibatalkan")

    class Recording(models.TextChoices):
        NONE = "none", _("tidak direkam")
        AUDIO = "audio", _("rekaman suara")
        VIDEO = "video", _("rekaman video")

    class Consent(models.TextChoices):
        WRITTEN = "written", _("tertulis")
        SPOKEN = "spoken", _("lisan")
        NOT_ASKED = "not_asked", _("tidak diminta")
        REFUSED = "refused", pgettext_lazy("persetujuan", "ditolak")

    event = models.ForeignKey(
        FgdEvent, verbose_name=_("kegiatan FGD"), on_delete=models.CASCADE, related_name="sessions"
    )
    title = models.CharField(_("nama sesi"), max_length=150, blank=True)
    held_on = models.DateField(_("tanggal"))
    starts_at = models.TimeField(_("mulai"), null=True, blank=True)
    ends_at = models.TimeField(_("selesai"), null=True, blank=True)
    venue = models.CharField(_("tempat"), max_length=200)
    called_off = models.CharField(
        _("pelaksanaan"),
        max_length=10,
        choices=CalledOff.choices,
        blank=True,
        help_text=_("Ditunda: hapus pilihan ini setelah tanggal barunya ditetapkan."),
    )
    called_off_reason = models.CharField(_("alasan ditunda atau dibatalkan"), max_length=300, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, max_length=5000)
    purpose = models.TextField(_("tujuan sesi"), blank=True, max_length=5000)
    guide = models.ForeignKey(
        DiscussionGuide,
        verbose_name=_("panduan diskusi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    setting = models.CharField(
        _("suasana tempat"), max_length=300, blank=True, help_text=_("Misalnya: balai desa, pintu tertutup.")
    )
    others_present = models.CharField(
        _("orang lain yang hadir"),
        max_length=300,
        blank=True,
        help_text=_("Selain peserta dan tim; tulis “tidak ada” bila memang tidak ada."),
    )
    recording = models.CharField(_("rekaman"), max_length=10, choices=Recording.choices, blank=True)
    consent = models.CharField(_("persetujuan peserta"), max_length=10, choices=Consent.choices, blank=True)
    observations = models.TextField(_("hasil pengamatan"), blank=True, max_length=LONGEST_TEXT)
    conclusions = models.TextField(_("kesimpulan"), blank=True, max_length=LONGEST_TEXT)
    saturation = models.CharField(
        _("masih muncul hal baru?"),
        max_length=300,
        blank=True,
        help_text=_("Dibanding sesi sebelumnya. Dalam penelitian ini disebut kejenuhan data."),
    )
    checked_on = models.DateField(
        _("catatan diperiksa peserta"),
        null=True,
        blank=True,
        help_text=_("Tanggal peserta memeriksa isi notulen; kosong bila belum."),
    )
    groups = models.ManyToManyField(StakeholderGroup, through="Participation", related_name="fgd_sessions")
    folded = FoldedField("title", "venue", "conclusions", names=("event",))
    history = HistoricalRecords(excluded_fields=["folded", "sequence", "announced_at"])

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesi FGD")
        verbose_name_plural = _("sesi FGD")
        ordering = ["-held_on", "-pk"]
        indexes = [
            TrigramIndex("folded", name="fgdsession_trigrams"),
            models.Index(fields=["-held_on", "-id"], name="fgd_session_held"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(ends_at=models.F("starts_at"))
                | models.Q(ends_at=None)
                | models.Q(starts_at=None),
                name="fgd_session_lasts",
                violation_error_message=_("Jam selesai tidak boleh sama dengan jam mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(called_off="", called_off_reason="")
                | ~models.Q(called_off="") & ~models.Q(called_off_reason=""),
                name="fgd_session_called_off_iff_reasoned",
                violation_error_message=_("Isi alasan sesi ditunda atau dibatalkan."),
            ),
        ]

    class Privacy:
        personal = ("others_present", "observations", "conclusions", "folded")

    def __str__(self):
        return f"{self.event} - {self.title}" if self.title else str(self.event)

    def get_absolute_url(self):
        return reverse("session_detail", args=[self.pk])

    @property
    def outcome(self):
        """{name: value} of what the team saw and concluded; the day of the check is judged apart."""
        return {name: getattr(self, name) for name in OUTCOME}

    @property
    def has_records(self):
        """Whether something is written down that can only have happened on the day or later."""
        return any(self.outcome.values()) or self.participations.exists() or self.statements.exists()

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
        if self.ends_at is None:
            return None
        is_overnight = self.starts_at is not None and self.ends_at <= self.starts_at
        return self._moment(self.ends_at, days=1 if is_overnight else 0)

    @property
    def is_planned(self):
        """Whether it is still to come, and nobody called it off."""
        today = timezone.localdate(timezone=ZoneInfo(self.zone))
        return self.held_on > today and not self.called_off

    @property
    def status(self):
        """How it stands with the session, in a word."""
        if self.called_off:
            return self.get_called_off_display()
        return _("direncanakan") if self.is_planned else _("terlaksana")

    @property
    def announced(self):
        """What a calendar shows of it."""
        place = self.event.district or self.event.region
        when = (self.held_on, self.starts_at, self.ends_at, self.zone, self.called_off)
        return (self.event.title, self.title, self.venue, str(place), self.event.is_sample, *when)

    def _moment(self, clock, days=0):
        if clock is None:
            return None
        day = self.held_on + timedelta(days=days)
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))
