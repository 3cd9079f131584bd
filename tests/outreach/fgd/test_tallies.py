"""The tally of groups heard equals a naive count after everything that can change it."""

from collections import defaultdict
from datetime import date

import pytest
from django.core.management import call_command

from outreach.fgd.actions.sessions import edit_event, edit_session, record_attendance
from outreach.fgd.actions.statements import record_statement
from outreach.fgd.tallies import recount_hearings
from outreach.models import FgdEvent, FgdSession, GroupHearing, Invitation, Participation, Statement
from pmi_portal.loading.demo import load_demo
from tests.outreach.forms import rows
from tests.support.racing import at_once
from tests.support.records import (
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_theme,
    an_event,
    an_institution,
    an_invitation,
)

pytestmark = pytest.mark.django_db


def kept():
    tallies = GroupHearing.objects.values_list("region", "group", "sessions", "last_on", "refusals")
    return {(region, group): tuple(counts) for region, group, *counts in tallies}


def counted():
    """The same, record by record."""
    sessions, refusals = defaultdict(dict), defaultdict(int)
    for one in Participation.objects.select_related("session__event"):
        sessions[one.session.event.region_id, one.group_id][one.session_id] = one.session.held_on
    for one in Invitation.objects.select_related("session__event"):
        refusals[one.session.event.region_id, one.group_id] += one.answer in ("refused", "no_show")
    return {
        key: (len(sessions[key]), max(sessions[key].values(), default=None), refusals[key])
        for key in {*sessions, *refusals}
        if sessions.get(key) or refusals[key]
    }


@pytest.fixture
def staff():
    return a_staff_member()


@pytest.fixture
def session():
    """A session with two groups, one of them by two institutions, and one that did not come."""
    session, twice = a_session(held_on=date(2024, 5, 6)), a_group()
    for institution in (an_institution(group=twice), an_institution(group=twice)):
        a_participation(session=session, group=twice, institution=institution)
    a_participation(session=session)
    a_participation(session=a_session(event=session.event, held_on=date(2023, 1, 2)), group=twice)
    an_invitation(session=session, answer="no_show")
    return session


def test_two_institutions_of_a_group_at_one_table_are_one_hearing(session):
    assert sorted(kept().values(), key=str) == [
        (0, None, 1),
        (1, date(2024, 5, 6), 0),
        (2, date(2024, 5, 6), 0),
    ]
    assert kept() == counted()


def test_attendance_that_is_added_and_taken_away_is_counted(session, staff):
    gone, new = session.participations.first(), Participation(session=session, group=a_group(), people=3)

    record_attendance(session=session, gone=[gone], present=[new], by=staff)

    assert (session.event.region_id, new.group_id) in kept()
    assert kept() == counted()


def test_a_group_that_speaks_is_heard(session, staff):
    said = Statement(session=session, group=a_group(), theme=a_theme(), kind="complaint", text="Loket tutup.")

    record_statement(statement=said, by=staff)

    assert kept()[session.event.region_id, said.group_id] == (1, session.held_on, 0)
    assert kept() == counted()


def test_a_session_on_another_day_moves_the_day(session, staff):
    session.held_on = date(2022, 1, 3)

    edit_session(session=session, by=staff)

    assert {last_on for _n, last_on, _refusals in kept().values()} == {
        None,
        date(2022, 1, 3),
        date(2023, 1, 2),
    }
    assert kept() == counted()


def test_an_event_of_another_region_takes_its_hearings_along(session, staff):
    left, session.event.region = session.event.region_id, a_region()

    edit_event(event=session.event, by=staff)

    assert left not in {region for region, _group in kept()}
    assert len(kept()) == 3
    assert kept() == counted()


@pytest.mark.parametrize("change", [{"DELETE": "on"}, {"group": "other"}])
def test_a_group_whose_invitation_is_removed_is_counted_anew(client, staff, change):
    client.force_login(staff)
    session, gone, other = a_session(), a_group(), a_group()
    kept = an_invitation(session=session, answer="refused")
    removed = an_invitation(session=session, group=gone, answer="refused")
    recount_hearings()
    assert refusing() == {kept.group_id, gone.pk}
    if "group" in change:
        change = {"group": other.pk}
    row = {"id": removed.pk, "group": gone.pk, "answer": "refused"} | change
    first = {"id": kept.pk, "group": kept.group_id, "answer": "refused"}

    client.post(f"/fgd/{session.pk}/undangan/", rows("invitations", first, row, existing=2))

    left = {kept.group_id, other.pk} if "group" in change else {kept.group_id}
    assert refusing() == left


def refusing():
    return set(GroupHearing.objects.filter(refusals__gt=0).values_list("group", flat=True))


def test_an_invitation_that_was_not_followed_is_counted(client, session, staff):
    client.force_login(staff)
    invited = session.invitations.get()
    row = {"id": invited.pk, "group": invited.group_id, "institution": "", "answer": "accepted"}
    other = {"group": a_group().pk, "institution": "", "answer": "refused"}

    answer = client.post(f"/fgd/{session.pk}/undangan/", rows("invitations", row, other, existing=1))

    assert answer.status_code == 302
    assert sorted(refusals for _n, _last, refusals in kept().values()) == [0, 0, 1]
    assert kept() == counted()


def test_a_count_of_everything_mends_what_was_written_past_the_actions(session):
    FgdSession.objects.filter(pk=session.pk).update(event=an_event())
    assert kept() != counted()

    recount_hearings()

    assert kept() == counted()


def test_who_still_holds_the_event_where_it_was_counts_where_it_is_by_now(session, staff):
    held = FgdSession.objects.select_related("event").get(pk=session.pk)
    session.event.region = a_region()
    edit_event(event=session.event, by=staff)

    record_attendance(session=held, present=[Participation(session=held, group=a_group())], by=staff)

    assert kept() == counted()


def test_what_the_project_ships_and_the_demo_invents_is_counted():
    call_command("load_reference", verbosity=0)
    assert kept() == counted() != {}

    load_demo(seed=1, scale=0.2, only="stakeholders")
    load_demo(seed=1, scale=0.2, only="outreach")

    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
def test_attendance_and_a_move_at_the_same_moment_are_both_counted():
    session, staff, elsewhere = a_session(), a_staff_member(), a_region()
    group = a_group()
    a_participation(session=session)

    def attend():
        here = FgdSession.objects.select_related("event").get(pk=session.pk)
        present = Participation(session=here, group=group, people=1)
        record_attendance(session=here, present=[present], by=staff)

    def move():
        event = FgdEvent.objects.get(pk=session.event_id)
        event.region = elsewhere
        edit_event(event=event, by=staff)

    at_once(lambda act: act(), [attend, move])

    assert {region for region, _group in kept()} == {elsewhere.pk}
    assert len(kept()) == 2
    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_the_same_moment_are_both_counted():
    event, group, staff = an_event(), a_group(), a_staff_member()
    sessions = [a_session(event=event), a_session(event=event), a_session(event=event)]

    def write(session):
        present = Participation(session=session, group=group, people=1)
        record_attendance(session=session, present=[present], by=staff)

    at_once(write, sessions)

    assert kept() == {(event.region_id, group.pk): (3, date(2024, 5, 6), 0)}
