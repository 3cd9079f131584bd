"""The audit log: append only, chained, and whole under parallel writers."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from pmi_portal.audit.models import AppendOnlyError, ChainHead, Event
from pmi_portal.audit.trail import broken_links, record
from tests.support.racing import at_once
from tests.support.records import a_region, a_staff_member

TABLE = Event._meta.db_table


@pytest.fixture
def events(db):
    person, region = a_staff_member(), a_region()
    return [record("region.edited", about=region, by=person, fields=["name", n]) for n in range(3)]


def tamper(sql, *values):
    """Somebody who has the database, but not the portal."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_event_says_who_what_about_which_record_and_when(db):
    person, region = a_staff_member(), a_region()
    event = Event.objects.get(pk=record("region.edited", about=region, by=person, fields=["name"]).pk)
    assert (event.actor, event.action, event.subject, event.subject_id, event.detail) == (
        *(person, "region.edited", "stakeholders.region", str(region.pk)),
        {"fields": ["name"]},
    )
    assert event.at.utcoffset() == timedelta(0)


def test_an_event_needs_no_record_and_no_person(db):
    event = record("user.sign_in_failed", by=None)
    assert (event.actor, event.subject, event.subject_id, event.detail) == (None, "", "", {})


def test_events_about_a_record_are_found(db):
    here, there = a_region(), a_region()
    ours = [record("region.edited", about=here, by=None), record("region.seen", about=here, by=None)]
    record("region.edited", about=there, by=None)
    assert set(Event.objects.about(here)) == set(ours)


def test_a_log_nobody_touched_is_whole(events):
    assert broken_links() == []


def test_an_empty_log_is_whole(db):
    assert broken_links() == []


def test_events_are_not_changed(events):
    with pytest.raises(AppendOnlyError):
        events[0].save()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(action="nothing")


def test_events_are_not_deleted(events):
    with pytest.raises(AppendOnlyError):
        events[0].delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()


CHANGES = {
    "action": "x",
    "subject_id": "77",
    "subject": "outreach.statement",
    "detail": '{"fields": []}',
    "at": "2020-01-01 00:00:00+00:00",
    "actor_id": None,
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_event_is_found(events, column):
    tamper(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", CHANGES[column], events[1].pk)
    assert broken_links() == [events[1].pk]


def test_a_changed_event_with_a_new_seal_is_found_at_the_next(events):
    changed = Event.objects.get(pk=events[1].pk)
    changed.action = "x"
    tamper(f"UPDATE {TABLE} SET action = 'x', hash = %s WHERE id = %s", changed.seal(), changed.pk)
    assert broken_links() == [events[2].pk]


@pytest.mark.parametrize(("gone", "found"), [(0, 1), (1, 2)])
def test_a_deleted_event_is_found_at_the_next(events, gone, found):
    tamper(f"DELETE FROM {TABLE} WHERE id = %s", events[gone].pk)
    assert broken_links() == [events[found].pk]


def test_a_log_cut_off_at_its_end_is_found(events):
    tamper(f"DELETE FROM {TABLE} WHERE id = %s", events[2].pk)
    assert broken_links() == [None]


def test_an_inserted_event_is_found(events):
    forged = Event(action="x", at=events[2].at, previous_hash=events[2].hash)
    columns = "action, at, subject, subject_id, detail, previous_hash, hash"
    values = ["x", forged.at, "", "", "{}", forged.previous_hash, forged.seal()]
    tamper(f"INSERT INTO {TABLE} ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)", *values)
    assert broken_links() == [None]


def test_the_command_counts_a_whole_log(events, capsys):
    call_command("audit_verify")
    assert capsys.readouterr().out == "3 events, chain whole.\n"


def test_the_command_names_what_was_changed(events):
    tamper(f"UPDATE {TABLE} SET action = 'x' WHERE id = %s", events[1].pk)
    with pytest.raises(CommandError, match=f"The audit log was changed at: {events[1].pk}$"):
        call_command("audit_verify")


def test_an_event_of_work_that_was_rolled_back_leaves_no_gap(events):
    with suppress(RuntimeError), transaction.atomic():
        record("region.edited", by=None)
        raise RuntimeError("the work failed")
    record("region.edited", by=None)
    assert (Event.objects.count(), broken_links()) == (4, [])


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_keep_the_chain_whole():
    person = a_staff_member()

    def write(writer):
        for n in range(5):
            record("region.edited", about=None, by=person, writer=writer, n=n)

    at_once(write, range(8))

    assert (Event.objects.count(), broken_links()) == (40, [])
    assert ChainHead.objects.count() == 1
