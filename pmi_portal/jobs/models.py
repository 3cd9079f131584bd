"""A piece of background work with its progress, so that a page can show how far it is."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# A worker is heard of every few seconds, so that this long a silence means it is dead. One that waits may
# stand behind the long work of another.
STALLED_AFTER, NOBODY_CAME_AFTER = timedelta(seconds=20), timedelta(minutes=3)


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        RUNNING = "running", _("berjalan")
        DONE = "done", pgettext_lazy("status", "selesai")
        FAILED = "failed", _("gagal")

    UNFINISHED = (State.WAITING, State.RUNNING)

    kind = models.CharField(_("jenis"), max_length=60)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(_("jumlah"), default=0)
    done = models.PositiveIntegerField(_("sudah"), default=0)
    message = models.TextField(_("pesan"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="jobs"
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    started_at = models.DateTimeField(_("dimulai"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("tanda hidup"), null=True, blank=True)
    ended_at = models.DateTimeField(_("berakhir"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("pekerjaan otomatis")
        ordering = ["-pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def has_stalled(self):
        """Nothing was heard of the worker for long, or none has come; a killed one leaves no other trace."""
        now = timezone.now()
        if self.state == self.State.RUNNING:
            return (self.heartbeat_at or self.created_at) < now - STALLED_AFTER
        return self.state == self.State.WAITING and self.created_at < now - NOBODY_CAME_AFTER
