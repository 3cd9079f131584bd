"""The attendance sheet: every group in its order, and nothing lost that somebody else wrote meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sessions import record_attendance
from outreach.fgd.rules import sittings
from outreach.models import Participation
from pmi_portal.audit.models import Event
from tests.outreach.forms import line, recorded_line, sent_by, words
from tests.support.records import (
    LONG_AGO,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_institution,
    an_invitation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def sheet(client, session):
    return client.get(f"/fgd/{session.pk}/kehadiran/").context["sheet"]


def submit(client, session, *lines):
    typed = {}
    for one in lines:
        typed |= one
    return client.post(f"/fgd/{session.pk}/kehadiran/", typed)


def attendance(session):
    """{(group, institution): people} as stored"""
    rows = session.participations.select_related("group", "institution")
    return {(row.group, row.institution): row.people for row in rows}


def test_all_active_groups_are_offered_in_their_order(client, staff):
    second, first = a_group(order=2), a_group(order=1)
    a_group(order=3, valid_to=LONG_AGO)

    assert [row.group for row in sheet(client, a_session()).rows] == [first, second]


def test_a_retired_group_stays_where_it_was_present(client, staff):
    active, retired = a_group(order=1), a_group(order=2, valid_to=LONG_AGO)
    session = a_session()
    a_participation(session=session, group=retired)

    assert [row.group for row in sheet(client, session).rows] == [active, retired]


def test_a_group_is_offered_its_institutions_of_the_region_and_of_the_whole_country(client, staff):
    region, group = a_region(), a_group()
    here = an_institution(group=group, region=region, name="A")
    national = an_institution(group=group, name="B")
    an_institution(group=group, region=a_region())
    an_institution(group=group, region=region, valid_to=LONG_AGO)

    row = sheet(client, a_session(region=region)).rows[0]

    assert [value for value, _name in row.fields["institution"].choices] == ["", here.pk, national.pk]


def test_ticks_numbers_and_institutions_are_recorded(client, staff):
    region, ticked, counted, absent = a_region(), a_group(), a_group(), a_group()
    session, office = a_session(region=region), an_institution(group=counted, region=region)

    answer = submit(
        client,
        session,
        line(f"kelompok-{ticked.pk}", present=True),
        line(f"kelompok-{counted.pk}", present=True, institution=office.pk, people="3"),
        line(f"kelompok-{absent.pk}"),
    )

    assert answer.url == f"/fgd/{session.pk}/"
    assert attendance(session) == {(ticked, None): None, (counted, office): 3}
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == ("session.attendance_recorded", staff, {"groups": 2})
    assert "Kehadiran dicatat: 2 kelompok" in words(client.get(answer.url))


def test_a_number_without_a_tick_means_present(client, staff):
    group, session = a_group(), a_session()

    submit(client, session, line(f"kelompok-{group.pk}", people="2"))

    assert attendance(session) == {(group, None): 2}


def test_taking_the_tick_away_means_absent_even_with_a_number_left(client, staff):
    session = a_session()
    one = a_participation(session=session, people=2)

    submit(client, session, recorded_line(one, present=False))

    assert attendance(session) == {}


def test_a_recorded_line_can_be_corrected(client, staff):
    region = a_region()
    session = a_session(region=region)
    one = a_participation(session=session, people=2)
    office = an_institution(group=one.group, region=region)

    submit(client, session, recorded_line(one, institution=office.pk, people="5"))

    assert attendance(session) == {(one.group, office): 5}


def test_two_lines_of_a_group_can_swap_their_institutions(client, staff):
    region, group = a_region(), a_group()
    session = a_session(region=region)
    first, second = (an_institution(group=group, region=region) for _number in range(2))
    one = a_participation(session=session, group=group, institution=first, people=1)
    two = a_participation(session=session, group=group, institution=second, people=2)

    submit(
        client,
        session,
        recorded_line(one, institution=second.pk),
        recorded_line(two, institution=first.pk),
    )

    assert attendance(session) == {(group, second): 1, (group, first): 2}


def test_further_institutions_join_their_own_group(client, staff):
    region, group = a_region(), a_group()
    session = a_session(region=region)
    first, second = (an_institution(group=group, region=region) for _number in range(2))

    submit(
        client,
        session,
        line(f"kelompok-{group.pk}", present=True, institution=first.pk, people="1"),
        line("lain-0", institution=second.pk, people="4"),
        line("lain-1"),
    )

    assert attendance(session) == {(group, first): 1, (group, second): 4}


def test_a_line_that_was_not_on_the_page_is_left_alone(client, staff):
    session, shown = a_session(), a_group()
    meanwhile = a_participation(session=session, people=3)

    submit(client, session, line(f"kelompok-{shown.pk}", present=True))

    assert attendance(session) == {(meanwhile.group, None): 3, (shown, None): None}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"people": "0"}, "people"),
        ({"people": "-1"}, "people"),
        ({"people": "100001"}, "people"),
        ({"people": "tiga"}, "people"),
        ({"institution": "99999"}, "institution"),
        ({"institution": "abc"}, "institution"),
    ],
)
def test_a_faulty_line_is_refused_and_nothing_is_written(client, staff, typed, fault):
    good, bad, session = a_group(), a_group(), a_session()

    answer = submit(
        client,
        session,
        line(f"kelompok-{good.pk}", present=True),
        line(f"kelompok-{bad.pk}", present=True, **typed),
    )

    assert answer.status_code == 422
    assert list(answer.context["sheet"].errors) == [f"kelompok-{bad.pk}-{fault}"]
    assert attendance(session) == {}


def test_an_institution_of_another_region_is_refused(client, staff):
    group, session = a_group(), a_session()
    foreign = an_institution(group=group, region=a_region())

    answer = submit(client, session, line(f"kelompok-{group.pk}", present=True, institution=foreign.pk))

    assert answer.status_code == 422
    assert attendance(session) == {}


def test_the_same_group_and_institution_twice_is_refused(client, staff):
    region, group = a_region(), a_group()
    session, office = a_session(region=region), an_institution(group=group, region=region)

    answer = submit(
        client,
        session,
        line(f"kelompok-{group.pk}", present=True, institution=office.pk),
        line("lain-0", institution=office.pk),
    )

    assert list(answer.context["sheet"].errors) == ["lain-0-institution"]
    assert attendance(session) == {}


def test_people_without_an_institution_are_asked_about(client, staff):
    answer = submit(client, a_session(), line("lain-0", people="2"))

    assert "Pilih instansi yang hadir." in words(answer)
    assert Participation.objects.count() == 0


def test_a_group_that_spoke_stays_present(client, staff):
    session = a_session()
    one = a_participation(session=session)
    a_statement(session=session, group=one.group)

    answer = submit(client, session, recorded_line(one, present=False))

    assert answer.status_code == 422
    assert "tercatat menyampaikan pernyataan di sesi ini; hapus dahulu pernyataannya." in words(answer)
    assert list(answer.context["sheet"].errors) == [f"hadir-{one.pk}-{one.group_id}-present"]
    assert attendance(session) == {(one.group, None): 2}


def test_the_action_itself_keeps_a_group_that_spoke(staff):
    session = a_session()
    one = a_participation(session=session)
    a_statement(session=session, group=one.group)

    with pytest.raises(ValidationError):
        record_attendance(session=session, gone=[one], by=staff)

    assert attendance(session) == {(one.group, None): 2}


def test_nobody_is_marked_present_before_the_day(client, staff):
    group, session = a_group(), a_session(held_on=date(2099, 1, 5))
    assert "Kehadiran baru dapat dicatat mulai 5 Januari 2099" in words(
        client.get(f"/fgd/{session.pk}/kehadiran/")
    )

    answer = submit(client, session, line(f"kelompok-{group.pk}", present=True))

    assert answer.status_code == 422
    assert attendance(session) == {}


# --- from the invitations


@pytest.fixture
def asked():
    """A session in whose region three groups were asked: one comes by two institutions, one refused."""
    region, coming, refusing, silent = a_region(), a_group(order=1), a_group(order=2), a_group(order=3)
    session = a_session(region=region)
    offices = [an_institution(group=coming, region=region, name=name) for name in "AB"]
    for office, people, absent in zip(offices, (5, None), (2, None), strict=True):
        invitation = {"institution": office, "answer": "accepted", "people": people, "absent": absent}
        an_invitation(session=session, group=coming, **invitation)
    an_invitation(session=session, group=refusing, answer="refused", people=4)
    an_invitation(session=session, group=silent, answer="open")
    return session, coming, offices


def offered(client, session):
    """The page that starts from the invitations, and what a browser would send of it untouched."""
    page = client.get(f"/fgd/{session.pk}/kehadiran/?dari=undangan")
    return page, sent_by(page)


def test_the_sheet_says_who_was_asked_and_offers_to_start_from_there(client, staff, asked):
    session, coming, _offices = asked

    page = client.get(f"/fgd/{session.pk}/kehadiran/")

    assert "diundang: menolak" in words(page)
    assert "Mulai dari undangan" in words(page)
    assert not any(row["present"].value() for row in page.context["sheet"].rows)
    a_participation(session=session, group=coming)
    assert "Mulai dari undangan" not in words(client.get(f"/fgd/{session.pk}/kehadiran/"))


def test_who_said_to_come_is_ticked_with_institution_and_people(client, staff, asked):
    session, coming, offices = asked
    page, sent = offered(client, session)

    ticked = [row.group for row in page.context["sheet"].rows if row["present"].value()]
    assert ticked == [coming]
    assert "Yang bersedia hadir sudah dicentang" in words(page)
    assert client.post(page.wsgi_request.get_full_path(), sent).status_code == 302
    assert attendance(session) == {(coming, offices[0]): 3, (coming, offices[1]): None}


def test_the_invitation_of_the_whole_group_stands_on_its_own_line(client, staff):
    region, group = a_region(), a_group()
    session, office = a_session(region=region), an_institution(group=group, region=region)
    an_invitation(session=session, group=group, institution=office, answer="accepted", people=2)
    an_invitation(session=session, group=group, answer="accepted", people=7)

    _page, sent = offered(client, session)

    assert submit(client, session, sent).status_code == 302
    assert attendance(session) == {(group, None): 7, (group, office): 2}


def test_nobody_is_offered_who_stays_away_altogether(client, staff):
    session, group = a_session(), a_group()
    an_invitation(session=session, group=group, answer="accepted", people=4, absent=4)

    page, sent = offered(client, session)

    assert not any(row["present"].value() for row in page.context["sheet"].rows)
    assert "Yang bersedia hadir sudah dicentang" not in words(page)
    assert "Mulai dari undangan" not in words(client.get(f"/fgd/{session.pk}/kehadiran/"))


def test_an_institution_out_of_use_that_was_asked_may_still_have_come(client, staff):
    region, group = a_region(), a_group()
    session = a_session(region=region)
    offices = [an_institution(group=group, region=region, name=name) for name in "AB"]
    for office in offices:
        an_invitation(session=session, group=group, institution=office, answer="accepted", people=2)
    offices[1].valid_to = LONG_AGO
    offices[1].save()

    _page, sent = offered(client, session)

    assert submit(client, session, sent).status_code == 302
    assert attendance(session) == {(group, office): 2 for office in offices}


def test_everybody_who_may_be_asked_finds_a_line(client, staff):
    region, group = a_region(), a_group()
    session = a_session(region=region)
    for n in range(sittings.MOST_INVITATIONS):
        office = an_institution(group=group, region=region, name=f"Kantor {n:02}")
        an_invitation(session=session, group=group, institution=office, answer="accepted", people=1)

    _page, sent = offered(client, session)

    assert submit(client, session, sent).status_code == 302
    assert len(attendance(session)) == sittings.MOST_INVITATIONS


def test_a_tick_taken_away_from_the_offer_means_absent_whatever_else_was_typed(client, staff, asked):
    session, coming, offices = asked
    _page, sent = offered(client, session)
    sent.pop(f"kelompok-{coming.pk}-present")
    sent |= {f"kelompok-{coming.pk}-people": "9", "lain-0-institution": ""}

    assert submit(client, session, sent).status_code == 302
    assert attendance(session) == {}


def test_an_offer_does_not_take_the_place_of_what_somebody_else_recorded_meanwhile(client, staff, asked):
    session, coming, offices = asked
    _page, sent = offered(client, session)
    a_participation(session=session, group=coming, institution=offices[0], people=7)

    answer = submit(client, session, sent)

    assert answer.status_code == 409
    assert attendance(session) == {(coming, offices[0]): 7}
    assert str(offices[0]) in words(answer)
