import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.control_charts import (
    near_limit,
    outside_limits,
    p_chart,
    shift,
    trend,
    u_chart,
    xmr_limits,
)
from reports.statistics.errors import Empty, NotFinite, OutOfRange, Unusable, WrongShape
from tests.reports.statistics import cases

some_values = st.lists(st.integers(-3, 3), min_size=1, max_size=25)


def column(case, file, name):
    return [float(row[name]) for row in cases.rows(case, file)]


def places(signals):
    """The points that signal, counted from 1 as on paper."""
    return [int(place) + 1 for place in np.flatnonzero(signals)]


def test_xmr_limits_equal_the_published_case_with_and_without_screening():
    values, expected = column("X01_xmr_nhsr", "xmr.csv", "x"), cases.expected("X01_xmr_nhsr")

    chart, screened = xmr_limits(values), xmr_limits(values, screened=True)

    found = (chart.centre, chart.mean_range, chart.low, chart.high, chart.range_high)
    names = ("mean", "mrbar", "lcl", "ucl", "mr_ucl")
    assert found == pytest.approx(tuple(expected[name] for name in names), abs=1e-6)
    found = (screened.mean_range, screened.low, screened.high)
    assert found == pytest.approx(tuple(expected["screened"].values()), abs=1e-6)


def test_p_and_u_limits_equal_the_published_case():
    case = "X02_p_and_u_chart"
    expected, juice = cases.expected(case), "orangejuice_trial.csv"

    shares = p_chart(column(case, juice, "D"), column(case, juice, "size"))
    rates = u_chart(column(case, "dyedcloth.csv", "x"), column(case, "dyedcloth.csv", "size"))

    assert shares.centre == pytest.approx(expected["p_centre"], abs=1e-6)
    assert list(shares.low) == pytest.approx([expected["p_lcl"]] * 30, abs=1e-6)
    assert list(shares.high) == pytest.approx([expected["p_ucl"]] * 30, abs=1e-6)
    assert places(shares.outside) == expected["p_out"]
    assert rates.centre == pytest.approx(expected["u_centre"], abs=1e-6)
    assert list(rates.low) == pytest.approx(expected["u_lcl"], abs=1e-6)
    assert list(rates.high) == pytest.approx(expected["u_ucl"], abs=1e-6)


@pytest.mark.parametrize(("laney", "suffix"), [(False, "u"), (True, "uprime")])
def test_laneys_chart_equals_the_published_case(laney, suffix):
    case, file = "X03_laney_uprime_complaints", "complaints.csv"
    expected = cases.expected(case)

    chart = u_chart(column(case, file, "complaints"), column(case, file, "sales"), laney=laney)

    assert chart.centre == pytest.approx(expected["centre"], abs=1e-6)
    assert list(chart.low) == pytest.approx(expected[f"lcl_{suffix}"], abs=1e-6)
    assert list(chart.high) == pytest.approx(expected[f"ucl_{suffix}"], abs=1e-6)
    assert places(chart.outside) == expected[f"out_{suffix}"]
    assert chart.sigma_z == pytest.approx(expected["sigma_z"] if laney else 1, abs=1e-6)


def test_a_range_above_its_own_limit_is_screened_once():
    # Ranges 1 seven times and 19: their mean is 3.25 and the limit 10.6.
    values = [0, 1, 0, 1, 0, 1, 0, 1, 20]

    assert xmr_limits(values).mean_range == 3.25
    assert xmr_limits(values, screened=True).mean_range == 1


def test_below_twelve_points_limits_are_on_trial():
    assert xmr_limits([4, 5] * 5 + [4]).is_trial
    assert not xmr_limits([4, 5] * 6).is_trial
    assert p_chart([1] * 11, [9] * 11).is_trial
    assert not u_chart([1] * 12, [9] * 12).is_trial


def test_laneys_shares_by_hand():
    # Pooled 1/2; z = -2, 2, 0 at sizes 16, 16, 16: ranges 4 and 2, mean 3.
    chart = p_chart([4, 12, 8], [16, 16, 16], laney=True)

    assert chart.sigma_z == pytest.approx(3 / 1.128)
    assert (chart.low[0], chart.high[0]) == (0, 1)
    wider = p_chart([100, 120, 110], [200, 200, 200], laney=True)
    assert wider.high[0] - wider.centre == pytest.approx(3 * wider.sigma_z * math.sqrt(0.55 * 0.45 / 200))


def test_chance_alone_leaves_laneys_limits_where_they_were():
    rng = np.random.default_rng(4)
    sizes = rng.integers(200, 400, 600)

    chart = p_chart(rng.binomial(sizes, 0.3), sizes, laney=True)

    assert chart.sigma_z == pytest.approx(1, abs=0.06)


def test_months_without_an_event_have_limits_at_nothing():
    for chart in (u_chart([0, 0], [5, 9]), u_chart([0, 0], [5, 9], laney=True), p_chart([0, 0], [5, 9])):
        assert (chart.centre, list(chart.low), list(chart.high)) == (0, [0, 0], [0, 0])
        assert places(chart.outside) == []


