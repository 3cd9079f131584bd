"""Many pieces of work of one person do not keep another person's first one waiting."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pmi_portal.jobs.models import Job
from pmi_portal.jobs.queueing import KEPT_FOR, REST, queued, queued_once
from reports.dashboards.warming import make_default_figures
from surveys.importing.tasks import check_import
from tests.support.records import a_staff_member

pytestmark = pytest.mark.django_db(transaction=True)  # the worker ends its connections


def work():
    call_command("db_worker", batch=True, reload=False, verbosity=0)


def done_in_order():
    return list(Job.objects.filter(state=Job.State.DONE).order_by("ended_at", "pk"))


def test_one_file_behind_twenty_of_another_person_comes_second():
    busy, other = a_staff_member(), a_staff_member()
    many = [queued(check_import, kind="impor", by=busy) for _number in range(20)]
    one = queued(check_import, kind="impor", by=other)

    work()

    assert done_in_order() == [many[0], one, *many[1:]]


def test_the_work_of_one_person_keeps_its_order_however_much_it_is():
    person = a_staff_member()
    many = [queued(check_import, kind="impor", by=person) for _number in range(103)]

    work()

    assert done_in_order() == many


def test_what_is_finished_counts_no_more():
    person, other = a_staff_member(), a_staff_member()
    for _number in range(3):
        queued(check_import, kind="impor", by=person)
    work()
    mine, theirs = (queued(check_import, kind="impor", by=one) for one in (person, other))

    work()

    assert done_in_order()[-2:] == [mine, theirs]


def rows():
    return list(DBTaskResult.objects.order_by("enqueued_at"))


def test_work_of_nobody_is_queued_once_however_often_it_is_asked_for():
    for _time in range(50):
        queued_once(make_default_figures)
        queued_once(make_default_figures, after=timedelta(minutes=1))
    assert len(rows()) == 1

    work()
    queued_once(make_default_figures)

    assert [row.status for row in rows()] == ["SUCCESSFUL", "READY"]


def test_work_of_nobody_rests_between_two_starts_so_that_a_burst_is_not_many():
    for _time in range(5):
        queued_once(make_default_figures)
        work()
    assert [row.status for row in rows()] == ["SUCCESSFUL", "READY"]
    done, waits = rows()
    assert waits.run_after == done.started_at + REST

    DBTaskResult.objects.filter(pk=done.pk).update(started_at=timezone.now() - REST)
    queued_once(make_default_figures)
    work()

    assert [row.status for row in rows()] == ["SUCCESSFUL", "SUCCESSFUL"]


def test_what_runs_already_does_not_stand_for_what_is_asked_now():
    queued_once(make_default_figures)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())

    queued_once(make_default_figures)

    assert [row.status for row in rows()] == ["RUNNING", "READY"]


def test_work_that_may_wait_is_due_as_soon_as_somebody_does_not_wait():
    queued_once(make_default_figures, after=timedelta(minutes=1))
    work()
    assert [row.status for row in rows()] == ["READY"]

    queued_once(make_default_figures)
    work()

    assert [row.status for row in rows()] == ["SUCCESSFUL"]


def test_work_of_nobody_comes_behind_that_of_people():
    queued_once(make_default_figures)
    person = a_staff_member()
    jobs = [queued(check_import, kind="impor", by=person) for _number in range(3)]

    work()

    (nobodys,) = DBTaskResult.objects.filter(task_path__contains="make_default_figures")
    assert nobodys.started_at > Job.objects.get(pk=jobs[-1].pk).ended_at


def test_what_was_over_long_ago_is_not_kept_nor_what_died_with_its_worker():
    for status in ("SUCCESSFUL", "RUNNING", "FAILED"):
        queued_once(make_default_figures)
        DBTaskResult.objects.filter(status="READY").update(
            status=status, started_at=timezone.now() - KEPT_FOR
        )
    job = queued(check_import, kind="impor", by=a_staff_member())
    work()
    DBTaskResult.objects.filter(args_kwargs__args=[job.pk]).update(started_at=timezone.now() - 2 * KEPT_FOR)

    queued_once(make_default_figures)

    assert [row.status for row in rows() if "make_default" in row.task_path] == ["READY"]
    assert len(rows()) == 2  # that of a person stays
