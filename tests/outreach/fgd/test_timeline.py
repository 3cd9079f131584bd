"""The history of a record in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.fgd.actions.sessions import edit_session, record_attendance
from outreach.fgd.actions.statements import delete_statement, record_statement
from outreach.fgd.timeline import session_timeline
from outreach.models import Participation, Statement
from pmi_portal.editing import history
from pmi_portal.editing.history import record_timeline
from tests.support.records import a_group, a_session, a_staff_member, a_statement, a_theme, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return a_staff_member()


def told(entries):
    return [(entry.who, entry.what, entry.times) for entry in entries]


def say(session, staff):
    said = Statement(session=session, group=a_group(), theme=a_theme(), kind="praise", text="Baik.")
    return record_statement(statement=said, by=staff)


def test_newest_first_from_the_first_record_on(staff):
    session = a_session()
    session.venue = "Aula"
    edit_session(session=session, by=staff)

    assert told(session_timeline(session)) == [(str(staff), "Diubah: tempat", 1), ("Sistem", "Dicatat", 1)]


def test_attendance_and_statements_belong_to_the_history_of_their_session(staff):
    session, group = a_session(), a_group()
    here = Participation(session=session, group=group)
    record_attendance(session=session, present=[here], by=staff)
    delete_statement(statement=say(session, staff), by=staff)
    a_statement()

    assert told(session_timeline(session)) == [
        (str(staff), "Pernyataan dihapus", 1),
        (str(staff), "Pernyataan dicatat", 1),
        (str(staff), "Kehadiran dicatat: 1 kelompok", 1),
        ("Sistem", "Dicatat", 1),
    ]


def test_the_same_deed_on_one_day_is_told_once_with_its_number(staff):
    session = a_session()
    for _number in range(3):
        say(session, staff)

    assert told(session_timeline(session))[0] == (str(staff), "Pernyataan dicatat", 3)


def test_the_same_deed_of_another_person_or_day_is_told_apart(staff):
    session, other = a_session(), a_staff_member()
    say(session, staff)
    yesterday = timezone.now() - timedelta(days=1)
    session.history.update(history_date=yesterday - timedelta(seconds=1))
    Statement.history.update(history_date=yesterday)
    say(session, staff)
    say(session, other)

    assert told(session_timeline(session))[:3] == [
        (str(other), "Pernyataan dicatat", 1),
        (str(staff), "Pernyataan dicatat", 1),
        (str(staff), "Pernyataan dicatat", 1),
    ]


def test_a_save_without_a_change_says_so():
    activity = an_activity()
    activity.save()

    assert [entry.what for entry in record_timeline(activity)] == ["Disimpan ulang", "Dicatat"]


def test_a_long_history_is_cut(staff):
    activity = an_activity()
    for number in range(40):
        activity.title = f"Judul {number}" if number % 2 else activity.title
        activity.village = f"Desa {number}"
        activity.save()

    assert len(record_timeline(activity)) == 30


@pytest.mark.parametrize(("kept", "begins"), [(1, True), (2, True), (3, False)])
def test_where_only_the_newest_versions_are_read_the_oldest_of_them_is_no_beginning(
    monkeypatch, kept, begins
):
    monkeypatch.setattr(history, "MOST_ROWS", 2)
    activity = an_activity()
    for number in range(kept - 1):
        activity.village = f"Desa {number}"
        activity.save()

    assert ("Dicatat" in [entry.what for entry in history.versions(activity)]) == begins
