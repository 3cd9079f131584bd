import pytest

from reports.statistics.intervals import student_quantile, wilson_interval
from tests.reports.statistics import cases


def test_wilson_interval_equals_the_published_table():
    for row in cases.expected("P01_wilson_newcombe1998")["rows"]:
        low, high = wilson_interval(row["x"], row["n"])

        assert (low, high) == pytest.approx((row["wilson_lo"], row["wilson_hi"]), abs=1e-12)


def test_wilson_interval_of_none_and_of_all_touches_the_end_of_the_scale():
    for n in range(1, 200):
        assert wilson_interval(0, n)[0] == 0
        assert wilson_interval(n, n)[1] == 1


def test_wilson_interval_of_all_mirrors_that_of_none():
    low, high = wilson_interval(0, 20)

    assert wilson_interval(20, 20) == pytest.approx((1 - high, 1 - low))


def test_a_lower_confidence_gives_a_narrower_interval():
    low, high = wilson_interval(15, 148)
    nearer_low, nearer_high = wilson_interval(15, 148, confidence=0.8)

    assert low < nearer_low < 15 / 148 < nearer_high < high


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_interval_refuses_what_is_no_share(successes, n):
    with pytest.raises(ValueError, match="not a share"):
        wilson_interval(successes, n)


def test_wilson_interval_refuses_certainty():
    with pytest.raises(ValueError, match="confidence"):
        wilson_interval(1, 5, confidence=1)


def test_student_quantile_equals_the_printed_tables():
    assert student_quantile(0.95, 1) == pytest.approx(12.7062, abs=1e-4)
    assert student_quantile(0.95, 29) == pytest.approx(2.0452, abs=1e-4)
    assert student_quantile(0.99, 9) == pytest.approx(3.2498, abs=1e-4)


def test_student_quantile_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="degrees of freedom"):
        student_quantile(0.95, 0)
