import math

import numpy as np
import pytest
from scipy import optimize, stats

from reports.statistics.errors import Empty, NotConverged, NotFinite, OutOfRange, Unusable, WrongShape
from reports.statistics.poisson_trend import poisson_trend
from tests.reports.statistics import cases

CASE = "M04_quasipoisson_vankilled"
MONTHS = np.arange(1, 49)
RARELY = {"never with an event": [0, 0, 1, 0, 0, 1, 0, 0]}


def van_drivers():
    rows = cases.rows(CASE, "vankilled.csv")
    return [int(row["count"]) for row in rows], [int(row["t"]) for row in rows]


def some_counts(seed=5, exposure=1.0):
    rng = np.random.default_rng(seed)
    mean = exposure * np.exp(2 + 0.01 * MONTHS + 0.3 * np.sin(2 * math.pi * MONTHS / 12))
    return rng.negative_binomial(20, 20 / (20 + mean))


def naive_fit(values, design, offset):
    """The coefficients with the greatest likelihood, found without weights or rounds."""

    def loss(b):
        return float((np.exp(design @ b + offset) - values * (design @ b + offset)).sum())

    def slope(b):
        return design.T @ (np.exp(design @ b + offset) - values)

    start = np.zeros(design.shape[1])
    start[0] = math.log(values.mean()) - offset.mean()
    return optimize.minimize(loss, start, jac=slope, method="BFGS", options={"gtol": 1e-8}).x


def test_the_trend_equals_the_published_case():
    expected = cases.expected(CASE)

    trend = poisson_trend(*van_drivers())

    assert list(trend.coefficients) == pytest.approx(list(expected["coef"].values()), abs=1e-6)
    assert list(trend.standard_errors) == pytest.approx(list(expected["se"].values()), abs=1e-6)
    change = trend.annual_change
    found = (trend.dispersion, trend.deviance, trend.t, trend.p, change.value, change.low, change.high)
    names = ("dispersion", "deviance", "t_trend", "p_trend", "annual_pct_change")
    wanted = (*(expected[name] for name in names), *expected["annual_pct_change_ci95_t"])
    assert found == pytest.approx(wanted, abs=1e-6)
    assert trend.degrees_of_freedom == 188


def test_exposure_indicators_and_month_factors_enter_as_a_second_fit_says():
    exposure = np.linspace(50, 120, 48)
    values, lebaran = some_counts(exposure=exposure / 80), (MONTHS % 11 == 4) * 0.5
    factors = [(place == MONTHS % 12) * 1.0 for place in range(1, 12)]
    design = np.column_stack([np.ones(48), MONTHS, *factors, lebaran])

    trend = poisson_trend(
        values, MONTHS, exposure=exposure, season="factors", indicators={"lebaran": lebaran}
    )

    assert trend.names == ("constant", "time", *(f"season {place}" for place in range(1, 12)), "lebaran")
    naive = naive_fit(values, design, np.log(exposure))
    assert list(trend.coefficients) == pytest.approx(list(naive), abs=1e-4)
    mean = exposure * np.exp(design @ naive)
    dispersion = ((values - mean) ** 2 / mean).sum() / (48 - 14)
    covariance = dispersion * np.linalg.inv(design.T @ (design * mean[:, None]))
    assert trend.dispersion == pytest.approx(dispersion, rel=1e-4)
    assert list(trend.standard_errors) == pytest.approx(list(np.sqrt(np.diagonal(covariance))), rel=1e-4)


def test_without_season_a_pair_of_years_is_the_ratio_of_their_rates():
    trend = poisson_trend([40, 50, 66], [2021, 2022, 2023], exposure=[1, 1, 1], season="none", per_year=1)
    slope = trend.coefficients[1]

    # The likelihood equations by hand: fitted and seen agree in sum and in sum times time.
    assert trend.fitted.sum() == pytest.approx(156)
    assert trend.fitted @ [0, 1, 2] == pytest.approx(182, abs=1e-4)
    assert trend.fitted[1] ** 2 == pytest.approx(trend.fitted[0] * trend.fitted[2])
    assert trend.annual_change.value == pytest.approx(100 * math.expm1(slope))
    assert trend.p == pytest.approx(2 * stats.t.sf(slope / trend.standard_errors[1], 1))
    assert trend.p < 0.2
    reach = stats.t.ppf(0.975, 1) * trend.standard_errors[1]
    assert trend.annual_change.low == pytest.approx(100 * math.expm1(slope - reach))


