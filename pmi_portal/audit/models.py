"""Append-only log of what happened: who, what, about which record, when. Each event seals the one before."""

import hashlib
import json

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete an audit event."""


class EventQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(subject=record._meta.label_lower, subject_id=str(record.pk))

    def update(self, **values):
        raise AppendOnlyError("Audit events are never changed.")

    def delete(self):
        raise AppendOnlyError("Audit events are never deleted.")


class ChainHead(models.Model):
    """The hash of the newest event; its row lock puts writers in line."""

    newest_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("ujung jejak audit")

    class Privacy:
        personal = ()

    def __str__(self):
        return self.newest_hash


class Event(models.Model):
    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    action = models.CharField(_("tindakan"), max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pelaku"),
        null=True,
        on_delete=models.PROTECT,
        related_name="audit_events",
    )
    subject = models.CharField(_("jenis catatan"), max_length=80, blank=True)
    subject_id = models.CharField(_("nomor catatan"), max_length=40, blank=True)
    detail = models.JSONField(_("rincian"), default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("peristiwa audit")
        verbose_name_plural = _("peristiwa audit")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "subject_id"], name="audit_event_subject")]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.action} {self.subject}:{self.subject_id}" if self.subject else self.action

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnlyError("Audit events are never changed.")
        with transaction.atomic():
            head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
            self.previous_hash = head.newest_hash
            self.hash = self.seal()
            super().save(*args, **kwargs)
            head.newest_hash = self.hash
            head.save(update_fields=["newest_hash"])

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("Audit events are never deleted.")

    def seal(self):
        """SHA-256 over the event and the hash before it."""
        body = [
            self.previous_hash,
            self.at.isoformat(),
            self.action,
            self.actor_id,
            self.subject,
            self.subject_id,
            self.detail,
        ]
        return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
