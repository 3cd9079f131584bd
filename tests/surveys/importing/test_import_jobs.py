"""Large files are checked and saved in the background; a worker that dies leaves nothing half done."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pmi_portal.files.reading.reader import read_rows
from pmi_portal.jobs.models import Job
from pmi_portal.jobs.reaping import take_over_stalled
from surveys.importing import beside, examination, lately, parts, tasks
from surveys.importing.actions import imports
from surveys.importing.actions.imports import cancel_batch, upload_file
from surveys.importing.actions.jobs import AT_ONCE_ROWS, restart_check, start_check, start_commit
from surveys.models import ImportBatch, Response
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)  # the worker ends its connections
State = ImportBatch.State
LINES = AT_ONCE_ROWS + 1


@pytest.fixture
def batch(region, officer):
    """A file just beyond what is checked at once."""
    lines = [[f"{number:030d}", *a_row(region)] for number in range(LINES)]
    file = a_file(["Kode lembar kertas", *HEADINGS], *lines)
    return upload_file(
        survey_round=an_skm_round(regions=[region]),
        region=None,
        file=file,
        basis="public_task",
        by=officer,
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
        LINES,
    )
    assert (batch.job.done, batch.job.total, Response.objects.count()) == (LINES, LINES, 0)


def test_a_large_file_is_saved_by_a_worker(batch, officer):
    start_check(batch=batch, by=officer)
    work()
    start_commit(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    assert Response.objects.count() == 0
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.committed_by, Response.objects.count()) == (State.COMMITTED, officer, LINES)


def test_a_small_file_needs_no_worker(region, officer):
    file = a_file(HEADINGS, a_row(region))
    batch = upload_file(
        survey_round=an_skm_round(regions=[region]),
        region=None,
        file=file,
        basis="public_task",
        by=officer,
    )
    checked = start_check(batch=batch, by=officer)
    assert checked.state == State.CHECKED
    assert start_commit(batch=checked, by=officer).state == State.COMMITTED
    assert DBTaskResult.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("rows", "waits"), [(AT_ONCE_ROWS, False), (AT_ONCE_ROWS + 1, True)])
def test_the_number_of_rows_decides_what_a_request_does_itself(region, officer, kind, rows, waits):
    file = a_file(HEADINGS, *[a_row(region)] * rows, name=f"survei.{kind}")
    batch = upload_file(
        survey_round=an_skm_round(regions=[region]), region=None, file=file, basis="public_task", by=officer
    )
    assert (start_check(batch=batch, by=officer).job is not None) == waits


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


def cancel_when(monkeypatch, place, name, batch, officer):
    """Somebody cancels the import at the moment this function is called."""
    real = getattr(place, name)

    def meanwhile(*args, **options):
        if ImportBatch.objects.get(pk=batch.pk).state != State.CANCELLED:
            cancel_batch(batch=batch, by=officer)
        return real(*args, **options)

    monkeypatch.setattr(place, name, meanwhile)


@pytest.mark.parametrize("moment", ["examine_reading", "match"])
def test_an_import_cancelled_while_it_is_checked_leaves_nothing(batch, officer, uploads, monkeypatch, moment):
    cancel_when(monkeypatch, imports if moment == "examine_reading" else parts, moment, batch, officer)
    start_check(batch=batch, by=officer)
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.report, list((uploads / "imports").iterdir())) == (State.CANCELLED, {}, [])
    assert (batch.job.state, batch.job.message) == (Job.State.FAILED, "Dibatalkan.")


@pytest.mark.parametrize("moment", ["taken_up", "judge"])
def test_an_import_cancelled_while_it_is_saved_stores_nothing(batch, officer, uploads, monkeypatch, moment):
    if moment == "judge":  # as in another process than that of the check
        monkeypatch.setattr(lately, "LEAST_ROWS", LINES)
    start_check(batch=batch, by=officer)
    work()
    start_commit(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    place = examination if moment == "judge" else lately
    cancel_when(monkeypatch, place, moment, ImportBatch.objects.get(pk=batch.pk), officer)
    work()
    batch.refresh_from_db()
    assert (batch.state, Response.objects.count()) == (State.CANCELLED, 0)
    assert list((uploads / "imports").iterdir()) == []


def test_a_worker_that_reads_learns_that_nobody_waits_any_more(
    batch, officer, uploads, monkeypatch, tmp_path
):
    silent = tmp_path / "parser.py"
    silent.write_text("import time; time.sleep(600)")
    monkeypatch.setattr(beside, "read_rows", partial(read_rows, parser=silent))
    cancel_when(monkeypatch, beside, "read_rows", batch, officer)
    examined = []
    monkeypatch.setattr(imports, "examine_reading", lambda *args, **options: examined.append(1))
    start_check(batch=batch, by=officer)
    work()
    assert (examined, list((uploads / "imports").iterdir())) == ([], [])
