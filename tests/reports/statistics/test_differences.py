"""Differences of shares against published tables, and against counting."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.differences import (
    difference_of_intervals,
    difference_of_paired_shares,
    difference_of_shares,
    mcnemar,
)
from reports.statistics.errors import Unusable
from reports.statistics.proportions import wilson_interval
from tests.reports.statistics import cases

# Agresti 1990, page 350: approval of the Prime Minister, the same 1,600 people asked twice.
AGRESTI = 794, 150, 86, 570
cells = st.tuples(*[st.integers(0, 60)] * 4).filter(any)


def bounds(difference):
    return difference.value, difference.low, difference.high


def test_differences_equal_the_published_table():
    for row in cases.expected("P02_newcombe_difference")["rows"]:
        found = difference_of_shares(row["x1"], row["n1"], row["x2"], row["n2"])

        assert bounds(found) == pytest.approx((row["diff"], row["lo"], row["hi"]), abs=1e-9)


def test_the_same_people_asked_twice_equal_the_published_case():
    known = cases.expected("P03_mcnemar_prepost")
    counts = [int(row["n"]) for row in cases.rows("P03_mcnemar_prepost", "table.csv")]
    paired, tests = difference_of_paired_shares(*counts), mcnemar(*counts[1:3])

    assert tuple(counts) == AGRESTI
    published = known["newcombe_paired_first_minus_second"]
    assert bounds(paired) == pytest.approx(tuple(published.values()), abs=1e-9)
    assert -paired.value == pytest.approx(known["diff_second_minus_first"])
    assert (tests.chi_square, tests.p) == pytest.approx((known["chi2"], known["p"]), rel=1e-9)
    corrected = tests.corrected_chi_square, tests.corrected_p
    assert corrected == pytest.approx((known["chi2_cc"], known["p_cc"]), rel=1e-9)
    assert tests.exact_p == pytest.approx(known["p_exact"], rel=1e-9)


def test_paired_interval_is_the_formula_written_on_paper():
    both, one, other, neither = 20, 12, 2, 16
    n, phi = 50, (20 * 16 - 12 * 2 - 25) / math.sqrt(32 * 18 * 22 * 28)
    (low, high), (other_low, other_high) = wilson_interval(32, n), wilson_interval(22, n)
    down, up = 0.64 - low, other_high - 0.44
    left = math.sqrt(down**2 - 2 * phi * down * up + up**2)
    down, up = 0.44 - other_low, high - 0.64
    right = math.sqrt(up**2 - 2 * phi * up * down + down**2)

    found = difference_of_paired_shares(both, one, other, neither)

    assert bounds(found) == pytest.approx((0.2, 0.2 - left, 0.2 + right))


def test_people_who_turned_round_are_correlated_below_zero_without_correction():
    phi = (2 * 16 - 20 * 12) / math.sqrt(22 * 28 * 14 * 36)
    (low, _high), (_low, other_high) = wilson_interval(22, 50), wilson_interval(14, 50)
    down, up = 0.44 - low, other_high - 0.28

    found = difference_of_paired_shares(2, 20, 12, 16)

    assert found.low == pytest.approx(0.16 - math.sqrt(down**2 - 2 * phi * down * up + up**2))


@given(cells)
def test_asked_the_other_way_round_a_difference_only_changes_its_sign(counts):
    both, one, other, neither = counts
    value, low, high = bounds(difference_of_paired_shares(both, one, other, neither))

    assert bounds(difference_of_paired_shares(both, other, one, neither)) == pytest.approx(
        (-value, -high, -low)
    )
    assert -1 <= low <= value <= high <= 1


def test_who_never_changed_differs_by_nothing_and_is_not_tested():
    found = difference_of_paired_shares(30, 0, 0, 0)

    assert found.value == 0
    assert found.low < 0 < found.high
    assert mcnemar(0, 0) is None


def test_groups_that_answer_alike_differ_by_nothing():
    for n in (5, 80):
        found = difference_of_shares(n, n, n, n)
        assert found.value == 0
        assert found.low < 0 < found.high


@given(st.integers(0, 12), st.integers(0, 12))
def test_the_exact_test_counts_every_way_the_changes_could_have_gone(one, other):
    if not one + other:
        return
    ways = [math.comb(one + other, k) for k in range(one + other + 1)]
    smaller = sum(ways[: min(one, other) + 1]) / sum(ways)

    assert mcnemar(one, other).exact_p == pytest.approx(min(1, 2 * smaller))


@given(st.integers(1, 200), st.integers(1, 200))
def test_chi_square_of_mcnemar_is_the_square_of_a_normal_deviate(one, other):
    found = mcnemar(one, other)
    z = (one - other) / math.sqrt(one + other)

    assert found.chi_square == pytest.approx(z * z)
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(z)))
    assert found.corrected_p >= found.p


def test_equal_changes_are_no_evidence_with_and_without_correction():
    found = mcnemar(7, 7)

    assert (found.p, found.corrected_p, found.exact_p) == (1, 1, 1)


def test_independent_interval_covers_the_truth_about_as_often_as_it_says():
    covered = 0.0
    for x, y in product(range(31), range(21)):
        found = difference_of_shares(x, 30, y, 20)
        if found.low <= 0.35 <= found.high:
            covered += stats.binom.pmf(x, 30, 0.75) * stats.binom.pmf(y, 20, 0.4)

    assert 0.93 <= covered <= 0.98


def test_a_correlation_narrows_the_difference_of_two_intervals():
    first, second = (0.6, 0.5, 0.7), (0.4, 0.3, 0.5)
    wide, narrow = (difference_of_intervals(first, second, correlation=r) for r in (0, 0.5))

    assert (wide.low, narrow.low) == pytest.approx((0.2 - math.sqrt(0.02), 0.1))


@pytest.mark.parametrize(
    "counts", [(1, 0, 1, 5), (6, 5, 1, 5), (-1, 5, 1, 5), (math.nan, 5, 1, 5), (1, 5, 1, math.inf)]
)
def test_difference_refuses_what_is_no_share(counts):
    with pytest.raises(Unusable):
        difference_of_shares(*counts)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (1, -1, 3, 4), (1, 2.5, 3, 4), (1, math.nan, 3, 4)])
def test_paired_difference_refuses_what_is_no_count(counts):
    with pytest.raises(Unusable):
        difference_of_paired_shares(*counts)


@pytest.mark.parametrize("changes", [(-1, 3), (1.5, 3), (math.nan, 3), (3, math.inf)])
def test_mcnemar_refuses_what_is_no_count(changes):
    with pytest.raises(Unusable):
        mcnemar(*changes)


def test_a_share_outside_of_its_interval_and_an_impossible_correlation_are_refused():
    fine = (0.4, 0.3, 0.5)
    with pytest.raises(Unusable, match="not within"):
        difference_of_intervals((0.2, 0.3, 0.5), fine)
    with pytest.raises(Unusable, match="correlation"):
        difference_of_intervals(fine, fine, correlation=1.1)
    with pytest.raises(Unusable, match="correlation"):
        difference_of_intervals(fine, fine, correlation=math.nan)
