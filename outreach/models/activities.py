"""Outreach activities (sosialisasi): where the programme was explained, and to how many."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outreach.models.announced import AnnouncedMixin
from outreach.models.past import PAST_FIELDS, PastMixin
from outreach.querysets.activities import TopicQuerySet
from outreach.querysets.records import ActivityQuerySet
from pmi_portal.editing.records import Record, ReferenceMixin, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import District, Institution, Region


class OutreachTopic(ReferenceMixin, models.Model):
    """What an activity must cover by law: the checklist of PP 59/2021 article 4(4)."""

    code = models.CharField(_("kode"), max_length=10, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    source = models.CharField(_("dasar"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    active = models.BooleanField(_("aktif"), default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("materi wajib")
        verbose_name_plural = _("materi wajib")
        ordering = ["order", "code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.code}. {self.name}"


class OutreachActivity(PastMixin, SampleMixin, VersionedMixin, FoldedMixin, AnnouncedMixin, Record):
    class Channel(models.TextChoices):
        MEETING = "meeting", _("tatap muka")
        VILLAGE = "village", _("pertemuan desa")
        ORIENTATION = "orientation", _("Orientasi Pra Pemberangkatan (OPP)")
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
    planned_on = models.DateField(
        _("tanggal rencana"),
        null=True,
        blank=True,
        help_text=_("Tetap tercatat bila pelaksanaannya bergeser."),
    )
    speakers = models.CharField(_("narasumber"), max_length=300, blank=True)
    materials = models.CharField(_("bahan yang dibagikan"), max_length=300, blank=True)
    topics = models.ManyToManyField(
        OutreachTopic, verbose_name=_("materi yang disampaikan"), blank=True, related_name="activities"
    )
    cost = models.DecimalField(_("biaya (rupiah)"), max_digits=14, decimal_places=0, null=True, blank=True)
    distinct_people = models.PositiveIntegerField(
        _("orang berbeda yang dijangkau"),
        null=True,
        blank=True,
        help_text=_("Isi hanya bila orang yang datang lebih dari sekali dihitung satu kali."),
    )
    registrations = models.PositiveIntegerField(
        _("pendaftaran dalam 90 hari"),
        null=True,
        blank=True,
        help_text=_("Peserta kegiatan yang terdaftar dalam 90 hari setelahnya."),
    )
    women = models.PositiveIntegerField(_("peserta perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("peserta laki-laki"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    folded = FoldedField("title", "village", names=("organiser",))
    history = HistoricalRecords(excluded_fields=["folded", "sequence", "announced_at", *PAST_FIELDS])

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan sosialisasi")
        verbose_name_plural = _("kegiatan sosialisasi")
        ordering = ["-held_on", "-pk"]
        indexes = [
            TrigramIndex("folded", name="activity_trigrams"),
            models.Index(fields=["-held_on", "-id"], name="activity_held"),
            models.Index(fields=["held_on"], condition=models.Q(status="planned"), name="activity_planned"),
            models.Index(
                fields=["past_import"], condition=models.Q(past_import__isnull=False), name="activity_past"
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activity_detail", args=[self.pk])

    @property
    def is_moved(self):
        """Whether it was planned for another day than the one it has now; what is called off has no day."""
        moved = self.planned_on is not None and self.planned_on != self.held_on
        return moved and self.status != self.Status.CANCELLED

    @property
    def announced(self):
        """What a calendar shows of it."""
        place = str(self.district or self.region)
        return (self.title, self.village, place, self.held_on, self.status, self.is_sample)

    @property
    def audience(self):
        """{kind: (women, men)} of the listeners that were counted by kind."""
        return {one.kind: (one.women, one.men) for one in self.audiences.all()}

    @property
    def unlisted(self):
        """[women, men] that were counted but not by kind; None where nothing is left or known."""
        sums = [sum(pair[sex] or 0 for pair in self.audience.values()) for sex in (0, 1)]
        totals = zip((self.women, self.men), sums, strict=True)
        return [(total or 0) - listed or None for total, listed in totals]

    @property
    def people(self):
        """Attendance where it was counted, else None."""
        counted = [number for number in (self.women, self.men) if number is not None]
        return sum(counted) if counted else None


class Audience(Record):
    """Listeners of one kind at an activity."""

    class Kind(models.TextChoices):
        CPMI = "cpmi", _("calon PMI")
        PMI = "pmi", _("PMI aktif atau cuti")
        RETURNED = "returned", _("purna PMI")
        FAMILY = "family", _("keluarga PMI")
        OFFICIALS = "officials", _("aparat desa dan petugas")
        PUBLIC = "public", _("masyarakat umum")

    activity = models.ForeignKey(OutreachActivity, on_delete=models.CASCADE, related_name="audiences")
    kind = models.CharField(_("jenis peserta"), max_length=10, choices=Kind.choices)
    women = models.PositiveIntegerField(_("perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("laki-laki"), null=True, blank=True)

    class Meta:
        verbose_name = _("peserta menurut jenis")
        verbose_name_plural = _("peserta menurut jenis")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "kind"], name="audience_once_per_activity_and_kind")
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.women}/{self.men}"
