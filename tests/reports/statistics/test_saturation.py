import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import NotFinite, OutOfRange, Unusable, WrongShape
from reports.statistics.saturation import accumulation, chao2, interval, jackknife, new_themes
from tests.reports.statistics import cases

CASE = "Q01_saturation_dune"
some_sessions = st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), min_size=1, max_size=5).filter(
    lambda sessions: any(map(any, sessions))
)


def dune():
    return [
        [int(value) for name, value in row.items() if name != "session"]
        for row in cases.rows(CASE, "dune.csv")
    ]


def seen(sessions):
    return sum(map(any, zip(*sessions, strict=True)))


def test_estimates_equal_the_published_case():
    expected, themes, jack = cases.expected(CASE), chao2(dune()), jackknife(dune())

    assert (themes.seen, themes.sessions) == (expected["S_obs"], expected["m"])
    assert (themes.once, themes.twice) == (expected["Q1"], expected["Q2"])
    found = (themes.value, themes.standard_error, themes.completeness, jack.value, jack.standard_error)
    names = ("chao2", "chao_se", "coverage_completeness", "jackknife1", "jack1_se")
    assert found == pytest.approx(tuple(expected[name] for name in names), abs=1e-6)


def test_the_curve_equals_the_published_case():
    expected = cases.expected(CASE)["expected_accumulation_exact"]

    assert accumulation(dune()) == pytest.approx(expected, abs=1e-6)


@given(some_sessions)
def test_the_curve_is_the_mean_over_all_orders(sessions):
    orders = list(itertools.permutations(sessions))
    means = [np.mean([seen(order[:size]) for order in orders]) for size in range(1, len(sessions) + 1)]

    assert accumulation(sessions) == pytest.approx(means)


@given(some_sessions)
def test_new_themes_add_up_to_those_seen_at_each_session(sessions):
    assert np.cumsum(new_themes(sessions)).tolist() == [
        seen(sessions[:m]) for m in range(1, len(sessions) + 1)
    ]


def test_new_themes_come_in_the_order_of_the_sessions():
    assert new_themes([[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0]]) == [2, 0, 1]


def test_chao2_by_hand():
    # Themes raised in 1, 1, 1, 2 and 3 of 4 sessions: 5 + 3/4 * 9/2.
    sessions = [[1, 0, 0, 1, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 1], [0, 0, 0, 0, 0]]
    themes = chao2(sessions)

    assert themes.value == pytest.approx(5 + 3 / 4 * 9 / 2)
    variance = 1 * (0.75 / 2 * 9 + 0.75**2 * 27 + 0.75**2 / 4 * 81)
    assert themes.standard_error == pytest.approx(math.sqrt(variance))
    assert jackknife(sessions).value == pytest.approx(5 + 3 * 3 / 4)
    assert jackknife(sessions).standard_error == pytest.approx(math.sqrt((3 - 3 / 4) * 3 / 4))


def test_without_a_theme_of_two_sessions_the_other_formula_holds():
    sessions = [[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]]
    themes = chao2(sessions)

    assert themes.value == pytest.approx(4 + 2 / 3 * 3 * 2 / 2)
    variance = 2 / 3 * 3 + 4 / 9 * 3 * 25 / 4 - 4 / 9 * 81 / (4 * 6)
    assert themes.standard_error == pytest.approx(math.sqrt(variance))


def test_the_interval_of_the_published_case_by_hand():
    # T = 2.1375, SE = 3.2425: K = exp(1.96 sqrt(ln(1 + 2.3011))) = 8.516, so 30 + T/K to 30 + T K.
    assert interval(chao2(dune())) == pytest.approx((30.251, 48.202), abs=2e-3)
    narrow, wide = (interval(chao2(dune()), confidence) for confidence in (0.5, 0.99))
    assert wide[0] < narrow[0] < chao2(dune()).value < narrow[1] < wide[1]
    with pytest.raises(OutOfRange):
        interval(chao2(dune()), 1.5)


@given(some_sessions)
def test_the_themes_not_seen_lie_in_the_middle_of_their_bounds_on_a_log_scale(sessions):
    themes = chao2(sessions)
    low, high = interval(themes)

    if low is None:
        assert themes.value == themes.seen or themes.standard_error == 0
    else:
        assert (low - themes.seen) * (high - themes.seen) == pytest.approx((themes.value - themes.seen) ** 2)
        assert themes.seen <= low <= themes.value <= high


def test_sessions_that_all_said_the_same_are_complete():
    themes = chao2([[1, 1, 0]] * 4)

    assert (themes.value, themes.standard_error, themes.completeness, themes.seen) == (2, 0, 1, 2)


def test_the_first_two_themes_say_what_the_curve_gains_at_the_end():
    # The last step of the curve is Q1/m, known of rarefaction.
    curve = accumulation(dune())

    assert curve[-1] - curve[-2] == pytest.approx(3 / 20)


def test_the_estimate_is_below_the_truth_and_nearer_than_what_was_seen():
    rng, values = np.random.default_rng(4), []
    chances = rng.uniform(0.02, 0.4, 60)
    for _time in range(200):
        sessions = rng.random((15, 60)) < chances
        themes = chao2(sessions.astype(int))
        values.append((themes.seen, themes.value))

    observed, estimated = np.mean(values, axis=0)
    assert observed < estimated < 62


@pytest.mark.parametrize(
    ("sessions", "refusal"),
    [
        ([], WrongShape),
        ([[]], Unusable),
        ([[0, 0]], OutOfRange),
        ([[0, 2]], OutOfRange),
        ([[1, 0], [1]], WrongShape),
        ([[1, math.nan]], NotFinite),
        ([[1, math.inf]], NotFinite),
        ([[1, -1]], OutOfRange),
    ],
)
def test_what_are_no_sessions_is_refused(sessions, refusal):
    for statistic in (accumulation, new_themes, chao2, jackknife):
        with pytest.raises(refusal):
            statistic(sessions)
