"""Differences between two estimates, and families of them."""

import pytest
from scipy import stats

from reports.statistics.comparisons import difference_p, holm
from reports.statistics.estimates import Estimate
from tests.reports.statistics import cases


def estimate(values):
    mean, error = sum(values) / len(values), stats.sem(values)
    return Estimate(mean, None, None, len(values), "test", float(error))


def test_holm_reproduces_the_published_case():
    p_values = [float(next(iter(row.values()))) for row in cases.rows("P04_holm", "pvalues.csv")]

    assert holm(p_values) == pytest.approx(cases.expected("P04_holm")["holm"], abs=1e-6)


def test_holm_keeps_the_order_of_the_questions():
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


def test_holm_of_no_question_is_nothing():
    assert holm([]) == []


def test_difference_is_welchs_test():
    earlier, later = [60, 70, 80, 75, 65, 71], [80, 90, 70, 85, 95]

    p = difference_p(estimate(earlier), estimate(later))

    assert p == pytest.approx(stats.ttest_ind(earlier, later, equal_var=False).pvalue)


def test_estimates_without_spread_differ_when_their_values_do():
    same = Estimate(75.0, 75.0, 75.0, 40, "test", 0.0)
    higher = Estimate(100.0, 100.0, 100.0, 40, "test", 0.0)

    assert (difference_p(same, same), difference_p(same, higher)) == (1.0, 0.0)


def test_an_estimate_without_an_error_cannot_be_compared():
    alone = Estimate(75.0, None, None, 1, "test")

    assert difference_p(alone, Estimate(80.0, 70.0, 90.0, 40, "test", 2.0)) is None
