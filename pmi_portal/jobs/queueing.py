"""The one way into the queue, in which nobody's many pieces of work keep another's first one waiting."""

from datetime import timedelta

from django.db.models import DateTimeField, Max, Value
from django.db.models.functions import Least
from django.utils import timezone
from django_tasks.base import TASK_MIN_PRIORITY, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pmi_portal.jobs.models import Job


def queued(work, *, kind, by):
    """The new job of this person, its work queued behind all of whom less is unfinished.

    The caller's transaction holds both, so that neither is there without the other.
    """
    unfinished = Job.objects.filter(created_by=by, state__in=Job.UNFINISHED).count()
    job = Job.objects.create(kind=kind, created_by=by)
    work.using(priority=max(-unfinished, TASK_MIN_PRIORITY)).enqueue(job.pk)
    return job


KEPT_FOR = timedelta(hours=1)  # what is over, and what a worker took with it when it died
REST = timedelta(seconds=10)  # from one start to the next, so that of many causes in a row few have their own


def queued_once(work, *, after=timedelta()):
    """Queue work that is nobody's and asks for nothing, behind all other, unless it waits already.

    `after` is how long it may wait for more of its causes; what waits becomes due earlier for one that may
    not wait as long. Two who ask at one moment may queue it twice, which does no harm to work that finds
    itself done. It opens no transaction, for it may be asked in the midst of another statement.
    """
    now, of_work = timezone.now(), DBTaskResult.objects.filter(task_path=work.module_path)
    waiting = of_work.filter(status=TaskResultStatus.READY)
    if after and waiting.exists():
        return
    last = of_work.aggregate(started=Max("started_at"))["started"]
    due = max(now + after, last + REST) if last else now + after
    if waiting.update(run_after=Least("run_after", Value(due, DateTimeField()))):
        return
    of_work.filter(started_at__lt=now - KEPT_FOR)._raw_delete(of_work.db)
    work.using(priority=TASK_MIN_PRIORITY, run_after=due).enqueue()
