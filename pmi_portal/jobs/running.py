"""Run a piece of background work: mark it running, report progress, mark how it ended."""

from contextlib import contextmanager

import structlog
from django.utils import timezone

from pmi_portal.jobs.models import Job

log = structlog.get_logger(__name__)


@contextmanager
def running(job_id):
    """Yield `progress(done, total)`; an exception marks the job failed and is logged, not raised further.

    Only a waiting job is claimed, by a conditional update, so two workers never run one job.
    """
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, heartbeat_at=timezone.now()
    )
    if not claimed:
        yield None
        return
    try:
        yield lambda done, total: _beat(job_id, done, total)
    except Exception:
        log.exception("job_failed", job=job_id)
        _end(job_id, Job.State.FAILED)
    else:
        _end(job_id, Job.State.DONE)


def _beat(job_id, done, total):
    Job.objects.filter(pk=job_id).update(done=done, total=total, heartbeat_at=timezone.now())


def _end(job_id, state):
    Job.objects.filter(pk=job_id).update(state=state, ended_at=timezone.now())
