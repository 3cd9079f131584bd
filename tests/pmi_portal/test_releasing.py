"""No two periods, and no value and its complement, differ by the answers of one to nine people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_portal.releasing import ENOUGH, released_months, released_values

MONTHS = st.dictionaries(st.integers(1, 12), st.integers(0, 40), max_size=8)
VALUES = st.dictionaries(
    st.integers(1, 12), st.dictionaries(st.sampled_from("abc"), st.integers(0, 30), max_size=3), max_size=6
)


def people_in(counts, placed, months):
    return sum(n for month, n in counts.items() if placed[month] in months)


@given(MONTHS)
def test_any_two_periods_of_which_one_holds_the_other_differ_by_nobody_or_enough(counts):
    placed = released_months(counts)
    if placed is None:
        assert sum(counts.values()) < ENOUGH
        return
    assert people_in(counts, placed, range(13)) == sum(counts.values())
    periods = [range(first, last) for first in range(1, 14) for last in range(first, 14)]
    for inner in periods:
        for outer in periods:
            if outer.start <= inner.start and inner.stop <= outer.stop:
                differ = people_in(counts, placed, outer) - people_in(counts, placed, inner)
                assert differ == 0 or differ >= ENOUGH


@pytest.mark.parametrize(
    ("counts", "placed"),
    [
        ({1: 10, 2: 10}, {1: 1, 2: 2}),
        ({1: 30, 2: 9}, {1: 1, 2: 1}),
        ({1: 9, 2: 30}, {1: 2, 2: 2}),
        ({1: 5, 2: 5, 3: 10}, {1: 1, 2: 1, 3: 3}),
        ({1: 9}, None),
        ({}, None),
        ({1: 12, 2: 0, 3: 3}, {1: 1, 2: 1, 3: 1}),
    ],
)
def test_a_small_month_counts_with_its_neighbour(counts, placed):
    assert released_months(counts) == placed


@given(VALUES)
def test_a_value_and_all_others_differ_by_nobody_or_enough_in_every_period(counts):
    shown, placed = released_values(counts)
    values = {value for of_month in counts.values() for value, n in of_month.items() if n}
    assert shown <= values
    if not shown:
        return
    for first in range(1, 14):
        for last in range(first, 14):
            sums = dict.fromkeys(values, 0)
            for month, of_month in counts.items():
                for value, n in of_month.items():
                    if n and first <= placed[month] < last:
                        sums[value] += n
            known = [*(sums[value] for value in shown), sum(sums[value] for value in values - shown)]
            assert all(n == 0 or n >= ENOUGH for n in known)


def test_a_value_of_few_hides_the_next_smallest_with_it():
    assert released_values({1: {"a": 3, "b": 40, "c": 20}}) == ({"b"}, {1: 1})
    assert released_values({1: {"a": 40, "b": 40}}) == ({"a", "b"}, {1: 1})
    assert released_values({1: {"a": 3, "b": 4}}) == (set(), {})


def test_parts_are_neighbours():
    placed = released_months(dict.fromkeys(range(1, 13), 4))
    assert [later - earlier for earlier, later in pairwise(sorted(set(placed.values())))] == [3, 3, 3]
