import math

import numpy as np
import pytest
from scipy import stats

from reports.statistics.errors import Empty, NotFinite, OutOfRange, WrongShape
from reports.statistics.funnels import (
    ACTION,
    WARNING,
    byar_interval,
    chance_errors,
    over_dispersion,
    rate_limits,
    share_limits,
    widened_limits,
)
from reports.statistics.intervals import poisson_interval
from tests.reports.statistics import cases

CASE = "X04_poisson_ci_and_funnel"


def column(file, name):
    return [float(row[name]) for row in cases.rows(CASE, file)]


def test_exact_and_byars_limits_equal_the_published_case():
    expected = cases.expected(CASE)
    for place, events in enumerate(column("counts.csv", "o")):
        exact, byar = (tuple(expected[name][place].values()) for name in ("exact", "byar"))

        assert poisson_interval(events) == pytest.approx(exact, abs=1e-6)
        assert byar_interval(events) == pytest.approx(byar, abs=1e-6)


def test_byars_limits_of_ten_as_printed():
    assert byar_interval(10) == pytest.approx((4.7874, 18.3915), abs=5e-5)
    assert byar_interval(0)[0] == 0


def test_funnel_limits_equal_the_published_case():
    expected, sizes = cases.expected(CASE)["funnel_integer_quantiles"], column("funnel.csv", "n")

    (low, high), (lowest, highest) = rate_limits(sizes, 0.02), rate_limits(sizes, 0.02, ACTION)

    assert list(low) == pytest.approx([row["lo95"] for row in expected], abs=1e-6)
    assert list(high) == pytest.approx([row["hi95"] for row in expected], abs=1e-6)
    assert list(lowest) == pytest.approx([row["lo998"] for row in expected], abs=1e-6)
    assert list(highest) == pytest.approx([row["hi998"] for row in expected], abs=1e-6)


@pytest.mark.parametrize("confidence", [0.8, WARNING, ACTION])
@pytest.mark.parametrize("level", [1e-9, 0.001, 0.02, 0.5, 0.999])
def test_limits_are_the_quantiles_found_by_counting(confidence, level):
    sizes, tail = np.array([1, 2, 7, 50, 399]), (1 - confidence) / 2

    found = [*rate_limits(sizes, level, confidence), *share_limits(sizes, level, confidence)]

    laws = [stats.poisson(sizes[:, None] * level), stats.binom(sizes[:, None], level)]
    for place, law in enumerate(laws):
        reached = law.cdf(np.arange(600)[None, :])
        for side, chance in enumerate((tail, 1 - tail)):
            counted = (reached < chance).sum(axis=1)
            assert list(found[2 * place + side] * sizes) == pytest.approx(list(counted))


def test_less_than_promised_falls_outside_by_chance():
    rng = np.random.default_rng(6)
    sizes = np.full(4000, 300)
    low, high = share_limits(sizes, 0.1)
    shares = rng.binomial(sizes, 0.1) / sizes

    assert ((shares < low) | (shares > high)).mean() <= 0.055


def test_a_rate_of_nothing_and_a_share_of_all_leave_no_room():
    assert [list(line) for line in rate_limits([3, 9], 0)] == [[0, 0], [0, 0]]
    assert [list(line) for line in share_limits([3, 9], 1)] == [[1, 1], [1, 1]]


def test_over_dispersion_by_hand():
    # Scores -3, 0, 3 with errors 1: squares 18, phi 6; tau squared (18 - 2) / (3 - 1).
    spread = over_dispersion([7, 10, 13], [1, 1, 1], 10)

    assert (spread.phi, spread.tau_squared, spread.n) == (6, 8, 3)
    assert over_dispersion([9.9, 10, 10.1], [1, 1, 1], 10).tau_squared == 0


def test_winsorising_pulls_in_a_tenth_at_each_end():
    rates = [0, 1, 2, 3, 4, 5, 6, 7, 8, 900]

    spread = over_dispersion(rates, [1] * 10, 4)

    pulled = np.clip(rates, 1, 8) - 4
    assert spread.phi == pytest.approx((pulled**2).mean())
    assert over_dispersion(rates, [1] * 10, 4, winsorised=0).phi > 80000


def test_over_dispersion_finds_the_spread_it_was_given():
    rng = np.random.default_rng(9)
    exposure = rng.uniform(500, 3000, 3000)
    true = np.maximum(rng.normal(0.1, 0.02, 3000), 0.001)
    rates = rng.poisson(exposure * true) / exposure

    spread = over_dispersion(rates, chance_errors(exposure, 0.1), 0.1, winsorised=0)

    assert math.sqrt(spread.tau_squared) == pytest.approx(0.02, rel=0.05)


def test_widened_limits_add_both_variances():
    low, high = widened_limits([3.0, 4.0], 50, 16)

    assert list(high - 50) == pytest.approx([1.959964 * 5, 1.959964 * math.sqrt(32)], abs=1e-5)
    assert list(50 - low) == pytest.approx(list(high - 50))
    assert list(chance_errors([4, 25], 9)) == pytest.approx([1.5, 0.6])


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: byar_interval(-1), OutOfRange),
        (lambda: byar_interval(1.5), OutOfRange),
        (lambda: byar_interval(math.nan), NotFinite),
        (lambda: byar_interval(3, confidence=1), OutOfRange),
        (lambda: rate_limits([], 1), Empty),
        (lambda: rate_limits([0], 1), OutOfRange),
        (lambda: rate_limits([1], -1), OutOfRange),
        (lambda: rate_limits([math.inf], 1), NotFinite),
        (lambda: rate_limits([1], math.nan), NotFinite),
        (lambda: rate_limits([1], 1, confidence=0), OutOfRange),
        (lambda: share_limits([0], 0.5), OutOfRange),
        (lambda: share_limits([2], 1.5), OutOfRange),
        (lambda: share_limits([], 0.5), Empty),
        (lambda: over_dispersion([], [], 1), Empty),
        (lambda: over_dispersion([1], [1], 1), OutOfRange),
        (lambda: over_dispersion([1, 2], [1, 0], 1), OutOfRange),
        (lambda: over_dispersion([1, 2], [1], 1), WrongShape),
        (lambda: over_dispersion([1, math.nan], [1, 1], 1), NotFinite),
        (lambda: over_dispersion([1, 2], [1, 1], 1, winsorised=0.5), OutOfRange),
        (lambda: widened_limits([1], 5, -1), OutOfRange),
        (lambda: widened_limits([1], math.inf, 1), NotFinite),
        (lambda: chance_errors([1, 0], 1), OutOfRange),
        (lambda: chance_errors([1], 0), OutOfRange),
    ],
)
def test_what_gives_no_limits_is_refused(ask, refusal):
    with pytest.raises(refusal):
        ask()
