"""The job of a worker that was killed goes to a living one, and does not run for ever."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pmi_portal.jobs.models import NOBODY_CAME_AFTER, STALLED_AFTER, Job
from pmi_portal.jobs.reaping import EVERY_SECONDS, MOST_WORKERS, take_over_stalled, taking_over
from pmi_portal.jobs.running import BEAT_SECONDS, beat, beating
from surveys.importing.tasks import check_import
from tests.support.records import a_staff_member


def a_job(state="running", *, silent=True, workers=1):
    """A job that a worker has taken from the queue, as the queue knows it."""
    heard = timezone.now() - (2 * STALLED_AFTER if silent else STALLED_AFTER / 2)
    person = a_staff_member()
    job = Job.objects.create(
        kind="impor", state=state, created_at=heard, heartbeat_at=heard, created_by=person
    )
    check_import.enqueue(job.pk)
    newest = DBTaskResult.objects.latest("enqueued_at")
    for number in range(workers):
        newest.claim(f"worker-{job.pk}-{number}")
    return job


def state_of(job):
    job.refresh_from_db()
    queued = next(row for row in DBTaskResult.objects.all() if row.args_kwargs["args"] == [job.pk])
    return job.state, queued.status


def test_a_dead_worker_is_noticed_within_a_minute_and_a_living_one_is_heard_of_often_enough():
    assert STALLED_AFTER + timedelta(seconds=2 * EVERY_SECONDS) < timedelta(minutes=1)
    assert timedelta(seconds=3 * BEAT_SECONDS) < STALLED_AFTER < NOBODY_CAME_AFTER


def test_the_job_of_a_silent_worker_waits_for_the_next_one_in_the_queue_too(db):
    job = a_job()
    take_over_stalled()
    assert state_of(job) == ("waiting", TaskResultStatus.READY)


def test_a_job_that_no_worker_outlives_is_given_up_and_says_so(db):
    job = a_job(workers=MOST_WORKERS)
    take_over_stalled()
    assert state_of(job) == ("failed", TaskResultStatus.FAILED)
    assert (job.message, job.ended_at is not None) == ("Pemeriksaan terhenti. Tekan “Periksa ulang”.", True)


def test_what_the_queue_has_of_a_job_that_was_begun_again_elsewhere_is_ended(db):
    job = a_job("failed")
    take_over_stalled()
    assert state_of(job) == ("failed", TaskResultStatus.FAILED)


@pytest.mark.parametrize("workers", [1, MOST_WORKERS])
def test_other_jobs_are_left_alone(db, workers):
    jobs = [a_job(silent=False), a_job("waiting"), a_job("done", silent=False)]
    before = list(Job.objects.order_by("pk").values())
    stalled = a_job(workers=workers)
    take_over_stalled()
    assert len(jobs) == len(before)
    assert list(Job.objects.exclude(pk=stalled.pk).order_by("pk").values()) == before
    assert DBTaskResult.objects.running().count() == 3


def test_a_beat_is_heard_of_while_the_job_runs_and_not_afterwards(db):
    running, ended = a_job(), a_job("failed")
    for job in (running, ended):
        beat(job.pk)
        job.refresh_from_db()
    quiet = timezone.now() - STALLED_AFTER
    assert (running.heartbeat_at > quiet, ended.heartbeat_at > quiet) == (True, False)


@pytest.mark.django_db(transaction=True)  # the thread has a connection of its own
def test_long_work_without_progress_is_heard_of():
    job = a_job()
    with beating(job.pk, every=0.05):
        for _ in range(200):
            job.refresh_from_db()
            if not job.has_stalled:
                break
            threading.Event().wait(0.05)
    assert not job.has_stalled
    assert [thread.name for thread in threading.enumerate() if "_beat" in thread.name] == []


@pytest.mark.django_db(transaction=True)  # the worker ends its connections
def test_a_worker_takes_over_when_it_starts_and_does_the_work():
    job = a_job()
    call_command("db_worker", batch=True, reload=False, verbosity=0)
    assert state_of(job) == ("done", TaskResultStatus.SUCCESSFUL)


@pytest.mark.django_db(transaction=True)  # the thread has a connection of its own
def test_a_worker_takes_over_now_and_then():
    with taking_over(every=0.05):
        job = a_job()
        for _ in range(200):
            job.refresh_from_db()
            if job.state == "waiting":
                break
            threading.Event().wait(0.05)
    assert job.state == "waiting"
    assert [thread.name for thread in threading.enumerate() if "_take_over" in thread.name] == []
