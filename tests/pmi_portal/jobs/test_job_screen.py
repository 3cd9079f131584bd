"""Background work as an administrator sees it, who has no shell."""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from pmi_portal.jobs.models import STALLED_AFTER, Job
from tests.support.records import a_staff_member

LIST = "/admin/jobs/job/"


@pytest.fixture
def inside(client, administrator):
    client.force_login(administrator)
    return client


def a_job(**fields):
    return Job.objects.create(kind="impor", created_by=a_staff_member(), **fields)


def test_the_list_tells_in_indonesian_how_each_job_stands(inside):
    a_job(state="failed", message="Berkas sudah dihapus.")
    silent = timezone.now() - STALLED_AFTER - timedelta(seconds=1)
    a_job(state="running", heartbeat_at=silent, created_at=silent)

    page = inside.get(LIST).content.decode()

    assert page.count('field-shown_state">gagal<') == 1
    assert page.count('field-shown_state">berhenti tanpa kabar<') == 1


def test_a_job_tells_its_message_and_cannot_be_touched(inside):
    job = a_job(state="failed", message="Berkas sudah dihapus.")

    assert "Berkas sudah dihapus." in inside.get(f"{LIST}{job.pk}/change/").content.decode()
    answers = {inside.post(f"{LIST}{job.pk}/{way}/").status_code for way in ("change", "delete")}
    assert answers | {inside.post(f"{LIST}add/").status_code} == {403}


def test_the_english_list_of_the_queue_is_gone(inside):
    assert "Task results" not in inside.get("/admin/").content.decode()
    with pytest.raises(NoReverseMatch):
        reverse("admin:django_tasks_database_dbtaskresult_changelist")
