"""FGD events, their sessions, and who sat at the table."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from outreach.models.guides import DiscussionGuide
from outreach.querysets.records import EventQuerySet, SessionQuerySet
from pmi_portal.editing.records import LONGEST_TEXT, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import District, Institution, Region, StakeholderGroup

AGES = {"aged_18": "18-24", "aged_25": "25-34", "aged_35": "35-44", "aged_45": "45-54", "aged_55": "55+"}
OUTCOME = ("observations", "conclusions", "saturation")
COUNTED = ("people", "women", "men", *AGES)


def _known(*names):
    """The sum of columns in which an unknown number counts as nobody."""
    first, *others = (Coalesce(models.F(name), 0) for name in names)
    return sum(others, first)


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


class FgdSession(VersionedMixin, FoldedMixin, models.Model):
    """One sitting. Times are clock times in the region's zone; they may be unknown in an old record."""

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
    folded = FoldedField("title", "venue", "conclusions", joined=("event",))
    history = HistoricalRecords(excluded_fields=["folded"])

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
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                | models.Q(ends_at=None)
                | models.Q(starts_at=None),
                name="fgd_session_ends_after_start",
                violation_error_message=_("Jam selesai harus setelah jam mulai."),
            )
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
    women = models.PositiveIntegerField(_("perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("laki-laki"), null=True, blank=True)
    aged_18 = models.PositiveIntegerField(_("usia 18-24"), null=True, blank=True)
    aged_25 = models.PositiveIntegerField(_("usia 25-34"), null=True, blank=True)
    aged_35 = models.PositiveIntegerField(_("usia 35-44"), null=True, blank=True)
    aged_45 = models.PositiveIntegerField(_("usia 45-54"), null=True, blank=True)
    aged_55 = models.PositiveIntegerField(_("usia 55+"), null=True, blank=True)

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
            models.CheckConstraint(
                condition=models.Q(people=None) | models.Q(people__gte=_known("women", "men")),
                name="participation_sexes_within_people",
            ),
            models.CheckConstraint(
                condition=models.Q(people=None) | models.Q(people__gte=_known(*AGES)),
                name="participation_ages_within_people",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.group}: {self.people}"

    @property
    def counts(self):
        """{name: number or None} of everything that is counted of a line."""
        return {name: getattr(self, name) for name in COUNTED}

    @property
    def ages(self):
        """(age band, people) of the bands that were counted."""
        bands = [(band, getattr(self, name)) for name, band in AGES.items()]
        return [(band, people) for band, people in bands if people is not None]
