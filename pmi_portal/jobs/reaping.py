"""Jobs of workers that died are marked failed: a killed worker leaves its job running for ever."""

import threading
from contextlib import contextmanager

import structlog
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.jobs.models import Job

log = structlog.get_logger(__name__)
EVERY_SECONDS = 60


def reap_stalled():
    """Mark stalled running jobs as failed; a waiting one stays, since a worker may yet come for it."""
    for job in Job.objects.filter(state=Job.State.RUNNING):
        if job.has_stalled and _fail(job):
            log.warning("job_reaped", job=job.pk)


def _fail(job):
    """Unless its worker was heard of meanwhile."""
    same = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, heartbeat_at=job.heartbeat_at)
    words = _("Pemeriksaan terhenti. Tekan “Periksa ulang”.")
    return same.update(state=Job.State.FAILED, message=words, ended_at=timezone.now())


@contextmanager
def reaping(every=EVERY_SECONDS):
    """Reap now, and again every so many seconds in a thread of its own, while the block runs."""
    reap_stalled()
    ended = threading.Event()
    thread = threading.Thread(target=_reap_until, args=(ended, every), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _reap_until(ended, every):
    while not ended.wait(every):
        try:
            reap_stalled()
        except Exception:  # a database out of reach for a while
            log.exception("reaping_failed")
        finally:
            connections.close_all()
