import math

import numpy as np
import pytest
from scipy import optimize

from reports.statistics.errors import NotFinite, OutOfRange, Unusable, WrongShape
from reports.statistics.reliability import (
    alpha_if_dropped,
    cronbach_alpha,
    guttman_lambda6,
    item_rest_correlations,
    omega_total,
    one_factor_loadings,
    standardised_alpha,
)
from tests.reports.statistics import cases

CASES = {"R01_attitude_alpha": "attitude.csv", "R02_bfi_agreeableness": "bfi_A.csv"}


def answers_of(case):
    rows = cases.rows(case, CASES[case])
    return [[None if one in ("", "NA") else float(one) for one in row.values()] for row in rows]


def a_scale(seed=1, people=60, items=5, noise=1.0):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(people, 1))
    return np.clip(np.round(2.5 + common + noise * rng.normal(size=(people, items))), 1, 4).tolist()


@pytest.mark.parametrize("case", CASES)
def test_alpha_and_its_kin_equal_the_published_case(case):
    answers, expected = answers_of(case), cases.expected(case)

    alpha = cronbach_alpha(answers)

    assert (alpha.value, alpha.n) == (pytest.approx(expected["raw_alpha"], abs=1e-6), expected["n"])
    assert [alpha.low, alpha.high] == pytest.approx(expected["feldt_ci95"], abs=1e-6)
    assert standardised_alpha(answers) == pytest.approx(expected["std_alpha"], abs=1e-6)
    assert guttman_lambda6(answers) == pytest.approx(expected["guttman_lambda6"], abs=1e-6)
    dropped, rest = expected["alpha_if_dropped"], expected["item_total_r_drop"]
    assert alpha_if_dropped(answers) == pytest.approx(list(dropped.values()), abs=1e-6)
    assert item_rest_correlations(answers) == pytest.approx(list(rest.values()), abs=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_omega_and_its_loadings_equal_the_published_case(case):
    answers, omega = answers_of(case), cases.expected(case)["omega"]

    assert one_factor_loadings(answers) == pytest.approx(omega["loadings"], abs=1e-6)
    assert omega_total(answers) == pytest.approx(omega["omega_total_std"], abs=1e-6)


def test_alpha_of_all_pairs_equals_the_published_case():
    case = "R02_bfi_agreeableness"
    alpha = cronbach_alpha(answers_of(case), missing="pairwise")

    assert alpha.value == pytest.approx(cases.expected(case)["pairwise_raw_alpha_all2800"], abs=1e-6)
    assert alpha.n == 2800


def test_alpha_by_the_variances_of_items_and_sum():
    answers = np.array(a_scale())
    items, total = answers.var(axis=0, ddof=1).sum(), answers.sum(axis=1).var(ddof=1)

    assert cronbach_alpha(answers.tolist()).value == pytest.approx(5 / 4 * (1 - items / total))
    mean_r = (np.corrcoef(answers.T).sum() - 5) / 20
    assert standardised_alpha(answers.tolist()) == pytest.approx(5 * mean_r / (1 + 4 * mean_r))


def test_covariances_of_pairs_are_each_of_their_own_people():
    rng = np.random.default_rng(7)
    answers = [[one if rng.random() < 0.8 else None for one in row] for row in a_scale()]
    items = list(zip(*answers, strict=True))

    def covariance(a, b):
        both = [(x, y) for x, y in zip(items[a], items[b], strict=True) if x is not None and y is not None]
        return np.cov(*zip(*both, strict=True))[0, 1] if a != b else np.var([x for x, _y in both], ddof=1)

    table = np.array([[covariance(a, b) for b in range(5)] for a in range(5)])
    alpha = cronbach_alpha(answers, missing="pairwise").value
    assert alpha == pytest.approx(5 / 4 * (1 - np.trace(table) / table.sum()))
    complete = [row for row in answers if None not in row]
    assert cronbach_alpha(answers).value == pytest.approx(cronbach_alpha(complete).value)
    assert cronbach_alpha(answers).n == len(complete)


def test_correlation_with_the_rest_is_that_with_the_sum_of_the_others():
    answers = np.array(a_scale())
    for item, found in enumerate(item_rest_correlations(answers.tolist())):
        rest = answers.sum(axis=1) - answers[:, item]
        assert found == pytest.approx(np.corrcoef(answers[:, item], rest)[0, 1])
        kept = np.delete(answers, item, axis=1).tolist()
        assert alpha_if_dropped(answers.tolist())[item] == pytest.approx(cronbach_alpha(kept).value)


def test_an_item_without_variance_correlates_with_nothing():
    answers = [[*row[:3], 4.0] for row in a_scale()]

    assert item_rest_correlations(answers)[3] is None
    with pytest.raises(OutOfRange, match="does not vary"):
        standardised_alpha(answers)


def test_lambda6_is_of_what_a_regression_on_the_others_leaves():
    answers = np.array(a_scale())
    scores = (answers - answers.mean(axis=0)) / answers.std(axis=0, ddof=1)
    own = 0
    for item in range(5):
        others = np.delete(scores, item, axis=1)
        left = scores[:, item] - others @ np.linalg.lstsq(others, scores[:, item])[0]
        own += left.var(ddof=1)

    assert guttman_lambda6(answers.tolist()) == pytest.approx(1 - own / scores.sum(axis=1).var(ddof=1))


def test_loadings_have_the_greatest_likelihood():
    answers = a_scale(people=200, noise=1.3)
    correlations = np.corrcoef(np.array(answers).T)

    def loss(values):
        implied = np.outer(values[:5], values[:5]) + np.diag(values[5:] ** 2)
        return np.linalg.slogdet(implied)[1] + np.trace(np.linalg.solve(implied, correlations))

    naive = optimize.minimize(loss, [0.5] * 5 + [0.8] * 5, method="BFGS", options={"gtol": 1e-7}).x
    assert one_factor_loadings(answers) == pytest.approx(list(np.abs(naive[:5])), abs=1e-4)
    omega = naive[:5].sum() ** 2 / (naive[:5].sum() ** 2 + (naive[5:] ** 2).sum())
    assert omega_total(answers) == pytest.approx(omega, abs=1e-4)


def test_three_items_follow_from_their_correlations():
    answers = a_scale(items=3, people=300, noise=0.8)
    r = np.corrcoef(np.array(answers).T)

    by_hand = [math.sqrt(r[0, 1] * r[0, 2] / r[1, 2]), math.sqrt(r[0, 1] * r[1, 2] / r[0, 2]),
               math.sqrt(r[0, 2] * r[1, 2] / r[0, 1])]  # fmt: skip
    assert one_factor_loadings(answers) == pytest.approx(by_hand, abs=1e-3)


def test_alpha_below_zero_is_said_and_the_interval_is_wide():
    answers = [[1, 4], [4, 1], [2, 3], [3, 2], [1, 3], [4, 2]]
    alpha = cronbach_alpha(answers)

    assert alpha.low < alpha.value < 0
    assert alpha.value < alpha.high <= 1


def test_feldts_interval_holds_alpha_as_often_as_promised():
    rng, held, true = np.random.default_rng(12), 0, 4 / 3 * (1 - 4 * 2 / (4 * 2 + 12))
    for _time in range(300):
        answers = rng.normal(size=(40, 1)) + rng.normal(size=(40, 4))
        alpha = cronbach_alpha(answers.tolist())
        held += alpha.low <= true <= alpha.high

    assert 0.92 <= held / 300 <= 0.98


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ([], WrongShape),
        ([[]], Unusable),
        ([[1, 2], [3]], WrongShape),
        ([[1, math.nan], [2, 3], [3, 4], [4, 4]], NotFinite),
        ([[1, math.inf], [2, 3], [3, 4], [4, 4]], NotFinite),
        ([[1], [2], [3], [4]], OutOfRange),
        ([[1, 2], [3, 3]], OutOfRange),
        ([[1, None], [None, 2], [2, None], [None, 4]], OutOfRange),
        ([[1, 3], [2, 2], [3, 1], [0, 4]], OutOfRange),
    ],
)
def test_what_is_no_scale_is_refused(answers, refusal):
    for statistic in (cronbach_alpha, standardised_alpha, alpha_if_dropped, omega_total, guttman_lambda6):
        with pytest.raises(Unusable):
            statistic(answers)
    with pytest.raises(refusal):
        cronbach_alpha(answers)


def test_as_many_people_as_items_are_too_few_for_a_factor():
    with pytest.raises(OutOfRange, match="more people than items"):
        omega_total(a_scale(people=5, items=5))


def test_what_cannot_be_asked_of_a_scale_is_refused():
    answers = a_scale()
    doubled = [[*row, row[0]] for row in answers]
    for ask in (
        lambda: cronbach_alpha(answers, missing="imputed"),
        lambda: cronbach_alpha(answers, confidence=1),
        lambda: alpha_if_dropped([row[:2] for row in answers]),
        lambda: one_factor_loadings([row[:2] for row in answers]),
        lambda: one_factor_loadings(answers[:5]),
        lambda: omega_total(doubled),
        lambda: guttman_lambda6(doubled),
    ):
        with pytest.raises(OutOfRange):
            ask()
