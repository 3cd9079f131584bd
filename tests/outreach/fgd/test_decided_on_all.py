"""What is decided on a session as a whole is decided by who saw it as it is by now."""

import pytest

from outreach.fgd.actions.sessions import record_attendance
from outreach.fgd.actions.statements import (
    delete_statement,
    edit_statement,
    record_statement,
    take_back_statement,
)
from outreach.models import FgdSession, Participation, Statement
from tests.outreach.forms import sent_by, words
from tests.support.records import a_group, a_session, a_staff_member, a_statement, a_theme

pytestmark = pytest.mark.django_db

CHANGED = "Sejak halaman ini dibuka, isi sesi ini bertambah atau berubah."
CALLED_OFF = {"called_off": "cancelled", "called_off_reason": "Banjir."}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def a_word(session, by):
    said = Statement(session=session, group=a_group(), theme=a_theme(), kind="risk", text="Calo.")
    return record_statement(statement=said, by=by)


def edited(session, by):
    edit_statement(statement=session.statements.get(), by=by)


def deleted(session, by):
    delete_statement(statement=session.statements.get(), by=by)


def taken_back(session, by):
    take_back_statement(statement=session.statements.get(), by=by)


def attended(session, by):
    record_attendance(session=session, present=[Participation(session=session, group=a_group())], by=by)


@pytest.mark.parametrize("meanwhile", [a_word, edited, deleted, taken_back, attended])
def test_whoever_closes_the_notes_must_have_seen_what_is_written_in_them(client, staff, meanwhile):
    session = a_statement(recorded_by=staff).session
    address = f"/fgd/{session.pk}/hasil/"
    typed = sent_by(client.get(address)) | {"conclusions": "Perlu satu pintu.", "checked_on": "2024-05-20"}
    meanwhile(session, staff)

    answer = client.post(address, typed)

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["checked_on"]
    assert CHANGED in words(answer)
    kept = sent_by(answer)
    assert kept["checked_on"] == "2024-05-20"
    assert answer.context["form"]["conclusions"].value() == "Perlu satu pintu."
    assert FgdSession.objects.get().checked_on is None
    assert client.post(address, kept).status_code == 302
    assert str(FgdSession.objects.get().checked_on) == "2024-05-20"


def test_conclusions_alone_are_kept_whatever_was_said_meanwhile(client, staff):
    session = a_statement().session
    address = f"/fgd/{session.pk}/hasil/"
    typed = sent_by(client.get(address)) | {"conclusions": "Perlu satu pintu."}
    a_word(session, staff)

    assert client.post(address, typed).status_code == 302
    assert FgdSession.objects.get().conclusions == "Perlu satu pintu."


def test_a_session_is_not_called_off_by_who_did_not_see_that_it_began(client, staff):
    session = a_session()
    address = f"/fgd/{session.pk}/ubah/"
    typed = sent_by(client.get(address)) | CALLED_OFF
    a_word(session, staff)

    answer = client.post(address, typed)

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["called_off"]
    assert CHANGED in words(answer)
    again = client.post(address, sent_by(answer) | CALLED_OFF)
    assert again.status_code == 422  # who has seen it learns why it cannot be
    assert FgdSession.objects.get().called_off == ""


def test_a_session_is_called_off_by_who_saw_it_as_it_is(client, staff):
    session = a_session()
    address = f"/fgd/{session.pk}/ubah/"

    assert client.post(address, sent_by(client.get(address)) | CALLED_OFF).status_code == 302
    assert FgdSession.objects.get().called_off == "cancelled"


def test_two_note_takers_never_refuse_each_other(client, staff):
    session = a_session()
    said = [
        Statement(session=FgdSession.objects.get(), group=a_group(), theme=a_theme(), kind="risk", text=text)
        for text in ("Calo.", "Loket jauh.")
    ]

    for one in said:
        record_statement(statement=one, by=staff)

    assert session.statements.count() == 2
    assert FgdSession.objects.get().revision == session.revision + 2
