"""Differences between elements that the same people answered."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit
from scipy.stats import ttest_rel

from reports.statistics.element_differences import element_differences
from reports.statistics.estimates import Reason, Withheld
from tests.reports.statistics.test_satisfaction import moments_of

AB = ("A", "B")


def difference_of(answers, elements=AB):
    """{pair: Difference} of respondents given as tuples of answers, None for no answer."""
    return element_differences(
        moments_of(elements, [dict(zip(elements, one, strict=True)) for one in answers])
    )


def test_two_elements_by_hand():
    # Differences -1, 0, -1, 0: mean -0.5, variance 1/3, error of the mean sqrt(1/3/4), 3 degrees of freedom.
    (found,) = difference_of([(2, 3), (3, 3), (2, 3), (4, 4)]).values()

    assert (found.value, found.degrees_of_freedom) == (-0.5, 3)
    assert found.standard_error == pytest.approx(math.sqrt(1 / 12))
    assert found.high == pytest.approx(-0.5 + stdtrit(3, 0.975) * math.sqrt(1 / 12))


@given(st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=2, max_size=30))
def test_where_all_answered_it_is_the_paired_t_test(answers):
    columns = dict(zip("ABC", np.array(answers).T, strict=True))
    for (lower, higher), found in difference_of(answers, "ABC").items():
        apart = columns[lower] - columns[higher]
        if not np.ptp(apart):
            assert found == Withheld(Reason.NO_SPREAD, len(answers))
            continue
        assert found.value == pytest.approx(apart.mean(), abs=1e-12)
        assert found.p == pytest.approx(
            ttest_rel(columns[lower], columns[higher]).pvalue, rel=1e-6, abs=1e-12
        )


@given(
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 2).filter(any),
        min_size=4,
        max_size=30,
    )
)
def test_with_missing_answers_it_is_the_formula_on_paper(answers):
    n = [sum(one[place] is not None for one in answers) for place in (0, 1)]
    ((pair, found),) = difference_of(answers).items()
    if min(n) < 2:
        assert found == Withheld(Reason.TOO_FEW if min(n) else Reason.NO_ANSWERS, min(n))
        return
    mean = [sum(one[place] or 0 for one in answers) / n[place] for place in (0, 1)]
    residuals = [
        sum(sign * (one[k] - mean[k]) / n[k] for k, sign in ((0, 1), (1, -1)) if one[k]) for one in answers
    ]
    error = math.sqrt(min(n) / (min(n) - 1) * sum(each**2 for each in residuals))
    if error < 1e-9:
        assert found == Withheld(Reason.NO_SPREAD, min(n))
        return
    assert found.value == pytest.approx(-abs(mean[0] - mean[1]), abs=1e-12)
    assert found.standard_error == pytest.approx(error, rel=1e-6)
    assert found.degrees_of_freedom == min(n) - 1


def test_the_lower_of_a_pair_comes_first_whatever_the_order_of_the_elements():
    assert set(difference_of([(4, 1), (4, 2), (3, 1)])) == {("B", "A")}
    assert set(difference_of([(1, 4), (2, 4), (1, 3)])) == {("A", "B")}
    assert set(difference_of([(1, 4), (4, 1)])) == {("A", "B")}


def test_who_answers_all_alike_proves_nothing():
    assert difference_of([(2, 3)] * 50) == {AB: Withheld(Reason.NO_SPREAD, 50)}
    assert difference_of([(2, None), (None, 3)]) == {AB: Withheld(Reason.TOO_FEW, 1)}
    assert difference_of([(2, None), (3, None)]) == {AB: Withheld(Reason.NO_ANSWERS, 0)}
