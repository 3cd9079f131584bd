"""The job of a worker that died goes to a living one: a killed worker leaves its job running for ever."""

import threading
from contextlib import contextmanager

import structlog
from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pmi_portal.jobs.models import STALLED_AFTER, Job

log = structlog.get_logger(__name__)
EVERY_SECONDS = 10
# Work that outlived no worker so far will not outlive the next one either.
MOST_WORKERS = 3


class WorkerDied(Exception):
    """What the queue keeps as the reason of work that nobody ended."""


def take_over_stalled():
    """Queue stalled jobs anew, and end what the queue still has of jobs that are over.

    A job that waits stays: a worker may yet come for it.
    """
    silent = timezone.now() - STALLED_AFTER
    for queued in DBTaskResult.objects.running():
        if job := Job.objects.filter(pk__in=queued.args_kwargs["args"][:1], heartbeat_at__lt=silent).first():
            _settle(job.pk, queued.pk)


@transaction.atomic
def _settle(job_pk, queued_pk):
    """Unless the worker was heard of meanwhile, or holds the job in a transaction of its own."""
    job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_pk).first()
    queued = DBTaskResult.objects.select_for_update(skip_locked=True).running().filter(pk=queued_pk).first()
    if job is None or queued is None or job.state == Job.State.WAITING:
        return
    if job.state != Job.State.RUNNING:
        queued.set_failed(WorkerDied())
    elif job.has_stalled and len(queued.worker_ids) < MOST_WORKERS:
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, heartbeat_at=None)
        DBTaskResult.objects.filter(pk=queued.pk).update(status=TaskResultStatus.READY, started_at=None)
        log.warning("job_taken_over", job=job.pk)
    elif job.has_stalled:
        words = _("Pemeriksaan terhenti. Tekan “Periksa ulang”.")
        Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, message=words, ended_at=timezone.now())
        queued.set_failed(WorkerDied())
        log.warning("job_given_up", job=job.pk)


@contextmanager
def taking_over(every=EVERY_SECONDS):
    """Take over now, and again every so many seconds in a thread of its own, while the block runs."""
    take_over_stalled()
    ended = threading.Event()
    thread = threading.Thread(target=_take_over_until, args=(ended, every), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _take_over_until(ended, every):
    while not ended.wait(every):
        try:
            take_over_stalled()
        except Exception:  # a database out of reach for a while
            log.exception("taking_over_failed")
        finally:
            connections.close_all()
