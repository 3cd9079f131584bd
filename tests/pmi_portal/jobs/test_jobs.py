"""Background work: claimed once, told how far, and marked as it ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pmi_portal.jobs.models import NOBODY_CAME_AFTER, STALLED_AFTER, Job
from pmi_portal.jobs.running import beat, running
from tests.support.records import a_staff_member


def a_job(**fields):
    return Job.objects.create(kind="impor", created_by=a_staff_member(), **fields)


def state_of(job):
    job.refresh_from_db()
    return job.state, job.done, job.total, job.ended_at is not None


@pytest.fixture
def job(db):
    return a_job()


def test_a_job_that_went_well_is_done(job):
    with running(job.pk) as progress:
        progress(3, 10)
        assert state_of(job) == ("running", 3, 10, False)
    assert state_of(job) == ("done", 3, 10, True)


def test_a_job_that_broke_is_failed_and_logged(job, caplog):
    with running(job.pk):
        raise RuntimeError("the file is gone")
    assert state_of(job) == ("failed", 0, 0, True)
    assert [record.msg["event"] for record in caplog.records if "job" in record.name] == ["job_failed"]
    assert "the file is gone" in caplog.text


def test_a_job_is_claimed_once(job):
    with running(job.pk) as first, running(job.pk) as second:
        assert (first is None, second is None) == (False, True)


def test_what_happens_to_one_job_touches_no_other(job):
    others = [a_job(), a_job(state="running", heartbeat_at=timezone.now())]
    stored = Job.objects.filter(pk__in=[one.pk for one in others]).order_by("pk")
    before = list(stored.values())

    with running(job.pk) as progress:
        progress(1, 2)
        beat(job.pk)
        assert state_of(job) == ("running", 1, 2, False)

    assert state_of(job) == ("done", 1, 2, True)
    assert list(stored.values()) == before


@pytest.mark.parametrize("state", ["waiting", "done", "failed"])
def test_only_a_job_that_runs_gives_a_sign_of_life(db, state):
    job = a_job(state=state)
    beat(job.pk)
    job.refresh_from_db()
    assert job.heartbeat_at is None


@pytest.mark.parametrize("state", ["running", "done", "failed"])
def test_a_job_that_is_not_waiting_is_not_begun(db, state):
    job = a_job(state=state)
    with running(job.pk) as progress:
        assert progress is None
    assert state_of(job)[0] == state


def test_progress_is_a_sign_of_life(job):
    with running(job.pk) as progress:
        Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - 2 * STALLED_AFTER)
        progress(1, 2)
        assert not Job.objects.get(pk=job.pk).has_stalled


def test_a_job_whose_worker_is_not_heard_of_has_stalled(db):
    now, second = timezone.now(), timedelta(seconds=1)
    a_job(state="running", heartbeat_at=now - STALLED_AFTER - second)
    a_job(state="running", heartbeat_at=now - STALLED_AFTER + 10 * second)
    a_job(state="done", heartbeat_at=now - 2 * STALLED_AFTER)
    a_job(created_at=now - NOBODY_CAME_AFTER - second)
    a_job(created_at=now - STALLED_AFTER - second)
    assert [job.has_stalled for job in Job.objects.order_by("pk")] == [True, False, False, True, False]
