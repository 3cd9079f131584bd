import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Empty, NotFinite, OutOfRange, Unusable, WrongShape
from reports.statistics.trends import (
    lag_one_autocorrelation,
    mann_kendall,
    mann_kendall_exact_p,
    seasonal_mann_kendall,
    seasonal_sen_slope,
    theil_sen,
)
from tests.reports.statistics import cases

some_values = st.lists(st.integers(0, 6), min_size=2, max_size=12)


def column(case, file, name):
    return [float(row[name]) for row in cases.rows(case, file)]


def naive_s(values):
    return sum((b > a) - (b < a) for a, b in itertools.combinations(values, 2))


@pytest.mark.parametrize(
    ("case", "file", "name"),
    [("M01_mannkendall_maxau", "maxau.csv", "s"), ("M02_mannkendall_precipGL", "precip.csv", "precip")],
)
def test_mann_kendall_and_sens_slope_equal_the_published_cases(case, file, name):
    values, expected = column(case, file, name), cases.expected(case)

    trend, slope = mann_kendall(values), theil_sen(values)

    assert (trend.n, trend.s) == (expected["n"], expected["S"])
    found = (trend.variance, trend.tau, trend.z, trend.p, slope.value, slope.low, slope.high)
    names = ("varS", "tau", "z", "p", "sen_slope")
    assert found == pytest.approx((*(expected[name] for name in names), *expected["sen_ci95"]), abs=1e-6)


def test_the_seasonal_test_equals_the_published_case():
    case, file = "M03_seasonal_mannkendall_nottem", "nottem.csv"
    values, months, expected = column(case, file, "temp"), column(case, file, "month"), cases.expected(case)

    trend = seasonal_mann_kendall(values, months)

    assert (trend.s, trend.n) == (expected["S"], 240)
    assert (trend.variance, trend.z, trend.p) == pytest.approx(
        (expected["varS"], expected["z"], expected["p"]), abs=1e-6
    )
    assert trend.s / math.sqrt(trend.variance) == pytest.approx(expected["z_no_cc"], abs=1e-6)


@given(some_values)
def test_s_counts_rising_minus_falling_pairs(values):
    assert mann_kendall(values).s == naive_s(values)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_variance_and_exact_p_are_those_of_all_orders(values):
    every_s = [naive_s(order) for order in itertools.permutations(values)]

    assert mann_kendall(values).variance == pytest.approx(np.mean(np.square(every_s)))
    extreme = sum(abs(s) >= abs(naive_s(values)) for s in every_s)
    assert mann_kendall_exact_p(values) == pytest.approx(extreme / len(every_s))


def test_four_waves_cannot_be_a_trend_and_five_can():
    assert mann_kendall_exact_p([1, 2, 3, 4]) == pytest.approx(1 / 12)
    assert mann_kendall_exact_p([1, 2, 3, 4, 5]) == pytest.approx(1 / 60)


def test_exact_and_normal_p_meet_in_a_long_series():
    values = [random.Random(3).gauss(place / 20, 1) for place in range(40)]

    assert mann_kendall_exact_p(values) == pytest.approx(mann_kendall(values).p, abs=2e-3)


def test_equal_values_have_no_trend_and_no_tau():
    trend = mann_kendall([5, 5, 5])

    assert (trend.s, trend.z, trend.p, trend.tau) == (0, 0.0, 1.0, None)
    assert theil_sen([5, 5, 5]).value == 0


def test_one_season_is_no_season():
    values = [3, 1, 4, 1, 5, 9, 2, 6]

    assert seasonal_mann_kendall(values, ["all"] * 8) == mann_kendall(values)
    assert seasonal_sen_slope(values, range(8), ["all"] * 8).value == theil_sen(values).value


def test_a_season_does_not_look_like_a_trend():
    winter_and_summer = [1, 9] * 10

    assert seasonal_mann_kendall(winter_and_summer, ["winter", "summer"] * 10).s == 0


def test_seasonal_slope_is_the_median_within_seasons():
    rng = random.Random(8)
    rows = [
        (year, month, rng.random() + year / 3)
        for year in range(6)
        for month in range(4)
        if rng.random() < 0.9
    ]
    slopes = [(b[2] - a[2]) / (b[0] - a[0]) for a, b in itertools.combinations(rows, 2) if a[1] == b[1]]

    slope = seasonal_sen_slope([r[2] for r in rows], [r[0] for r in rows], [r[1] for r in rows])

    assert slope.value == pytest.approx(np.median(slopes))
    assert min(slopes) <= slope.low < slope.value < slope.high <= max(slopes)


def test_slopes_are_per_unit_of_time():
    assert theil_sen([2, 4, 8], [2017, 2018, 2020]).value == 2


def test_a_line_and_the_slope_of_a_shifted_series():
    values = [3.0, 1.0, 4.0, 1.5, 5.0, 9.0, 2.0, 6.0, 5.5, 3.5]

    slope, moved = theil_sen(values), theil_sen([10 - 2 * value for value in values])

    assert (moved.value, moved.low, moved.high) == pytest.approx(
        (-2 * slope.value, -2 * slope.high, -2 * slope.low)
    )


def test_the_interval_of_a_slope_holds_it_as_often_as_promised():
    rng, held = np.random.default_rng(11), 0
    for _time in range(400):
        slope = theil_sen(0.5 * np.arange(15) + rng.normal(size=15))
        held += slope.low <= 0.5 <= slope.high

    assert 0.92 <= held / 400 <= 0.985


def test_three_values_are_too_few_for_an_interval_of_the_slope():
    assert not theil_sen([1, 2, 4]).has_interval


def test_autocorrelation_by_hand():
    # Mean 2, deviations -1 0 1 0: (-1*0 + 0*1 + 1*0) / 2 = 0; and 1 -1 1 -1: -3 / 4.
    assert lag_one_autocorrelation([1, 2, 3, 2]) == 0
    assert lag_one_autocorrelation([1, -1, 1, -1]) == -0.75
    assert lag_one_autocorrelation([7, 7]) == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ([], Empty),
        ([1, math.nan, 2], NotFinite),
        ([1, math.inf], NotFinite),
        ([1, None], NotFinite),
        ([4], OutOfRange),
    ],
)
def test_what_is_no_series_is_refused(values, refusal):
    labels = [0] * len(values)
    for statistic in (mann_kendall, mann_kendall_exact_p, theil_sen, lag_one_autocorrelation):
        with pytest.raises(refusal):
            statistic(values)
    with pytest.raises(refusal):
        seasonal_mann_kendall(values, labels)
    with pytest.raises(refusal):
        seasonal_sen_slope(values, range(len(values)), labels)


def test_times_must_rise_and_belong_to_the_values():
    with pytest.raises(WrongShape):
        theil_sen([1, 2, 3], [2018, 2018, 2019])
    with pytest.raises(WrongShape):
        seasonal_sen_slope([1, 2, 3, 4], [1, 1, 1, 2], ["a", "b", "a", "b"])
    with pytest.raises(WrongShape):
        seasonal_mann_kendall([1, 2, 3], ["a", "b"])
    with pytest.raises(Unusable, match="finite"):
        theil_sen([1, 2], [1, math.nan])
