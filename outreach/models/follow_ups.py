"""Follow-ups: what somebody must do about a finding, until the group that raised it says it is done."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outreach.models.complaints import Complaint
from outreach.models.sessions import FgdSession
from outreach.models.statements import Statement
from outreach.models.stepped import SteppedMixin
from outreach.querysets.follow_ups import (
    DISPUTED,
    OF_COMPLAINT,
    OPEN,
    SETTLED,
    UNCONFIRMED,
    UNVERIFIED,
    FollowUpQuerySet,
)
from pmi_portal.editing.records import Record, SampleMixin, VersionedMixin
from pmi_portal.words.folding import FoldedField, FoldedMixin
from pmi_portal.words.trigrams import TrigramIndex
from stakeholders.models import Contact, Institution, Region, StakeholderGroup


class FollowUp(SteppedMixin, SampleMixin, VersionedMixin, FoldedMixin, Record):
    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("belum ditindaklanjuti")
        IN_PROGRESS = "in_progress", _("sedang dalam proses")
        DONE = "done", pgettext_lazy("status", "selesai")
        IMPOSSIBLE = "impossible", _("tidak dapat ditindaklanjuti")

    class Confirmation(models.TextChoices):
        OPEN = "open", _("belum ditanyakan")
        CONFIRMED = "confirmed", _("dikonfirmasi kelompok")
        DISPUTED = "disputed", _("disanggah kelompok")

    number = models.CharField(_("nomor"), max_length=20, unique=True, null=True, editable=False)
    region = models.ForeignKey(
        Region, verbose_name=_("wilayah"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    recommendation = models.TextField(_("rekomendasi"), max_length=5000)
    basis = models.TextField(
        _("dasar atau temuan"), blank=True, max_length=5000, help_text=_("Bila tidak dari satu pernyataan.")
    )
    statement = models.ForeignKey(
        Statement,
        verbose_name=_("pernyataan asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("pengaduan asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        db_index=False,  # most have none, and an index of all would seem useless to the planner
    )
    session = models.ForeignKey(
        FgdSession,
        verbose_name=_("sesi FGD asal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    raised_by = models.ForeignKey(
        StakeholderGroup,
        verbose_name=_("diangkat oleh kelompok"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        help_text=_("Kelompok yang nanti ditanya apakah sudah selesai."),
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi penanggung jawab"),
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    partners = models.ManyToManyField(
        Institution, verbose_name=_("instansi terkait"), blank=True, related_name="partnered_follow_ups"
    )
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("penanggung jawab"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    plan = models.TextField(_("rencana aksi"), blank=True, max_length=5000)
    indicator = models.CharField(_("indikator keberhasilan"), max_length=500, blank=True)
    due_on = models.DateField(_("batas waktu"))
    state = models.CharField(
        _("status"), max_length=12, choices=State.choices, default=State.NOT_STARTED, editable=False
    )
    state_reason = models.TextField(_("alasan"), blank=True, max_length=2000, editable=False)
    done_on = models.DateField(_("selesai pada"), null=True, editable=False)
    verified_at = models.DateTimeField(_("diperiksa KPKP pada"), null=True, editable=False)
    evidence_note = models.TextField(
        _("letak bukti"),
        blank=True,
        max_length=2000,
        editable=False,
        help_text=_("Untuk bukti yang tidak diunggah."),
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diperiksa oleh"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmation = models.CharField(
        _("tanggapan kelompok"),
        max_length=10,
        choices=Confirmation.choices,
        default=Confirmation.OPEN,
        editable=False,
    )
    confirmed_on = models.DateField(_("ditanggapi pada"), null=True, editable=False)
    confirmation_note = models.TextField(_("kata kelompok"), blank=True, max_length=2000, editable=False)

    # What is still to be done comes first in lists; the database keeps it, so that it can be indexed.
    rank = models.GeneratedField(
        expression=models.Case(models.When(state__in=OPEN, then=0), default=1),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    # The last day on which the reminders had something new to tell about this one.
    reminded_on = models.DateField(null=True, editable=False)
    folded = FoldedField("number", "recommendation", "basis", "plan", names=("institution",))

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        ordering = ["rank", "due_on", "pk"]
        indexes = [
            TrigramIndex("folded", name="followup_trigrams"),
            models.Index(fields=["rank", "due_on", "id"], name="follow_up_rank_due"),
            models.Index(fields=["institution", "due_on"], name="follow_up_institution_due"),
            models.Index(fields=["state", "institution", "region", "due_on"], name="follow_up_owed"),
            models.Index(fields=["complaint"], condition=OF_COMPLAINT, name="follow_up_of_complaint"),
            models.Index(fields=["complaint"], condition=SETTLED, name="follow_up_settled"),
            models.Index(fields=["region"], condition=UNVERIFIED, name="follow_up_unverified"),
            models.Index(fields=["region"], condition=DISPUTED, name="follow_up_disputed"),
            models.Index(fields=["region"], condition=UNCONFIRMED, name="follow_up_unconfirmed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_on=None)),
                name="follow_up_done_iff_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_at=None) | models.Q(state="done"),
                name="follow_up_verified_only_when_done",
            ),
            # A dispute stays while the work goes on; a confirmation cannot outlive the verification.
            models.CheckConstraint(
                condition=~models.Q(confirmation="confirmed") | models.Q(verified_at__isnull=False),
                name="follow_up_confirmed_only_when_verified",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation="open", confirmed_on=None)
                | (~models.Q(confirmation="open") & models.Q(confirmed_on__isnull=False)),
                name="follow_up_answered_iff_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(statement__isnull=False, complaint=None, session=None)
                | models.Q(statement=None, complaint__isnull=False, session=None)
                | models.Q(statement=None, complaint=None, session__isnull=False)
                | (models.Q(statement=None, complaint=None, session=None) & ~models.Q(basis="")),
                name="follow_up_of_one_origin_or_with_basis",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.number or str(_("tindak lanjut baru"))

    def get_absolute_url(self):
        return reverse("follow_up_detail", args=[self.pk])

    @property
    def zone(self):
        """IANA name of the zone in which its due date ends."""
        return self.region.time_zone

    @property
    def desk_region_id(self):
        """The region whose desk works on it."""
        return self.region_id

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def days_late(self):
        """Days since the due date of an open one, in the zone of its region; below 1 while there is time."""
        today = timezone.localdate(timezone=ZoneInfo(self.zone))
        return (today - self.due_on).days if self.is_open else 0

    @property
    def days_left(self):
        """Days until the due date of an open one; 0 on that day, below 0 when it is late."""
        return -self.days_late


class FollowUpStep(Record):
    """One thing that happened to a follow-up: a note of progress or a change of state. Never edited."""

    class What(models.TextChoices):
        CREATED = "created", _("Dicatat")
        EDITED = "edited", _("Diubah")
        NOTED = "noted", _("Catatan kemajuan")
        STARTED = "started", _("Mulai ditindaklanjuti")
        FINISHED = "finished", _("Dinyatakan selesai")
        GIVEN_UP = "given_up", _("Dinyatakan tidak dapat ditindaklanjuti")
        RESUMED = "resumed", _("Ditindaklanjuti kembali")
        VERIFIED = "verified", _("Diperiksa KPKP: benar selesai")
        SENT_BACK = "sent_back", _("Dikembalikan KPKP untuk dikerjakan")
        CONFIRMED = "confirmed", _("Dikonfirmasi kelompok")
        DISPUTED = "disputed", _("Disanggah kelompok")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(max_length=12, choices=FollowUp.State.choices, blank=True)
    after = models.CharField(max_length=12, choices=FollowUp.State.choices)
    what = models.CharField(max_length=30, choices=What.choices)
    note = models.TextField(_("catatan"), blank=True, max_length=5000)
    fields = models.JSONField(default=list, blank=True)  # names of the fields an edit changed
    due_before = models.DateField(null=True)  # where an edit moved the day
    due_after = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("langkah tindak lanjut")
        ordering = ["pk"]

    class Privacy:
        personal = ("note",)

    def __str__(self):
        return f"{self.follow_up}: {self.what}"