def test_a_point_on_the_limit_is_within():
    assert list(outside_limits([1, 5, 6, 0], 1, 5)) == [0, 0, 1, -1]
    assert list(outside_limits([1, 5], [2, 2], [9, 4])) == [-1, 1]


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    assert list(shift([1] * 7 + [-1], 0)) == [1] * 7 + [0]
    assert list(shift([1] * 6 + [-1] * 7, 0)) == [0] * 6 + [-1] * 7
    assert places(shift([1] * 6 + [0] + [1] * 6, 0)) == []
    assert places(shift([4] * 5, 3, run=5)) == [1, 2, 3, 4, 5]


def test_six_rises_are_a_trend_and_five_are_not():
    assert list(trend([1, 2, 3, 4, 5, 6, 7])) == [1] * 7
    assert list(trend([1, 2, 3, 4, 5, 6, 6, 7])) == [0] * 8
    assert list(trend([9, 7, 6, 5, 4, 3, 2, 2])) == [-1] * 7 + [0]
    assert list(trend([1, 2, 3, 2, 1], run=3)) == [1, 1, 1, -1, -1]


def test_two_of_three_near_a_limit_signal_on_the_same_side_only():
    assert list(near_limit([7, 0, 8, 0, 0], 0, -9, 9)) == [1, 0, 1, 0, 0]
    assert list(near_limit([7, 0, 0, 8], 0, -9, 9)) == [0, 0, 0, 0]
    assert list(near_limit([7, -7, 0, 7], 0, -9, 9)) == [0, 0, 0, 0]
    assert list(near_limit([6, 6, -7, -10], 0, -9, 9)) == [0, 0, -1, -1]


def naive_row(values, run, holds):
    """Whether each point belongs to a row of `run` neighbours of which the rule holds."""
    inside = [False] * len(values)
    for start in range(len(values) - run + 1):
        if holds(values[start : start + run]):
            inside[start : start + run] = [True] * run
    return inside


@given(some_values)
def test_rows_are_those_found_window_by_window(values):
    above = naive_row(values, 3, lambda row: all(value > 0 for value in row))
    below = naive_row(values, 3, lambda row: all(value < 0 for value in row))
    rises = naive_row(values, 3, lambda row: row[0] < row[1] < row[2])
    falls = naive_row(values, 3, lambda row: row[0] > row[1] > row[2])

    assert list(shift(values, 0, run=3)) == [up - down for up, down in zip(above, below, strict=True)]
    for place, found in enumerate(trend(values, run=3)):
        both = rises[place] and falls[place]
        turned = np.sign(values[place] - values[place - 1]) if both else rises[place] - falls[place]
        assert found == turned


@given(some_values)
def test_a_rule_upside_down_signals_upside_down(values):
    turned = [-value for value in values]
    assert list(shift(values, 0, run=3)) == list(-shift(turned, 0, run=3))
    assert list(trend(values, run=3)) == list(-trend(turned, run=3))
    assert list(outside_limits(values, -2, 2)) == list(-outside_limits(turned, -2, 2))


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=25))
def test_xmr_limits_move_and_stretch_with_the_values(values):
    chart, moved = xmr_limits(values), xmr_limits([3 * value + 10 for value in values])

    assert (moved.low, moved.high) == pytest.approx((3 * chart.low + 10, 3 * chart.high + 10))
    ranges = [abs(later - earlier) for earlier, later in zip(values, values[1:], strict=False)]
    assert chart.high - chart.centre == pytest.approx(2.66 * sum(ranges) / len(ranges))


@pytest.mark.parametrize("values", [[], [1, math.nan], [1, math.inf], [1, None]])
def test_what_are_no_values_is_refused(values):
    refusal = NotFinite if values else Empty
    ones = [1] * len(values)
    for ask in (
        lambda: xmr_limits(values),
        lambda: p_chart(values, ones),
        lambda: u_chart(ones, values),
        lambda: outside_limits(values, 0, 1),
        lambda: shift(values, 0),
        lambda: trend(values),
        lambda: near_limit(values, 0, -1, 1),
    ):
        with pytest.raises(refusal):
            ask()


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: xmr_limits([3]), OutOfRange),
        (lambda: p_chart([3], [2]), OutOfRange),
        (lambda: p_chart([0], [0]), OutOfRange),
        (lambda: p_chart([-1], [4]), OutOfRange),
        (lambda: p_chart([1, 2], [4]), WrongShape),
        (lambda: p_chart([1], [4], laney=True), OutOfRange),
        (lambda: u_chart([1], [0]), OutOfRange),
        (lambda: u_chart([1.5], [2]), OutOfRange),
        (lambda: u_chart([1, 2], [4]), WrongShape),
        (lambda: outside_limits([1, 2], 0, math.nan), NotFinite),
        (lambda: outside_limits([1, 2], [0, 0, 0], 1), WrongShape),
        (lambda: shift([1, 2], 0, run=1), OutOfRange),
        (lambda: trend([1, 2], run=2), OutOfRange),
    ],
)
def test_what_gives_no_chart_is_refused(ask, refusal):
    with pytest.raises(refusal) as caught:
        ask()
    assert isinstance(caught.value, Unusable)
