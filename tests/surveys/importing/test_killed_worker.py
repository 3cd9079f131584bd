"""A worker killed in the middle of a job, as the kernel does it: another one does the job, once."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from pmi_portal.audit.models import Event
from pmi_portal.jobs.models import Job
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.importing.actions.jobs import start_commit
from surveys.models import Response
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
ROWS = 3000
MOST_SECONDS = 240  # on a machine however busy; a free one needs half a minute


@pytest.fixture(autouse=True)
def uploads():
    """Where the worker finds them too: in the data folder of the tests."""


@pytest.fixture
def batch(region, officer):
    """A checked file that takes a worker some seconds to save."""
    lines = [[f"{number:0300d}", *a_row(region)] for number in range(ROWS)]
    file = a_file(["Kode lembar kertas", *HEADINGS], *lines)
    survey_round = an_skm_round(regions=[region])
    batch = upload_file(survey_round=survey_round, region=None, file=file, basis="public_task", by=officer)
    return check_batch(batch=batch, by=officer)


@pytest.fixture
def worker():
    """worker(): a process as the demo and compose.yaml start it, on the database of this test."""
    workers = []

    def start():
        command = [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay"]
        environment = os.environ | {"DATABASE_URL": address(connection.settings_dict)}
        workers.append(
            subprocess.Popen(
                [*command, "--queue-name", "*"], cwd=ROOT, env=environment, start_new_session=True
            )
        )
        return workers[-1]

    yield start
    for one in workers:
        if one.poll() is None:
            one.kill()
        one.wait()


def address(database):
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    at = f"{database['HOST']}:{database['PORT'] or 5432}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{at}/{database['NAME']}"


def wait_until(state, job):
    for _ in range(MOST_SECONDS * 20):
        job.refresh_from_db()
        if job.state == state:
            return
        threading.Event().wait(0.05)
    pytest.fail(f"the job is {job.state} after {MOST_SECONDS} seconds, not {state}")


def test_a_file_is_saved_once_although_its_worker_is_killed_in_the_middle(batch, officer, worker):
    job = start_commit(batch=batch, by=officer).job
    first = worker()
    wait_until(Job.State.RUNNING, job)

    first.kill()
    assert first.wait() == -9
    job.refresh_from_db()
    assert (job.state, Response.objects.count()) == (Job.State.RUNNING, 0)

    worker()
    wait_until(Job.State.DONE, job)
    assert (Response.objects.count(), Event.objects.filter(action="import.committed").count()) == (ROWS, 1)
    assert len(DBTaskResult.objects.get().worker_ids) == 2
