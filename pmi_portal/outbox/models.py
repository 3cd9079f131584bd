"""Mail on its way out: written in the transaction of what it tells, sent later, and never twice."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail; `key` says what it is about, so that the same news is never put in twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        SENDING = "sending", _("sedang dikirim")
        SENT = "sent", _("terkirim")
        FAILED = "failed", _("gagal")

    key = models.CharField(_("perihal"), max_length=150, unique=True)
    to = models.EmailField(_("kepada"))
    subject = models.CharField(_("judul"), max_length=200)
    body = models.TextField(_("isi"))
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    next_try_at = models.DateTimeField(_("dicoba lagi pada"), default=timezone.now)
    claimed_at = models.DateTimeField(_("mulai dikirim pada"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    sent_at = models.DateTimeField(_("terkirim pada"), null=True, blank=True)
    error = models.CharField(_("kesalahan terakhir"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("surel keluar")
        verbose_name_plural = _("surel keluar")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="outgoing_mail_state_next_try")]

    class Privacy:
        personal = ("to", "subject", "body")

    def __str__(self):
        return f"{self.to}: {self.subject}"
