"""Working days, against an implementation that walks day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_portal.words.working_days import add_working_days, is_working_day, working_days_between

DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=40)
# Days near each other, so that holidays, weekends and both ends meet often.
NEAR = st.dates(date(2024, 4, 1), date(2024, 5, 31))
NEAR_HOLIDAYS = st.frozensets(NEAR, max_size=25)


def every_day(first, last):
    """The days after `first` up to and with `last`, one by one."""
    day = first
    while day < last:
        day += timedelta(days=1)
        yield day


def counted(first, last, holidays):
    return len([day for day in every_day(first, last) if day.weekday() not in (5, 6) and day not in holidays])


@given(NEAR, NEAR, NEAR_HOLIDAYS)
def test_days_between_are_those_one_counts_by_hand(first, last, holidays):
    assert working_days_between(first, last, holidays) == counted(first, last, holidays)


@given(DAYS, DAYS, HOLIDAYS)
def test_days_between_distant_dates_are_those_one_counts_by_hand(first, last, holidays):
    assert working_days_between(first, last, holidays) == counted(first, last, holidays)


@given(NEAR, st.integers(1, 60), NEAR_HOLIDAYS)
def test_a_day_so_many_working_days_on_is_a_working_day_with_so_many_between(day, days, holidays):
    last = add_working_days(day, days, holidays)

    assert is_working_day(last, holidays)
    assert counted(day, last, holidays) == days


@given(NEAR, NEAR_HOLIDAYS)
def test_no_working_days_on_is_the_day_itself_or_the_next_working_day(day, holidays):
    last = add_working_days(day, 0, holidays)

    days = every_day(day - timedelta(days=1), last)
    assert [one for one in days if is_working_day(one, holidays)] == [last]


@given(NEAR, st.integers(0, 30), st.integers(0, 30), NEAR_HOLIDAYS)
def test_two_spans_one_after_the_other_are_one_long_span(day, few, more, holidays):
    in_two = add_working_days(add_working_days(day, few, holidays), more, holidays)

    if few or is_working_day(day, holidays):
        assert in_two == add_working_days(day, few + more, holidays)


@pytest.mark.parametrize(
    ("day", "days", "last"),
    [
        (date(2024, 5, 6), 3, date(2024, 5, 10)),  # over Ascension Day on Thursday
        (date(2024, 5, 3), 1, date(2024, 5, 6)),  # from Friday over the weekend
        (date(2024, 5, 4), 1, date(2024, 5, 6)),  # from Saturday
        (date(2024, 5, 4), 0, date(2024, 5, 6)),
        (date(2024, 5, 6), 0, date(2024, 5, 6)),
    ],
)
def test_weekends_and_holidays_do_not_count(day, days, last):
    assert add_working_days(day, days, {date(2024, 5, 9)}) == last


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2024, 5, 6), -1, set())
