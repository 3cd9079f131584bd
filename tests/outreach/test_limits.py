"""What is still allowed and what no more: each rule is asked at its last possible value and at the next."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from outreach.activities import rules as activities
from outreach.complaints import rules as complaints
from outreach.desk.questions.hearing import Hearing
from outreach.desk.questions.search import snippet
from outreach.fgd.rules import sessions, sittings
from outreach.follow_ups import rules as follow_ups
from outreach.ground import rules as ground
from outreach.models import ComplaintCategory, FgdEvent, FgdSession, FollowUp
from outreach.papers.documents.words import listing, number_in_words
from stakeholders.models import Region, StakeholderGroup

TODAY, DAY = date(2024, 5, 6), timedelta(days=1)
NOW = datetime(2024, 5, 6, 3, tzinfo=UTC)
TEN_YEARS = follow_ups.LONGEST_PLAN


def of_that_day(**fields):
    """A follow-up of a session that was held on the day."""
    return FollowUp(session_id=1, session=FgdSession(pk=1, held_on=TODAY), **fields)


def sorted_there(**spans):
    return ComplaintCategory(name="Gaji", active=True, **spans)


def is_of_that_day(happened_on):
    return ground.why_not_happen("day", happened_on, TODAY, late="Terlambat.")


@pytest.mark.parametrize(
    ("ask", "last", "beyond"),
    [
        (lambda total: activities.why_not_total(total, 5), 5, 4),
        (lambda distinct: activities.why_not_distinct(distinct, 5), 5, 6),
        (lambda told: activities.why_not_registrations("held", told, distinct=5, people=9), 5, 6),
        (lambda told: activities.why_not_registrations("held", told, distinct=None, people=9), 9, 10),
        (lambda absent: sittings.why_not_missing("declined", people=3, absent=absent), 3, 4),
        (lambda women: sittings.why_not_sexes(5, women, 2), 3, 4),
        (lambda young: sittings.why_not_ages(5, [young, None, 2]), 3, 4),
        (sittings.why_not_invite, 80, 81),
        (sessions.size_warning, 12, 13),
    ],
)
def test_as_many_are_allowed_and_one_more_or_less_is_not(ask, last, beyond):
    assert ask(last) is None
    assert ask(beyond)


@pytest.mark.parametrize(
    ("ask", "last", "beyond"),
    [
        (lambda day: sittings.why_not_checked(TODAY, day, TODAY + DAY), TODAY, TODAY - DAY),
        (lambda day: sittings.why_not_checked(TODAY - DAY, day, TODAY), TODAY, TODAY + DAY),
        (lambda day: sittings.why_not_record_points(FgdSession(held_on=day), TODAY), TODAY, TODAY + DAY),
        (lambda day: sittings.why_not_record_outcome(FgdSession(held_on=day), TODAY), TODAY, TODAY + DAY),
        (lambda day: sittings.why_not_document(FgdSession(held_on=day), TODAY), TODAY, TODAY + DAY),
        (lambda day: follow_ups.why_not_due_on(of_that_day(), day, TODAY), TODAY, TODAY - DAY),
        (
            lambda day: follow_ups.why_not_due_on(of_that_day(), day, TODAY),
            TODAY + TEN_YEARS,
            TODAY + TEN_YEARS + DAY,
        ),
        (lambda day: follow_ups.why_not_done_on(of_that_day(), day, TODAY), TODAY, TODAY + DAY),
        (lambda day: follow_ups.why_not_done_on(of_that_day(), day, TODAY + DAY), TODAY, TODAY - DAY),
        (lambda day: follow_ups.why_not_answered_on(of_that_day(), day, TODAY), TODAY, TODAY + DAY),
        (
            lambda day: follow_ups.why_not_answered_on(of_that_day(done_on=TODAY), day, TODAY + DAY),
            TODAY,
            TODAY - DAY,
        ),
        (lambda day: complaints.why_not_wait_until(day, TODAY), TODAY, TODAY - DAY),
        (lambda day: complaints.why_not_category(sorted_there(valid_from=TODAY), day), TODAY, TODAY - DAY),
        (lambda day: complaints.why_not_category(sorted_there(valid_to=TODAY), day), TODAY, TODAY + DAY),
        (is_of_that_day, TODAY, TODAY + DAY),
    ],
)
def test_the_day_itself_is_allowed_and_the_next_to_it_is_not(ask, last, beyond):
    assert ask(last) is None
    assert ask(beyond)


def test_a_complaint_is_received_up_to_this_moment(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    zone = ZoneInfo("Asia/Jakarta")

    assert complaints.why_not_receive(NOW, zone) is None
    assert complaints.why_not_receive(NOW + timedelta(seconds=1), zone) == (
        "Waktu penerimaan tidak boleh di masa depan."
    )


def test_a_plan_reaches_to_the_end_of_the_tenth_year_ahead():
    year = timezone.localdate().year

    assert ground.why_not_date(date(year + 10, 12, 31)) is None
    assert ground.why_not_date(date(year + 11, 1, 1)) == (
        f"Tahun {year + 11} terlalu jauh di depan. Periksa tahunnya."
    )


@pytest.mark.parametrize(("ends_at", "ends"), [(time(9, 1), TODAY), (time(9), TODAY + DAY)])
def test_a_session_that_ends_at_its_beginning_ends_on_the_next_day(ends_at, ends):
    event = FgdEvent(region=Region(time_zone="Asia/Jakarta"))
    session = FgdSession(event=event, held_on=TODAY, starts_at=time(9), ends_at=ends_at)
    assert session.ends.date() == ends


@pytest.mark.parametrize(("days", "is_silent"), [(365, False), (366, True), (None, True)])
def test_a_group_is_silent_when_a_year_has_passed(days, is_silent):
    hearing = Hearing(Region(), StakeholderGroup(), sessions=1, last_on=TODAY, days=days, refusals=0)
    assert hearing.is_silent is is_silent


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_are_written_in_words(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("names", "told"),
    [(["Ani"], "Ani"), (["Ani", "Budi"], "Ani dan Budi"), (["Ani", "Budi", "Citra"], "Ani, Budi, dan Citra")],
)
def test_names_are_listed_as_one_says_them(names, told):
    assert listing(names) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("jarum " + "x" * 154, "jarum " + "x" * 154),  # as long as a piece
        ("jarum " + "x" * 155, "jarum …"),
        ("x" * 161, "x" * 160 + " …"),  # nowhere to cut
        ("x" * 70 + " jarum", "… jarum"),
    ],
)
def test_a_text_is_cut_where_it_is_longer_than_a_piece(text, shown):
    assert snippet(text, ["jarum"]) == shown


def test_a_piece_begins_with_the_first_of_the_words():
    text = f"jarum{' dan' * 100} benang"
    assert snippet(text, ["benang", "jarum"]) == f"jarum{' dan' * 38} …"
