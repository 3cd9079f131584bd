"""The one way into the queue, in which nobody's many pieces of work keep another's first one waiting."""

from django_tasks.base import TASK_MIN_PRIORITY

from pmi_portal.jobs.models import Job


def queued(work, *, kind, by):
    """The new job of this person, its work queued behind all of whom less is unfinished.

    The caller's transaction holds both, so that neither is there without the other.
    """
    unfinished = Job.objects.filter(created_by=by, state__in=Job.UNFINISHED).count()
    job = Job.objects.create(kind=kind, created_by=by)
    work.using(priority=max(-unfinished, TASK_MIN_PRIORITY)).enqueue(job.pk)
    return job
