"""The tally of what groups said for and against equals a naive count after everything that can change it."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.fgd.actions.sessions import edit_event, edit_session
from outreach.fgd.actions.statements import (
    delete_statement,
    edit_statement,
    record_statement,
    take_back_statement,
)
from outreach.fgd.tallies import recount_voices
from outreach.models import FgdEvent, FgdSession, GroupVoice, Stance, Statement
from pmi_portal.loading.demo import load_demo
from tests.support.racing import at_once, before_it_ends
from tests.support.records import a_group, a_region, a_session, a_staff_member, a_statement, a_theme, an_event

pytestmark = pytest.mark.django_db
TONES = ["", "positive", "neutral", "negative"]
DAYS = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 7, 7)]
ACTS = ["record", "edit", "edit without stances", "take back", "delete", "move session", "move event"]


def kept():
    """{place: (how often, the key of the last statement)}"""
    voices = GroupVoice.objects.heard()
    places = voices.values_list("region", "year", "theme", "group", "side", "opponent", "times", "last")
    return {tuple(place): (times, last) for *place, times, last in places}


def counted():
    """The same, record by record."""
    found, last = Counter(), {}
    for said in Statement.objects.order_by("pk").select_related("session__event").prefetch_related("stances"):
        session = said.session
        place = session.event.region_id, session.held_on.year, said.theme_id, said.group_id
        if said.sentiment in ("positive", "negative"):
            found[(*place, said.sentiment, None)] += 1
            last[(*place, said.sentiment, None)] = said.pk
        for stance in said.stances.all():
            if stance.side == "against":
                found[(*place, "against", stance.group_id)] += 1
    return {place: (times, last.get(place, 0)) for place, times in found.items()}


def against(*groups):
    return [Stance(group=group, side="against") for group in groups]


def a_note(session, group, theme, **fields):
    return Statement(session=session, group=group, theme=theme, kind="risk", text="Calo.", **fields)


class Desk:
    """Two events of two sessions, groups and themes, and one person who does whatever is drawn."""

    def __init__(self):
        self.staff, self.regions = a_staff_member(), [a_region(), a_region()]
        self.groups, self.themes = [a_group() for _n in range(3)], [a_theme(), a_theme()]
        for region in self.regions:
            event = an_event(region=region)
            self.sessions = [a_session(event=event, held_on=day) for day in DAYS[:2]]

    def do(self, act, *numbers):
        """Do it with what the numbers choose; what there is nothing for is passed over."""
        said = self._chosen(Statement, numbers[0])
        if act == "record":
            note = a_note(self._chosen(FgdSession, numbers[0]), None, None)
            record_statement(statement=note, stances=self._say(note, *numbers), by=self.staff)
        elif act == "move session":
            session = self._chosen(FgdSession, numbers[0])
            session.held_on = DAYS[numbers[1] % len(DAYS)]
            edit_session(session=session, by=self.staff)
        elif act == "move event":
            event = self._chosen(FgdEvent, numbers[0])
            event.region = self.regions[numbers[1] % 2]
            edit_event(event=event, by=self.staff)
        elif said and act == "delete":
            delete_statement(statement=said, by=self.staff)
        elif said and act == "take back":
            take_back_statement(statement=said.session.statements.last(), by=self.staff)
        elif said:
            stances = self._say(said, *numbers)
            stances = {} if act == "edit without stances" else {"stances": stances}
            edit_statement(statement=said, by=self.staff, **stances)

    def _say(self, said, *numbers):
        """Let it say something else, and the stances of the others on it."""
        group, theme, tone, sides = numbers[1:]
        said.group, said.theme = self.groups[group % 3], self.themes[theme % 2]
        said.sentiment = TONES[tone % 4]
        others = [one for one in self.groups if one != said.group]
        drawn = zip(others, (sides % 3, sides // 3 % 3), strict=True)
        return [Stance(group=one, side=["for", "against"][n]) for one, n in drawn if n < 2]

    def _chosen(self, model, number):
        records = list(model.objects.order_by("pk"))
        return records[number % len(records)] if records else None


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(ACTS), *[st.integers(0, 8)] * 5), max_size=12))
def test_whatever_is_done_in_whatever_order_is_counted(db, deeds):
    Statement.objects.all().delete()
    FgdEvent.objects.all().delete()
    GroupVoice.objects.all().delete()
    desk = Desk()
    for act, *numbers in [("record", 0, 0, 0, 1, 1), *deeds]:
        desk.do(act, *numbers)
        assert kept() == counted()
    added = kept()
    recount_voices()
    assert kept() == added


@pytest.fixture
def staff():
    return a_staff_member()


def test_a_statement_counts_where_and_when_it_was_said(staff):
    session, speaker, opponent = a_session(held_on=date(2024, 5, 6)), a_group(), a_group()
    theme, said = a_theme(), []
    for tone in ("negative", "negative", "neutral"):
        said.append(a_note(session, speaker, theme, sentiment=tone))
        record_statement(statement=said[-1], stances=against(opponent), by=staff)

    place = session.event.region_id, 2024, theme.pk, speaker.pk
    judged, opposed = (*place, "negative", None), (*place, "against", opponent.pk)
    assert kept() == {judged: (2, said[1].pk), opposed: (3, 0)} == counted()

    first = said[0].pk
    delete_statement(statement=said[1], by=staff)
    take_back_statement(statement=said[2], by=staff)

    assert kept() == {judged: (1, first), opposed: (1, 0)} == counted()


def test_a_statement_that_was_changed_and_deleted_meanwhile_is_taken_away_as_it_is_stored(staff):
    said = a_statement(sentiment="negative")
    reads = [Statement.objects.get(pk=said.pk), Statement.objects.get(pk=said.pk)]
    said.sentiment, said.group = "positive", a_group()
    edit_statement(statement=said, by=staff)

    for read in reads:
        delete_statement(statement=read, by=staff)

    assert kept() == counted() == {}


def test_a_count_of_everything_mends_what_was_written_past_the_actions():
    said = a_statement(sentiment="negative")
    FgdSession.objects.filter(pk=said.session_id).update(held_on=date(2019, 2, 3), event=an_event())
    Statement.objects.filter(pk=said.pk).update(sentiment="positive")
    assert kept() != counted()

    recount_voices()

    assert kept() == counted()


def test_what_was_never_counted_is_taken_away_without_an_error(staff):
    said = a_statement(sentiment="negative")
    GroupVoice.objects.update(times=0)

    delete_statement(statement=said, by=staff)

    assert kept() == counted() == {}


def test_what_the_project_ships_and_the_demo_invents_is_counted():
    call_command("load_reference", verbosity=0)
    load_demo(seed=1, scale=0.2, only="stakeholders")
    load_demo(seed=1, scale=0.2, only="outreach")
    assert kept() == counted() != {}
    GroupVoice.objects.update(times=7)

    call_command("load_reference", verbosity=0)

    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_in_one_region_at_the_same_moment_are_both_counted(staff):
    region, speaker, theme, opponents = a_region(), a_group(), a_theme(), [a_group(), a_group()]
    sessions = [a_session(event=an_event(region=region)) for _n in range(3)]

    def write(session):
        for opponent in opponents if session.pk % 2 else reversed(opponents):
            note = a_note(session, speaker, theme, sentiment="negative")
            record_statement(statement=note, stances=against(opponent), by=staff)

    at_once(write, sessions)

    assert sorted(times for times, _last in kept().values()) == [3, 3, 6]
    assert kept() == counted()


@pytest.fixture
def moving():
    """(write in a session, move its event to a region of the same name, the key of that region)"""
    session, staff, speaker, theme = a_session(), a_staff_member(), a_group(), a_theme()
    a_statement(session=session, group=speaker, theme=theme, sentiment="negative")
    elsewhere = a_region(name=session.event.region.name)

    def write():
        note = a_note(FgdSession.objects.get(pk=session.pk), speaker, theme, sentiment="negative")
        record_statement(statement=note, by=staff)

    def move():
        event = FgdEvent.objects.get(pk=session.event_id)
        event.region = elsewhere
        edit_event(event=event, by=staff)

    return write, move, elsewhere.pk


@pytest.mark.django_db(transaction=True)
def test_words_and_a_move_of_their_event_at_the_same_moment_are_both_counted(moving):
    write, move, elsewhere = moving

    at_once(lambda act: act(), [write, move])

    assert {region for region, *_place in kept()} == {elsewhere}
    assert kept() == counted()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_moved_first", [True, False])
def test_who_comes_before_the_other_has_ended_waits_and_counts_where_the_event_is(moving, is_moved_first):
    write, move, elsewhere = moving

    before_it_ends(*((move, write) if is_moved_first else (write, move)))

    assert {region for region, *_place in kept()} == {elsewhere}
    assert kept() == counted()
