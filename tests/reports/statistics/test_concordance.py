import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.concordance import kendalls_w
from reports.statistics.errors import NotFinite, OutOfRange, Unusable, WrongShape
from tests.reports.statistics import cases

ROUNDING, SIEGEL = "W01_kendall_W_rounding", "W02_kendall_W_siegel"
some_scores = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 4), min_size=k, max_size=k), min_size=2, max_size=6)
)


def table(case, file, names):
    return [[float(row[name]) for name in names] for row in cases.rows(case, file)]


def naive_w(scores):
    """W as printed with the correction for ties, from ranks found by scipy; None without an order."""
    ranks = [stats.rankdata(row) for row in scores]
    m, k = len(ranks), len(ranks[0])
    sums = [sum(row[item] for row in ranks) for item in range(k)]
    squares = sum((one - m * (k + 1) / 2) ** 2 for one in sums)
    ties = sum(
        row.tolist().count(value) ** 3 - row.tolist().count(value) for row in ranks for value in set(row)
    )
    below = m**2 * (k**3 - k) - m * ties
    return 12 * squares / below if below else None


def test_w_with_ties_equals_the_published_case():
    expected = cases.expected(ROUNDING)

    concordance = kendalls_w(table(ROUNDING, "times.csv", ["item1", "item2", "item3"]))

    found = (concordance.w, concordance.chi_square, concordance.p_chi_square, concordance.w_uncorrected)
    names = ("W_tie_corrected", "chi2", "p", "W_no_tie_correction")
    assert found == pytest.approx(tuple(expected[name] for name in names), abs=1e-6)
    assert concordance.degrees_of_freedom == expected["df"]
    assert concordance.p == pytest.approx(0.0038, abs=0.002)


def test_w_without_ties_equals_the_published_case():
    expected = cases.expected(SIEGEL)

    concordance = kendalls_w(table(SIEGEL, "ranks.csv", [f"X{number}" for number in range(1, 7)]))

    found = (concordance.w, concordance.chi_square, concordance.p_chi_square, concordance.mean_spearman)
    assert found == pytest.approx(tuple(expected.values()), abs=1e-6)
    assert (concordance.groups, concordance.items) == (3, 6)
    assert concordance.w_uncorrected == pytest.approx(concordance.w)


@given(some_scores)
def test_w_is_the_printed_formula_with_its_ties(scores):
    naive = naive_w(scores)
    if naive is None:
        with pytest.raises(OutOfRange, match="no order"):
            kendalls_w(scores)
    else:
        assert kendalls_w(scores, permutations=0, resamples=0).w == pytest.approx(naive)


def test_mean_rank_correlation_is_that_of_all_pairs_with_ties():
    scores = [[1, 2, 2, 4], [3, 1, 2, 2], [4, 4, 1, 2], [1, 2, 3, 4]]
    pairs = [stats.spearmanr(a, b).statistic for a, b in itertools.combinations(scores, 2)]

    assert kendalls_w(scores).mean_spearman == pytest.approx(np.mean(pairs))
    assert kendalls_w([[1, 2, 3], [5, 5, 5]]).mean_spearman is None


def test_p_by_permutation_is_that_of_all_orders():
    scores = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 4]]
    orders = itertools.product(itertools.permutations(scores[1]), itertools.permutations(scores[2]))
    every_w = [naive_w([scores[0], *order]) for order in orders]
    exact = np.mean([w >= naive_w(scores) - 1e-12 for w in every_w])

    assert kendalls_w(scores).p == pytest.approx(exact, abs=0.012)
    assert kendalls_w(scores).p_chi_square == pytest.approx(stats.chi2.sf(3 * 3 * naive_w(scores), 3))


def test_from_eight_items_on_chi_square_is_enough():
    rng = random.Random(2)
    seven, eight = ([rng.sample(range(k), k) for _group in range(6)] for k in (7, 8))

    assert kendalls_w(seven).p != kendalls_w(seven).p_chi_square
    assert kendalls_w(seven).p == pytest.approx(kendalls_w(seven).p_chi_square, abs=0.06)
    assert kendalls_w(eight).p == kendalls_w(eight).p_chi_square


def test_the_same_question_has_the_same_answer():
    scores = [[1, 2, 3], [2, 1, 3], [1, 3, 2], [3, 2, 1]]

    assert kendalls_w(scores) == kendalls_w(scores)
    assert kendalls_w(scores, permutations=99).p != kendalls_w(scores, permutations=99, seed=5).p


def test_agreement_of_all_is_one_and_of_opposites_nothing():
    alike = kendalls_w([[1, 2, 3, 4]] * 5)
    opposed = kendalls_w([[1, 2, 3, 4], [4, 3, 2, 1]])

    assert (alike.w, alike.low, alike.high, alike.mean_spearman) == pytest.approx((1, 1, 1, 1))
    assert (opposed.w, opposed.mean_spearman) == pytest.approx((0, -1))
    # Any order agrees at least as much as opposites; the table seen is one of those counted.
    assert opposed.p == 1
    assert kendalls_w([[1, 2, 3, 4]] * 5, permutations=1).p == 1 / 2


def test_bounds_hold_w_where_groups_do_not_agree_by_being_drawn_twice():
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(12, 8)) + np.arange(8) * 0.3

    concordance = kendalls_w(scores)

    correlations, naive = stats.spearmanr(scores.T).statistic, []
    for _time in range(1000):
        pairs = itertools.combinations(rng.integers(0, 12, 12), 2)
        naive.append((1 + 11 * np.mean([correlations[a, b] for a, b in pairs if a != b])) / 12)
    assert concordance.low < concordance.w < concordance.high
    assert np.median(naive) == pytest.approx(concordance.w, abs=0.04)
    assert (concordance.low, concordance.high) == pytest.approx(np.percentile(naive, [2.5, 97.5]), abs=0.05)


@pytest.mark.parametrize(
    ("scores", "refusal"),
    [
        ([], WrongShape),
        ([[1, 2]], WrongShape),
        ([[1], [2]], WrongShape),
        ([[1, 2], [1]], WrongShape),
        ([[1, math.nan], [1, 2]], NotFinite),
        ([[1, None], [1, 2]], NotFinite),
        ([[1, math.inf], [1, 2]], NotFinite),
        ([[2, 2], [3, 3]], OutOfRange),
    ],
)
def test_what_is_no_table_of_orders_is_refused(scores, refusal):
    with pytest.raises(refusal) as caught:
        kendalls_w(scores)
    assert isinstance(caught.value, Unusable)
