"""Clocks set anew: at once where they are few, in the worker with progress where they are many."""

from datetime import UTC, date, datetime

import pytest

from outreach.complaints import tasks
from outreach.complaints.actions import jobs
from outreach.complaints.actions.clocks import recompute_clocks
from outreach.complaints.clocks import Calendar, open_clocks
from outreach.models import Complaint
from pmi_portal.jobs.models import Job
from tests.outreach.complaints.complaint_cases import a_complaint_in
from tests.outreach.places import saved_in_the_admin
from tests.support.records import a_complaint, a_holiday, a_limit, a_region, an_administrator, the_limits

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta, 00.30 of Monday in Makassar


@pytest.fixture
def admin(client):
    the_limits()
    admin = an_administrator()
    client.force_login(admin)
    return admin


def test_many_are_moved_by_the_worker_and_the_request_answers_at_once(admin, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_AT_ONCE", 2)
    limit = a_limit(working_days=14)
    for _number in range(3):
        a_complaint(limit=limit)
    a_holiday(date=date(2024, 5, 10))

    moved, job = jobs.start_recompute(by=admin)
    before = set(Complaint.objects.values_list("answer_by", flat=True))
    tasks.recompute_all_clocks.func(job.pk)

    job.refresh_from_db()
    assert (moved, before) == (None, {date(2024, 5, 24)})
    assert (job.state, job.done, job.total) == (Job.State.DONE, 3, 3)
    assert set(Complaint.objects.values_list("answer_by", flat=True)) == {date(2024, 5, 27)}


def test_few_are_moved_at_once(admin):
    a_complaint(limit=a_limit(working_days=14))
    a_holiday(date=date(2024, 5, 10))

    assert jobs.start_recompute(by=admin) == (1, None)
    assert not Job.objects.exists()


def test_a_zone_that_is_corrected_moves_the_clocks_of_its_region(client, admin):
    region, other = a_region(time_zone="Asia/Makassar"), a_region(time_zone="Asia/Makassar")
    at_home = {"received_at": LATE, "limit": a_limit(working_days=5), "answer_by": date(2026, 11, 30)}
    moved, stays = a_complaint(region=region, **at_home), a_complaint(region=other, **at_home)

    saved_in_the_admin(client, region, time_zone="Asia/Jakarta")

    moved.refresh_from_db()
    stays.refresh_from_db()
    assert (moved.answer_by, stays.answer_by) == (date(2026, 11, 27), date(2026, 11, 30))


def test_what_is_recomputed_is_written_for_all_alike_at_once(admin, django_assert_max_num_queries):
    limit = a_limit(working_days=14)
    for _number in range(60):
        a_complaint(limit=limit)
    a_holiday(date=date(2024, 5, 10))

    with django_assert_max_num_queries(20):
        assert recompute_clocks(by=admin) == 60


def test_progress_is_told_of_those_whose_clocks_run(admin):
    limit, told = a_limit(working_days=14), []
    a_complaint(limit=limit)
    a_complaint_in("closed", limit=limit)

    recompute_clocks(progress=lambda done, total: told.append((done, total)), by=admin)

    assert told == [(1, 1)]


def test_of_each_only_what_its_clocks_follow_from_is_read(admin):
    """A paused, a reopened, an urgent one and one from outside stand where the full reading sets them."""
    limit = a_limit(working_days=5)
    made = [
        a_complaint_in("paused", limit=limit),
        a_complaint_in("reopened", limit=limit, times_reopened=1),
        a_complaint(limit=limit, severity="emergency", urgent_on=date(2024, 5, 8)),
        a_complaint(limit=limit, outside_zone="Asia/Jayapura", received_at=LATE),
    ]
    calendar = Calendar.read()
    right = [open_clocks(one, one.steps.moving_clocks(), calendar) for one in made]

    recompute_clocks(by=admin)
    for one in made:
        one.refresh_from_db()
    assert [
        {name: getattr(one, name) for name in clocks} for one, clocks in zip(made, right, strict=True)
    ] == right
