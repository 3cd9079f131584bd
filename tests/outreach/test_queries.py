"""The number of queries does not grow with the number of records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.records import (
    a_group,
    a_guide,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_team_member,
    an_activity,
    an_event,
    an_institution,
    an_invitation,
)

pytestmark = pytest.mark.django_db


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def make_statement(session=None):
    session = session or a_session(event=an_event(is_sample=True))
    said = a_statement(session=session)
    a_participation(
        session=session,
        group=said.group,
        institution=an_institution(group=said.group, region=session.event.region),
    )


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/sosialisasi/", lambda: an_activity(organiser=an_institution())),
        ("/fgd/", make_statement),
        ("/fgd/pernyataan/", make_statement),
        ("/fgd/tema/", make_statement),
        ("/fgd/kode-kedua/", make_statement),
        ("/fgd/panduan/", lambda: a_session(guide=a_guide("Satu?", "Dua?"))),
    ],
)
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(client, address, make):
    client.force_login(a_staff_member())
    make()
    client.get(address)
    for_one = queries_of(client, address)
    make()
    make()

    assert queries_of(client, address) == for_one


def record_around(session):
    """A statement with its stance and question, an invitation, and somebody of the team."""
    said = a_statement(session=session, question=session.guide.questions.first())
    said.stances.create(group=a_group(), side="for")
    session.points.update_or_create(question=said.question, defaults={"text": "Ramai."})
    an_invitation(session=session, institution=an_institution(region=session.event.region))
    a_team_member(session=session)


@pytest.mark.parametrize(
    "page", ["/fgd/{}/", "/fgd/{}/tim/", "/fgd/{}/undangan/", "/fgd/{}/pokok/", "/fgd/{}/kode-kedua/"]
)
def test_a_full_record_takes_as_many_queries_for_fifty_rows_as_for_one(client, page):
    session = a_session(region=a_region(), guide=a_guide("Satu?", "Dua?"))
    address = page.format(session.pk)
    client.force_login(a_staff_member())
    record_around(session)
    client.get(address)
    for_one = queries_of(client, address)
    for _number in range(49):
        record_around(session)

    assert queries_of(client, address) == for_one


@pytest.mark.parametrize("page", ["/fgd/{}/", "/fgd/{}/kehadiran/"])
def test_a_session_takes_as_many_queries_for_three_statements_as_for_one(client, page):
    session = a_session(region=a_region())
    address = page.format(session.pk)
    client.force_login(a_staff_member())
    make_statement(session)
    client.get(address)
    for_one = queries_of(client, address)
    make_statement(session)
    make_statement(session)

    assert queries_of(client, address) == for_one


def test_an_event_takes_as_many_queries_for_three_sessions_as_for_one(client):
    event = an_event()
    client.force_login(a_staff_member())
    a_session(event=event)
    client.get(f"/fgd/kegiatan/{event.pk}/")
    for_one = queries_of(client, f"/fgd/kegiatan/{event.pk}/")
    a_session(event=event)
    a_session(event=event)

    assert queries_of(client, f"/fgd/kegiatan/{event.pk}/") == for_one
