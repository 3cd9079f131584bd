"""Many pieces of work of one person do not keep another person's first one waiting."""

import pytest
from django.core.management import call_command

from pmi_portal.jobs.models import Job
from pmi_portal.jobs.queueing import queued
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
