"""Run a piece of background work: mark it running, report progress, mark how it ended."""

import threading
from contextlib import contextmanager

import structlog
from django.db import connection, transaction
from django.utils import timezone

from pmi_portal.jobs.models import Job

log = structlog.get_logger(__name__)
BEAT_SECONDS = 5


class JobGivenUp(Exception):
    """Nobody waits for the work any more: somebody ended its job meanwhile."""


@contextmanager
def running(job_id):
    """Yield `progress(done, total)`; an exception marks the job failed and is logged, not raised further.

    Only a waiting job is claimed, by a conditional update, so two workers never run one job. When somebody
    ended the job meanwhile, `progress` raises JobGivenUp, which goes no further either.
    """
    now = timezone.now()
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now
    )
    if not claimed:
        yield None
        return
    try:
        with beating(job_id):
            yield lambda done, total: _tell(job_id, done, total)
    except JobGivenUp:
        log.info("job_given_up", job=job_id)
    except Exception:
        log.exception("job_failed", job=job_id)
        _end(job_id, Job.State.FAILED)
    else:
        _end(job_id, Job.State.DONE)


@contextmanager
def beating(job_id, every=BEAT_SECONDS):
    """Be heard of every few seconds while the block runs, however long one of its steps takes."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(ended, job_id, every), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat_until(ended, job_id, every):
    while not ended.wait(every):
        try:
            beat(job_id)
        except Exception:  # a database busy or out of reach for a while; the next beat may come through
            log.info("beat_missed", job=job_id)
        finally:
            connection.close()


@transaction.atomic
def beat(job_id):
    """A sign of life, unless our own transaction holds the job: what is locked is alive."""
    if Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).exists():
        Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(heartbeat_at=timezone.now())


def _tell(job_id, done, total):
    running = Job.objects.filter(pk=job_id, state=Job.State.RUNNING)
    if not running.update(done=done, total=total, heartbeat_at=timezone.now()):
        raise JobGivenUp(job_id)


def _end(job_id, state):
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(state=state, ended_at=timezone.now())
