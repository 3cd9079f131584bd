"""Complaints: one incident each, with its clocks."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outreach.models.categories import ComplaintCategory
from outreach.models.complaint_promises import PROMISES
from outreach.models.facts import CaseFactsMixin
from outreach.models.origins import OriginMixin
from outreach.models.past import PastMixin
from outreach.models.statements import Statement
from outreach.models.stepped import SteppedMixin
from outreach.models.working_days import ServiceLimit
from outreach.querysets.complaints import OPEN, WAITING, ComplaintQuerySet
from pmi_portal.editing.records import LONGEST_TEXT, Record, SampleMixin, VersionedMixin
from pmi_portal.words.countries import country_name
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import Institution


class Complaint(
    SteppedMixin, OriginMixin, CaseFactsMixin, PastMixin, SampleMixin, VersionedMixin, FoldedMixin, Record
):
    """One incident, however many people it struck; `people` says how many."""

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", _("langsung")
        LETTER = "letter", _("surat")
        PHONE = "phone", _("telepon")
        SMS = "sms", _("SMS atau WhatsApp")
        EMAIL = "email", _("surel")
        ONLINE = "online", _("layanan daring")
        SOCIAL = "social", _("media sosial")
        FGD = "fgd", _("sesi FGD")
        OTHER = "other", _("lainnya")

    class Reporter(models.TextChoices):
        PMI = "pmi", _("PMI")
        CPMI = "cpmi", _("calon PMI")
        RETURNED = "returned", _("purna PMI")
        FAMILY = "family", _("keluarga PMI")
        INSTITUTION = "institution", _("instansi atau organisasi")
        OTHER = "other", _("lainnya")
        UNKNOWN = "unknown", _("tidak diketahui")

    class Sex(models.TextChoices):
        FEMALE = "female", _("perempuan")
        MALE = "male", _("laki-laki")
        UNKNOWN = "unknown", _("tidak diketahui")

    class Stage(models.TextChoices):
        CPMI = "cpmi", _("calon PMI")
        ABROAD = "abroad", _("PMI di luar negeri")
        RETURNED = "returned", _("purna PMI")
        FAMILY = "family", _("keluarga PMI")
        UNKNOWN = "unknown", _("tidak diketahui")

    class Procedural(models.TextChoices):
        YES = "yes", _("prosedural")
        NO = "no", _("nonprosedural")
        UNKNOWN = "unknown", _("tidak diketahui")

    class Severity(models.TextChoices):
        EMERGENCY = "emergency", _("darurat")
        HIGH = "high", _("tinggi")
        MEDIUM = "medium", _("sedang")
        LOW = "low", _("rendah")

    class Status(models.TextChoices):
        RECEIVED = "received", _("baru")
        VERIFIED = "verified", _("diverifikasi")
        REFERRED = "referred", _("diteruskan")
        HANDLED = "handled", _("ditangani")
        ANSWERED = "answered", _("dijawab")
        DONE = "done", pgettext_lazy("status pengaduan", "selesai")
        CLOSED = "closed", _("ditutup")
        PAUSED = "paused", pgettext_lazy("status pengaduan", "ditunda")
        OUTSIDE = "outside", _("bukan kewenangan")
        DUPLICATE = "duplicate", _("duplikat")
        REOPENED = "reopened", _("dibuka kembali")
        ARCHIVED = "archived", _("diarsipkan")

    number = models.CharField(_("nomor"), max_length=20, unique=True, null=True, editable=False)
    received_at = models.DateTimeField(_("diterima pada"), default=timezone.now)
    channel = models.CharField(_("saluran"), max_length=12, choices=Channel.choices)
    reporter = models.CharField(_("pelapor"), max_length=12, choices=Reporter.choices)
    is_anonymous = models.BooleanField(_("pelapor anonim"), default=False)
    destination = models.CharField(
        _("negara tujuan"), max_length=2, blank=True, help_text="ISO 3166-1 alpha-2"
    )
    procedural = models.CharField(
        _("penempatan"), max_length=8, choices=Procedural.choices, default=Procedural.UNKNOWN
    )
    category = models.ForeignKey(
        ComplaintCategory, verbose_name=_("kategori"), on_delete=models.PROTECT, related_name="complaints"
    )
    limit = models.ForeignKey(
        ServiceLimit,
        verbose_name=_("golongan pengaduan"),
        on_delete=models.PROTECT,
        related_name="complaints",
        limit_choices_to={"step": ServiceLimit.Step.ANSWER},
        help_text=_("Menentukan batas waktu jawaban."),
    )
    severity = models.CharField(
        _("prioritas"), max_length=10, choices=Severity.choices, default=Severity.MEDIUM
    )
    # Whom it is about, who need not be who reported it.
    person_sex = models.CharField(_("jenis kelamin"), max_length=8, choices=Sex.choices, default=Sex.UNKNOWN)
    person_stage = models.CharField(_("tahap"), max_length=10, choices=Stage.choices, default=Stage.UNKNOWN)
    people = models.PositiveIntegerField(_("jumlah orang yang terdampak"), default=1)
    text = models.TextField(
        _("uraian"),
        max_length=LONGEST_TEXT,
        help_text=_("Jangan menulis nama orang, NIK, atau nomor paspor."),
    )
    remedy_sought = models.TextField(_("penyelesaian yang diminta"), blank=True, max_length=5000)
    internal_note = models.TextField(
        _("catatan internal"),
        blank=True,
        max_length=5000,
        help_text=_("Untuk rekan di kantor; tidak pernah disampaikan kepada pelapor."),
    )
    outcome = models.TextField(_("hasil penanganan"), blank=True, max_length=5000)
    statement = models.ForeignKey(
        Statement,
        verbose_name=_("pernyataan asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    original = models.ForeignKey(
        "self",
        verbose_name=_("duplikat dari"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="duplicates",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RECEIVED, editable=False
    )
    acknowledge_by = models.DateField(_("batas tanda terima"), editable=False)
    verify_by = models.DateField(_("batas verifikasi"), editable=False)
    answer_by = models.DateField(_("batas jawaban"), editable=False)
    acknowledged_at = models.DateTimeField(_("tanda terima"), null=True, editable=False)
    acknowledged_through = models.CharField(
        _("tanda terima lewat"), max_length=12, choices=Channel.choices, blank=True, editable=False
    )
    verified_at = models.DateTimeField(_("diverifikasi pada"), null=True, editable=False)
    answered_at = models.DateTimeField(_("dijawab pada"), null=True, editable=False)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, editable=False)
    paused_on = models.DateField(_("ditunda sejak"), null=True, editable=False)
    paused_from = models.CharField(max_length=10, choices=Status.choices, blank=True, editable=False)
    urgent_on = models.DateField(_("dinyatakan darurat pada"), null=True, editable=False)
    # Who works on it at home: an officer by name, KPKP, or else the desk of the region.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="assigned_complaints",
    )
    with_kpkp = models.BooleanField(_("ditangani KPKP"), default=False, editable=False)
    # Who holds it now, as `kind` or `kind-key` (outreach/complaints/holding.py); empty once it has ended.
    holder = models.CharField(_("dipegang oleh"), max_length=30, blank=True, editable=False)
    holding_institution = models.ForeignKey(
        Institution, null=True, editable=False, on_delete=models.PROTECT, related_name="held_complaints"
    )
    held_since = models.DateTimeField(_("dipegang sejak"), null=True, editable=False)
    # The last day on which the holder was told of it.
    told_on = models.DateField(null=True, editable=False)
    times_reopened = models.PositiveSmallIntegerField(default=0, editable=False)
    # Emergencies that still wait stand first in every list; made by the database, so that an index sorts.
    rank = models.GeneratedField(
        expression=models.Case(
            models.When(severity=Severity.EMERGENCY, status__in=OPEN, past_import=None, then=0), default=1
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    folded = FoldedField(
        *("number", "past_number", "text", "remedy_sought", "outcome", "outside_province", "outside_district")
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        ordering = ["rank", "-received_at", "-pk"]
        indexes = [
            TrigramIndex("folded", name="complaint_trigrams"),
            models.Index(fields=["rank", "-received_at", "-id"], name="complaint_rank_received"),
            models.Index(fields=["region", "rank", "-received_at", "-id"], name="complaint_region_received"),
            models.Index(fields=["desk", "rank", "-received_at", "-id"], name="complaint_desk_received"),
            models.Index(fields=["status", "rank", "-received_at", "-id"], name="complaint_status_received"),
            models.Index(fields=["status", "answer_by"], name="complaint_status_answer_by"),
            models.Index(fields=["holder", "answer_by"], name="complaint_holder_answer_by"),
            models.Index(
                fields=["past_import"], condition=models.Q(past_import__isnull=False), name="complaint_past"
            ),
        ]
        constraints = PROMISES

    class Privacy:
        personal = ("text", "remedy_sought", "outcome", "folded")

    def __str__(self):
        return self.number or str(_("pengaduan baru"))

    def get_absolute_url(self):
        return reverse("complaint_detail", args=[self.pk])

    @property
    def holder_name(self):
        """Who holds it, as a person reads it; empty where nobody does any more."""
        kind = self.holder.partition("-")[0]
        if kind == "desk":
            return _("Meja %(region)s") % {"region": self.desk_region}
        return {
            "officer": lambda: str(self.assignee),
            "institution": lambda: str(self.holding_institution),
            "kpkp": lambda: "KPKP",
            "": str,
        }[kind]()

    @property
    def is_open(self):
        """Whether it is still on the desk; what came from before the portal never was on this one."""
        return self.status in OPEN and not self.is_past

    @property
    def is_waiting(self):
        """Whether the clock of its answer runs."""
        return self.status in WAITING and not self.is_past

    @property
    def is_urgent(self):
        """Whether it is an emergency that still waits."""
        return self.severity == self.Severity.EMERGENCY and self.is_open

    @property
    def destination_name(self):
        return country_name(self.destination) if self.destination else ""
