"""Large files are checked and saved in the background; a worker that dies leaves nothing half done."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pmi_portal.jobs.models import Job
from pmi_portal.jobs.reaping import take_over_stalled
from surveys.importing import tasks
from surveys.importing.actions.imports import upload_file
from surveys.importing.actions.jobs import AT_ONCE_BYTES, restart_check, start_check, start_commit
from surveys.models import ImportBatch, Response
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)  # the worker ends its connections
State = ImportBatch.State


@pytest.fixture
def batch(region, officer):
    """A file just beyond what is checked at once."""
    lines = [[f"{number:0300d}", *a_row(region)] for number in range(1000)]
    file = a_file(["Kode lembar kertas", *HEADINGS], *lines)
    assert file.size > AT_ONCE_BYTES
    return upload_file(
        survey_round=an_skm_round(regions=[region]), region=None, sheet="", file=file, by=officer
    )


def work():
    """One worker takes everything that waits, then ends."""
    call_command("db_worker", batch=True, reload=False, verbosity=0)


def test_a_large_file_is_checked_by_a_worker(batch, officer):
    start_check(batch=batch, by=officer)
    batch.refresh_from_db()
    assert (batch.state, batch.job.state, batch.job.created_by) == (
        State.UPLOADED,
        Job.State.WAITING,
        officer,
    )
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job.state, batch.report["counts"]["new"]) == (
        State.CHECKED,
        Job.State.DONE,
        1000,
    )
    assert (batch.job.done, batch.job.total, Response.objects.count()) == (1000, 1000, 0)


def test_a_large_file_is_saved_by_a_worker(batch, officer):
    start_check(batch=batch, by=officer)
    work()
    start_commit(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    assert Response.objects.count() == 0
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.committed_by, Response.objects.count()) == (State.COMMITTED, officer, 1000)


def test_a_small_file_needs_no_worker(region, officer):
    file = a_file(HEADINGS, a_row(region))
    batch = upload_file(
        survey_round=an_skm_round(regions=[region]), region=None, sheet="", file=file, by=officer
    )
    checked = start_check(batch=batch, by=officer)
    assert checked.state == State.CHECKED
    assert start_commit(batch=checked, by=officer).state == State.COMMITTED
    assert DBTaskResult.objects.count() == 0


def test_a_refusal_in_the_background_is_told_on_the_job(batch, officer):
    start_check(batch=batch, by=officer)
    work()
    start_commit(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    officer.postings.all().delete()
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job.message) == (State.CHECKED, "Anda tidak berhak mengunggah berkas survei.")
    assert Response.objects.count() == 0


def stalled(batch):
    Job.objects.filter(pk=batch.job_id).update(
        state=Job.State.RUNNING, heartbeat_at=timezone.now() - timedelta(minutes=4)
    )


def test_a_stalled_check_can_be_started_again(batch, officer):
    start_check(batch=batch, by=officer)
    stalled(batch)
    first_job = batch.job_id
    restart_check(batch=batch, by=officer)
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job_id == first_job) == (State.CHECKED, False)
    assert Job.objects.get(pk=first_job).state == Job.State.FAILED


def test_a_worker_that_comes_back_too_late_changes_nothing(batch, officer):
    start_check(batch=batch, by=officer)
    late = batch.job_id
    stalled(batch)
    restart_check(batch=batch, by=officer)
    Job.objects.filter(pk=late).update(state=Job.State.WAITING)
    tasks.check_import.func(late)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (State.UPLOADED, {})


def test_one_job_is_done_once(batch, officer):
    start_check(batch=batch, by=officer)
    Job.objects.filter(pk=batch.job_id).update(state=Job.State.RUNNING, heartbeat_at=timezone.now())
    tasks.check_import.func(batch.job_id)
    batch.refresh_from_db()
    assert batch.state == State.UPLOADED


def test_the_check_of_a_killed_worker_is_taken_over_by_the_next(batch, officer):
    start_check(batch=batch, by=officer)
    stalled(batch)
    DBTaskResult.objects.get().claim("killed")
    take_over_stalled()
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job.state) == (State.CHECKED, Job.State.DONE)


def test_after_a_killed_worker_another_check_is_offered_and_works_at_once(batch, officer, client):
    start_check(batch=batch, by=officer)
    stalled(batch)
    client.force_login(officer)
    shown = client.get(f"/impor/{batch.pk}/").content.decode()
    assert ("Pemeriksaan berkas ini terhenti" in shown, "Periksa ulang" in shown) == (True, True)
    assert client.post(f"/impor/{batch.pk}/periksa/").status_code == 302
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.job.state) == (State.CHECKED, Job.State.DONE)
