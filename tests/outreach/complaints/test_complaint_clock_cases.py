"""Clocks by the real calendar of 2026 and 2027: the cases that were right once and have to stay so."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from outreach.complaints.clocks import Calendar, last_days
from outreach.models import ComplaintStep
from tests.support.records import a_complaint, a_holiday, a_limit

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def calendar(db, tmp_path):
    call_command("load_reference", verbosity=0)


def at(day, hour=9, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WIB)


def clocks(received, *steps, days=5):
    """The last days of a complaint of that limit after these (what, day)."""
    complaint = a_complaint(received_at=received, limit=a_limit(working_days=days))
    told = [ComplaintStep(what=what, at=at(day)) for what, day in steps]
    return last_days(complaint, told, Calendar.read())


PAUSE = (("paused", date(2026, 8, 4)), ("resumed", date(2026, 8, 7)))


def test_a_pause_moves_the_answer_also_when_a_holiday_falls_into_it(calendar):
    assert clocks(at(date(2026, 8, 3)), *PAUSE)["answer_by"] == date(2026, 8, 13)
    a_holiday(date=date(2026, 8, 6))
    assert clocks(at(date(2026, 8, 3)), *PAUSE)["answer_by"] == date(2026, 8, 13)


def test_reopening_starts_anew_and_pauses_after_it_count(calendar):
    reopened = ("reopened", date(2026, 9, 10))
    pause = (("paused", date(2026, 9, 11)), ("resumed", date(2026, 9, 15)))

    assert clocks(at(date(2026, 8, 3)), reopened)["answer_by"] == date(2026, 9, 17)
    assert clocks(at(date(2026, 8, 3)), reopened, *pause)["answer_by"] == date(2026, 9, 21)


def test_a_longer_limit_given_during_a_pause(calendar):
    pause = (("paused", date(2026, 8, 7)), ("resumed", date(2026, 8, 11)))

    assert clocks(at(date(2026, 8, 3)), *pause, days=14)["answer_by"] == date(2026, 8, 27)


def test_new_year(calendar):
    found = clocks(at(date(2026, 12, 31)))

    assert (found["acknowledge_by"], found["answer_by"]) == (date(2027, 1, 7), date(2027, 1, 11))


def test_half_an_hour_before_midnight_in_the_west(calendar):
    complaint = a_complaint(received_at=at(date(2026, 11, 22), 23, 30), limit=a_limit(working_days=5))

    assert last_days(complaint, [], Calendar.read())["answer_by"] == date(2026, 11, 27)
    complaint.region.time_zone = "Asia/Makassar"  # where it was Monday already
    assert last_days(complaint, [], Calendar.read())["answer_by"] == date(2026, 11, 30)
