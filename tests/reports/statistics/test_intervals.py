import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.errors import Unusable
from reports.statistics.intervals import normal_quantile, poisson_interval, student_quantile, welch_freedom


def test_quantiles_refuse_certainty():
    for confidence in (0, 1, float("nan")):
        with pytest.raises(Unusable, match="confidence"):
            normal_quantile(confidence)


def test_normal_quantile_equals_the_printed_tables():
    assert [normal_quantile(level) for level in (0.9, 0.95, 0.99)] == pytest.approx(
        [1.644854, 1.959964, 2.575829], abs=1e-6
    )


def test_student_quantile_equals_the_printed_tables():
    assert student_quantile(0.95, 1) == pytest.approx(12.7062, abs=1e-4)
    assert student_quantile(0.95, 29) == pytest.approx(2.0452, abs=1e-4)
    assert student_quantile(0.99, 9) == pytest.approx(3.2498, abs=1e-4)


@pytest.mark.parametrize("freedom", [0, -1, float("nan"), float("inf")])
def test_student_quantile_needs_a_degree_of_freedom(freedom):
    with pytest.raises(Unusable, match="degrees of freedom"):
        student_quantile(0.95, freedom)


def test_welchs_degrees_of_freedom_lie_between_the_smaller_and_the_sum():
    assert welch_freedom([2, 2], [9, 9]) == pytest.approx(18)
    assert welch_freedom([4, 1], [5, 20]) == pytest.approx(25 / (16 / 5 + 1 / 20))
    assert welch_freedom([3, 0], [7, 0]) == pytest.approx(7)


@pytest.mark.parametrize(
    ("variances", "freedoms"),
    [([0, 0], [5, 5]), ([1, -1], [5, 5]), ([1, float("nan")], [5, 5]), ([1], [0]), ([], [])],
)
def test_variances_that_are_none_have_no_degrees_of_freedom(variances, freedoms):
    with pytest.raises(Unusable):
        welch_freedom(variances, freedoms)


# Garwood 1936 as printed in most tables of exact Poisson limits.
@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_poisson_interval_equals_the_printed_table(events, low, high):
    assert poisson_interval(events) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 500), st.sampled_from([0.8, 0.95, 0.998]))
def test_bounds_of_poisson_are_where_the_count_becomes_unlikely(events, confidence):
    low, high = poisson_interval(events, confidence)
    tail = (1 - confidence) / 2

    assert stats.poisson.sf(events - 1, low) == pytest.approx(tail, rel=1e-6)
    assert stats.poisson.cdf(events, high) == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize("events", [-1, 2.5, float("nan"), float("inf"), None])
def test_poisson_interval_refuses_what_is_no_count(events):
    with pytest.raises(Unusable):
        poisson_interval(events)
