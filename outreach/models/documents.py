"""Templates of the documents the portal writes, which staff may replace by their own."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.querysets.documents import FeedQuerySet
from pmi_portal.editing.records import Record


def template_path(template, filename):
    return f"templat/{uuid.uuid4().hex}.docx"


class DocumentTemplate(Record):
    """A Word file with fields; the newest active one of its kind is used instead of the portal's own."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("notulen")
        OFFICIAL_RECORD = "official_record", _("berita acara")

    kind = models.CharField(_("dokumen"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("nama"), max_length=150)
    file = models.FileField(_("berkas Word (.docx)"), upload_to=template_path)
    active = models.BooleanField(_("dipakai"), default=True)
    uploaded_at = models.DateTimeField(_("diunggah pada"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("templat dokumen")
        verbose_name_plural = _("templat dokumen")
        ordering = ["kind", "-uploaded_at", "pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name


class CalendarFeed(models.Model):
    """The address under which one person's calendar program reads the events of a region, until withdrawn."""

    user = models.ForeignKey(
        "accounts.User", verbose_name=_("pengguna"), on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    region = models.ForeignKey(
        "stakeholders.Region",
        verbose_name=_("wilayah"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calendar_feeds",
    )
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("langganan kalender")
        verbose_name_plural = _("langganan kalender")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region"], name="calendar_feed_once_per_person_and_region"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(region=None),
                name="calendar_feed_once_per_person_for_all",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.user}: {self.region}"
