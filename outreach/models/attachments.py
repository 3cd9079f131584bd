"""Files that belong to a record: invitations, attendance lists, photos, signed records, evidence."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outreach.models.complaints import Complaint
from outreach.models.follow_ups import FollowUp
from outreach.models.sessions import FgdSession
from outreach.querysets.attachments import AttachmentQuerySet
from pmi_portal.editing.records import Record


def attachment_path(attachment, filename):
    """A name of our own: what the person called the file is kept as data, never as a path."""
    return f"lampiran/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class Attachment(Record):
    """A file of exactly one record, kept as it came; a photo still holds what the camera wrote into it."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("undangan atau surat tugas")
        ATTENDANCE = "attendance", _("daftar hadir")
        PHOTO = "photo", _("foto")
        RECORD = "record", _("berita acara bertanda tangan")
        MATERIAL = "material", _("bahan")
        EVIDENCE = "evidence", _("bukti")
        OTHER = "other", _("lainnya")

    session = models.ForeignKey(FgdSession, null=True, on_delete=models.CASCADE, related_name="attachments")
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.CASCADE, related_name="attachments")
    follow_up = models.ForeignKey(FollowUp, null=True, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices)
    file = models.FileField(_("berkas"), upload_to=attachment_path)
    original_name = models.CharField(_("nama berkas"), max_length=200)
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField(pgettext_lazy("berkas", "ukuran"))
    sha256 = models.CharField(max_length=64)
    is_free_of_personal_data = models.BooleanField(
        _("bebas data pribadi"),
        default=False,
        help_text=_("Tidak memuat nama, nomor, wajah, atau hal lain yang mengenali seseorang."),
    )
    uploaded_at = models.DateTimeField(_("diunggah pada"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(session__isnull=False, complaint=None, follow_up=None)
                    | models.Q(session=None, complaint__isnull=False, follow_up=None)
                    | models.Q(session=None, complaint=None, follow_up__isnull=False)
                ),
                name="attachment_of_exactly_one_record",
            )
        ]

    class Privacy:
        personal = ("original_name", "file")

    def __str__(self):
        return self.original_name

    @property
    def owner(self):
        """The record it belongs to."""
        return self.session or self.complaint or self.follow_up

    @property
    def zone(self):
        return self.owner.zone
