"""Who reported a complaint, every change of it, and where it was sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.models.complaints import Complaint
from outreach.querysets.complaints import ReferralQuerySet, StepQuerySet
from pmi_portal.crypto import decrypt, encrypt
from pmi_portal.editing.records import Record
from stakeholders.models import Institution, Region


class ComplaintReporter(models.Model):
    """Who reported, kept apart from the case and encrypted; shown only on request, which is audited."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="identity")
    name_token = models.TextField(blank=True)
    contact_token = models.TextField(blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("identitas pelapor")

    class Privacy:
        personal = ("name_token", "contact_token")

    def __str__(self):
        return str(self.complaint)

    def seal(self, *, name, contact):
        """Keep both encrypted, bound to this complaint."""
        self.name_token = encrypt(name, **self._place("name_token")) if name else ""
        self.contact_token = encrypt(contact, **self._place("contact_token")) if contact else ""

    def opened(self):
        """(name, contact), empty where unknown."""
        name, contact = self.name_token, self.contact_token
        return (
            decrypt(name, **self._place("name_token")) if name else "",
            decrypt(contact, **self._place("contact_token")) if contact else "",
        )

    def _place(self, column):
        return {"table": self._meta.db_table, "column": column, "row": self.complaint_id}


class ComplaintStep(Record):
    """One change of a complaint: who, when, from what to what, why. Never edited."""

    class What(models.TextChoices):
        REGISTERED = "registered", _("Pengaduan dicatat")
        EDITED = "edited", _("Isian diubah")
        ACKNOWLEDGED = "acknowledged", _("Tanda terima dikirim kepada pelapor")
        VERIFIED = "verified", _("Pengaduan diverifikasi")
        REFERRED = "referred", _("Diteruskan ke instansi")
        ACCEPTED = "accepted", _("Diterima oleh instansi")
        REFUSED = "refused", _("Ditolak oleh instansi")
        REPLIED = "replied", _("Ditanggapi oleh instansi")
        HANDLED = "handled", _("Penanganan dimulai")
        PAUSED = "paused", _("Ditunda")
        RESUMED = "resumed", _("Dilanjutkan")
        ANSWERED = "answered", _("Jawaban disampaikan kepada pelapor")
        DONE = "done", _("Dinyatakan selesai oleh pelapor")
        CLOSED = "closed", _("Pengaduan ditutup")
        REOPENED = "reopened", _("Pengaduan dibuka kembali")
        OUTSIDE = "outside", _("Dinyatakan bukan kewenangan")
        DUPLICATE = "duplicate", _("Ditandai sebagai duplikat")
        ARCHIVED = "archived", _("Pengaduan diarsipkan")
        ASSIGNED = "assigned", _("Diserahkan kepada petugas")
        RETURNED = "returned", _("Dikembalikan ke meja wilayah")
        RAISED = "raised", _("Diserahkan ke KPKP")
        HANDED = "handed", _("Diserahkan ke meja wilayah")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(max_length=10, choices=Complaint.Status.choices, blank=True)
    after = models.CharField(max_length=10, choices=Complaint.Status.choices)
    what = models.CharField(max_length=30, choices=What.choices)
    fields = models.JSONField(default=list, blank=True)  # names of the fields an edit changed, never values
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # To whom it was handed, or who held it before it came back.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # To which desk what came from outside the pockets was handed.
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("alasan"), blank=True, max_length=5000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("langkah pengaduan")
        ordering = ["pk"]

    class Privacy:
        personal = ("reason",)

    def __str__(self):
        return f"{self.complaint}: {self.what}"


class Referral(Record):
    """A case sent to an institution, and what the institution did with it."""

    class State(models.TextChoices):
        SENT = "sent", _("dikirim")
        ACCEPTED = "accepted", _("diterima instansi")
        REFUSED = "refused", _("ditolak instansi")
        ANSWERED = "answered", _("ditanggapi instansi")
        WITHDRAWN = "withdrawn", _("ditarik")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="referrals")
    institution = models.ForeignKey(
        Institution, verbose_name=_("instansi"), on_delete=models.PROTECT, related_name="referrals"
    )
    question = models.TextField(_("yang diminta"), max_length=5000)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.SENT)
    sent_at = models.DateTimeField(_("dikirim pada"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("ditunggu sampai"), null=True, blank=True)
    replied_at = models.DateTimeField(_("ditanggapi pada"), null=True, blank=True)
    reply = models.TextField(_("tanggapan"), blank=True, max_length=5000)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("penerusan")
        verbose_name_plural = _("penerusan")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "institution", "sent_at"], name="referral_owed")]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(state__in=["sent", "accepted"]),
                name="referral_one_open_per_complaint",
                violation_error_message=_("Pengaduan ini masih menunggu satu instansi."),
            )
        ]

    class Privacy:
        personal = ("question", "reply")

    def __str__(self):
        return f"{self.complaint}: {self.institution}"
