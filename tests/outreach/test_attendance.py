"""The attendance sheet: every group in its order, and nothing lost that somebody else wrote meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from outreach.actions.sessions import record_attendance
from outreach.models import Participation
from pmi_portal.audit.models import Event
from tests.outreach.forms import line, words
from tests.support.records import (
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_institution,
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
    a_group(order=3, active=False)

    assert [row.group for row in sheet(client, a_session()).rows] == [first, second]


def test_a_retired_group_stays_where_it_was_present(client, staff):
    active, retired = a_group(order=1), a_group(order=2, active=False)
    session = a_session()
    a_participation(session=session, group=retired)

    assert [row.group for row in sheet(client, session).rows] == [active, retired]


def test_a_group_is_offered_its_institutions_of_the_region_and_of_the_whole_country(client, staff):
    region, group = a_region(), a_group()
    here = an_institution(group=group, region=region, name="A")
    national = an_institution(group=group, name="B")
    an_institution(group=group, region=a_region())
    an_institution(group=group, region=region, active=False)

    row = sheet(client, a_session(region=region)).rows[0]

    assert [value for value, _name in row.form.fields["institution"].choices] == ["", here.pk, national.pk]


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

    submit(client, session, line(f"hadir-{one.pk}", people="2"))

    assert attendance(session) == {}


def test_a_recorded_line_can_be_corrected(client, staff):
    region = a_region()
    session = a_session(region=region)
    one = a_participation(session=session, people=2)
    office = an_institution(group=one.group, region=region)

    submit(client, session, line(f"hadir-{one.pk}", present=True, institution=office.pk, people="5"))

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
        line(f"hadir-{one.pk}", present=True, institution=second.pk, people="1"),
        line(f"hadir-{two.pk}", present=True, institution=first.pk, people="2"),
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
        ({"people": "1001"}, "people"),
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

    answer = submit(client, session, line(f"hadir-{one.pk}"))

    assert answer.status_code == 422
    assert "tercatat menyampaikan pernyataan di sesi ini; hapus dulu pernyataannya." in words(answer)
    assert attendance(session) == {(one.group, None): 2}


def test_the_action_itself_keeps_a_group_that_spoke(staff):
    session = a_session()
    one = a_participation(session=session)
    a_statement(session=session, group=one.group)

    with pytest.raises(ValidationError):
        record_attendance(session=session, seen=[one], present=[], by=staff)

    assert attendance(session) == {(one.group, None): 2}


def test_nobody_is_marked_present_before_the_day(client, staff):
    group, session = a_group(), a_session(held_on=date(2099, 1, 5))
    assert "Kehadiran baru dapat dicatat mulai 5 Januari 2099" in words(
        client.get(f"/fgd/{session.pk}/kehadiran/")
    )

    answer = submit(client, session, line(f"kelompok-{group.pk}", present=True))

    assert answer.status_code == 422
    assert attendance(session) == {}