def test_a_year_is_twelve_months_or_one_year():
    values = some_counts()
    by_month = poisson_trend(values, MONTHS, season="none")
    by_year = poisson_trend(values, 2017 + MONTHS / 12, season="none", per_year=1)

    assert by_month.annual_change.high == pytest.approx(by_year.annual_change.high)
    assert by_month.p == pytest.approx(by_year.p)


def test_more_exposure_at_one_rate_is_no_trend():
    exposure = np.arange(10, 58)
    trend = poisson_trend(3 * exposure, MONTHS, exposure=exposure, season="none")

    assert trend.annual_change.value == pytest.approx(0, abs=1e-6)
    assert (trend.dispersion, trend.t, trend.p) == (0.0, None, None)


def test_dispersion_scales_the_errors_and_not_the_line():
    one = poisson_trend(some_counts(), MONTHS)
    bigger = poisson_trend(some_counts() * 4, MONTHS)

    assert bigger.coefficients[1] == pytest.approx(one.coefficients[1], abs=1e-6)
    assert bigger.standard_errors[1] == pytest.approx(one.standard_errors[1], rel=1e-4)
    assert bigger.dispersion == pytest.approx(4 * one.dispersion, rel=1e-4)


def test_robust_errors_are_the_sandwich_written_out():
    values, design = some_counts(), np.column_stack([np.ones(48), MONTHS])
    trend = poisson_trend(values, MONTHS, season="none", lags=3)

    scores = [design[i] * (values[i] - trend.fitted[i]) for i in range(48)]
    meat = np.zeros((2, 2))
    for i in range(48):
        for j in range(48):
            if abs(i - j) <= 3:
                meat += (1 - abs(i - j) / 4) * np.outer(scores[i], scores[j])
    bread = np.linalg.inv(design.T @ (design * trend.fitted[:, None]))
    covariance = 48 / 46 * bread @ meat @ bread
    assert list(trend.standard_errors) == pytest.approx(list(np.sqrt(np.diagonal(covariance))), rel=1e-4)


def test_autocorrelation_is_that_of_the_residuals():
    values = some_counts()
    trend = poisson_trend(values, MONTHS)
    apart = (values - trend.fitted) / np.sqrt(trend.fitted)
    apart = apart - apart.mean()

    assert trend.autocorrelation == pytest.approx((apart[1:] * apart[:-1]).sum() / (apart**2).sum())


@pytest.mark.parametrize(
    ("values", "times", "options", "refusal"),
    [
        ([], [], {}, Empty),
        ([1, math.nan, 3], [1, 2, 3], {}, NotFinite),
        ([1, 2, 3], [1, 2, math.inf], {}, NotFinite),
        ([1, -2, 3], [1, 2, 3], {}, OutOfRange),
        ([1, 2.5, 3], [1, 2, 3], {}, OutOfRange),
        ([1, 2, 3], [1, 3, 2], {"season": "none"}, WrongShape),
        ([1, 2, 3], [1, 2], {"season": "none"}, WrongShape),
        ([1, 2, 3], [1, 2, 3], {"season": "none", "exposure": [1, 0, 1]}, OutOfRange),
        ([1, 2, 3], [1, 2, 3], {"season": "none", "indicators": {"lebaran": [0, 1, math.nan]}}, NotFinite),
        ([1, 2, 3], [1, 2, 3], {"season": "none", "indicators": {"time": [0, 1, 0]}}, OutOfRange),
        ([1, 2, 3, 4], [1, 2, 3, 4], {"season": "none", "indicators": {"twice": [2, 4, 6, 8]}}, OutOfRange),
        ([1, 2, 3, 4], [1, 2, 3, 4], {"season": "none", "indicators": {"never": [0] * 4}}, OutOfRange),
        ([1, 2], [1, 2], {"season": "none"}, OutOfRange),
        ([1, 2, 3], [1, 2, 3], {"season": "spring"}, OutOfRange),
        ([0, 0, 0], [1, 2, 3], {"season": "none"}, OutOfRange),
        ([5, 5, 0, 5, 5, 0, 5, 4], range(8), {"season": "none", "indicators": RARELY}, NotConverged),
    ],
)  # fmt: skip
def test_what_has_no_trend_is_refused(values, times, options, refusal):
    with pytest.raises(refusal) as caught:
        poisson_trend(values, times, **options)
    assert isinstance(caught.value, Unusable)
