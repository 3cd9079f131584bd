"""A piece of background work with its progress, so that a page can show how far it is."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STALLED_AFTER = timedelta(minutes=3)


class JobQuerySet(models.QuerySet):
    def stalled(self):
        """Running jobs whose worker has not been heard of: a killed worker leaves no other trace."""
        return self.filter(state=Job.State.RUNNING, heartbeat_at__lt=timezone.now() - STALLED_AFTER)


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        RUNNING = "running", _("berjalan")
        DONE = "done", _("selesai")
        FAILED = "failed", _("gagal")

    kind = models.CharField(_("jenis"), max_length=60)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(_("jumlah"), default=0)
    done = models.PositiveIntegerField(_("sudah"), default=0)
    message = models.TextField(_("pesan"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="jobs"
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    heartbeat_at = models.DateTimeField(_("tanda hidup"), null=True, blank=True)
    ended_at = models.DateTimeField(_("berakhir"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("pekerjaan latar")
        ordering = ["-pk"]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def has_stalled(self):
        return (
            self.state == self.State.RUNNING
            and self.heartbeat_at is not None
            and self.heartbeat_at < timezone.now() - STALLED_AFTER
        )
