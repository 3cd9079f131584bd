"""What a reader may see: own regions, enough people, and nothing that a difference of two figures tells."""

import random
from datetime import date
from itertools import combinations

import pytest

from reports.results.presenting import presentable
from reports.results.readers import Reader
from reports.results.results import Cell, Flag, Result
from reports.statistics.estimates import Estimate, Reason, Withheld
from tests.reports.asking import FIGURES, shown
from tests.support.records import a_region, a_round
from tests.support.tallies import everybody_says, some_answers, the_skm_version


def an_estimate(n, value=80.0):
    return Estimate(value, value - 2, value + 2, n, "test", 1.0)


def a_result(*cells, comparisons=None):
    return Result(None, FIGURES["ikm"][0], date(2026, 1, 1), cells, comparisons or {})


EVERYBODY = Reader((), sees_all=True)


@pytest.mark.parametrize(
    ("n", "value", "flags"),
    [
        (9, Withheld(Reason.CONFIDENTIAL, None), frozenset()),
        (10, an_estimate(10), {Flag.LOW_RELIABILITY}),
        (29, an_estimate(29), {Flag.LOW_RELIABILITY}),
        (30, an_estimate(30), frozenset()),
    ],
)
def test_few_people_are_withheld_with_all_that_tells_of_them(n, value, flags):
    cell = Cell({"region": "A"}, an_estimate(n), n, {"grade": "B"})

    (found,) = presentable(a_result(cell), EVERYBODY).cells

    assert (found.value, found.flags) == (value, flags)
    assert (found.n, found.about) == ((None, {}) if n < 10 else (n, {"grade": "B"}))


def test_nobody_at_all_is_no_secret():
    cell = Cell({"region": "A"}, Withheld(Reason.NO_ANSWERS, 0), 0)
    assert presentable(a_result(cell), EVERYBODY).cells == (cell,)


def test_a_reader_sees_the_cells_of_the_own_regions_and_that_they_are_a_part():
    here, there, nowhere = (Cell({"region": one}, an_estimate(40), 40) for one in ("A", "B", None))

    part = presentable(a_result(here, there, nowhere), Reader(("A",)))
    whole = presentable(a_result(here, there, nowhere), EVERYBODY)

    assert (part.cells, part.is_part) == ((here,), True)
    assert (whole.cells, whole.is_part) == ((here, there, nowhere), False)


@pytest.mark.django_db
def test_no_two_periods_differ_by_the_answers_of_one_to_nine_people():
    rng, region, version = random.Random(7), a_region(), the_skm_version()
    months = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(14)]
    for _round in range(3):
        survey_round = a_round(version=version, regions=[region], sampling_method="probability")
        for month in rng.sample(months, 9):
            answers = everybody_says(3, times=rng.choice([1, 2, 4, 9, 10, 11, 30]))
            some_answers(survey_round, region=region, month=month, answers=answers)

    people = {}
    for first, last in combinations([*months, date(2025, 3, 1)], 2):
        cells = shown("ikm", f"per=semua&dari={first:%Y-%m}&sampai={last:%Y-%m}").cells
        people[first, last] = sum(cell.n or 0 for cell in cells)
    differences = {
        people[outer] - people[inner]
        for outer in people
        for inner in people
        if outer[0] <= inner[0] and inner[1] <= outer[1]
    }

    assert len(differences) > 20
    assert [n for n in differences if 0 < n < 10 or n < 0] == []
