"""The job of a worker that was killed does not run for ever."""

import threading

import pytest
from django.core.management import call_command
from django.utils import timezone

from pmi_portal.jobs.models import STALLED_AFTER, Job
from pmi_portal.jobs.reaping import reap_stalled, reaping
from tests.support.records import a_staff_member


def a_job(state="running", *, silent=True):
    heard = timezone.now() - (2 * STALLED_AFTER if silent else STALLED_AFTER / 2)
    person = a_staff_member()
    return Job.objects.create(
        kind="impor", state=state, created_at=heard, heartbeat_at=heard, created_by=person
    )


def test_a_running_job_of_a_silent_worker_is_failed_and_says_so(db):
    job = a_job()
    reap_stalled()
    job.refresh_from_db()
    words = "Pemeriksaan terhenti. Tekan “Periksa ulang”."
    assert (job.state, job.message, job.ended_at is not None) == ("failed", words, True)


def test_other_jobs_are_left_alone(db):
    jobs = [a_job(silent=False), a_job("waiting"), a_job("done"), a_job("failed")]
    before = list(Job.objects.order_by("pk").values())
    reap_stalled()
    assert len(jobs) == len(before)
    assert list(Job.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)  # the worker ends its connections
def test_a_worker_reaps_when_it_starts():
    job = a_job()
    call_command("db_worker", batch=True, reload=False, verbosity=0)
    job.refresh_from_db()
    assert job.state == "failed"


@pytest.mark.django_db(transaction=True)  # the thread has a connection of its own
def test_a_worker_reaps_now_and_then():
    with reaping(every=0.05):
        job = a_job()
        for _ in range(100):
            job.refresh_from_db()
            if job.state == "failed":
                break
            threading.Event().wait(0.05)
    assert job.state == "failed"
    assert [thread.name for thread in threading.enumerate() if "_reap" in thread.name] == []
