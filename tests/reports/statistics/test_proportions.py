"""Intervals of shares against published tables, and against the equations that define them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.errors import Unusable
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.proportions import (
    clopper_pearson_interval,
    corrected_wilson_interval,
    design_wilson_interval,
    effective_size,
    logit_interval,
    share_of_cases,
    wilson_interval,
)
from tests.reports.statistics import cases

FROM_COUNTS = [wilson_interval, corrected_wilson_interval, clopper_pearson_interval]
Z = stats.norm.ppf(0.975)
some_share = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_wilson_and_exact_intervals_equal_the_published_table():
    for row in cases.expected("P01_wilson_newcombe1998")["rows"]:
        wilson, exact = (
            interval(row["x"], row["n"]) for interval in (wilson_interval, clopper_pearson_interval)
        )

        assert wilson == pytest.approx((row["wilson_lo"], row["wilson_hi"]), abs=1e-12)
        assert exact == pytest.approx((row["cp_lo"], row["cp_hi"]), abs=1e-9)


def test_corrected_wilson_interval_equals_the_published_table():
    known = cases.expected("P01_wilson_newcombe1998")
    for row, bounds in zip(known["rows"], known["wilson_cc"], strict=True):
        assert corrected_wilson_interval(row["x"], row["n"]) == pytest.approx(bounds, abs=1e-9)


def test_exact_interval_of_mendels_peas_is_that_of_r():
    """R, ?binom.test: binom.test(682, 925)."""
    assert clopper_pearson_interval(682, 925) == pytest.approx((0.7076683, 0.7654066), abs=1e-7)


@given(some_share)
def test_a_bound_of_wilson_is_as_far_from_the_share_as_its_own_error_allows(counts):
    share = counts[0] / counts[1]
    for bound in wilson_interval(*counts):
        error = math.sqrt(bound * (1 - bound) / counts[1])
        assert abs(share - bound) == pytest.approx(Z * error, abs=1e-9)


@given(some_share)
def test_a_corrected_bound_is_half_a_person_further(counts):
    successes, n = counts
    low, high = corrected_wilson_interval(successes, n)
    for bound, side in ((low, 1), (high, -1)):
        if 0 < bound < 1:
            error = math.sqrt(bound * (1 - bound) / n)
            assert side * (successes / n - bound) - 1 / (2 * n) == pytest.approx(Z * error, abs=1e-9)


@given(some_share)
def test_an_exact_bound_is_where_the_count_becomes_unlikely(counts):
    successes, n = counts
    low, high = clopper_pearson_interval(successes, n)

    assert low == 0 if successes == 0 else stats.binom.sf(successes - 1, n, low) == pytest.approx(0.025)
    assert high == 1 if successes == n else stats.binom.cdf(successes, n, high) == pytest.approx(0.025)


@pytest.mark.parametrize("interval", FROM_COUNTS)
def test_intervals_of_none_and_of_all_touch_the_end_of_the_scale(interval):
    for n in range(1, 60):
        assert interval(0, n)[0] == 0
        assert interval(n, n)[1] == 1


@pytest.mark.parametrize("interval", FROM_COUNTS)
def test_the_interval_of_the_others_is_the_mirror(interval):
    low, high = interval(15, 148)

    assert interval(133, 148) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize("interval", FROM_COUNTS)
def test_a_lower_confidence_gives_a_narrower_interval(interval):
    low, high = interval(15, 148)
    nearer_low, nearer_high = interval(15, 148, confidence=0.8)

    assert low < nearer_low < 15 / 148 < nearer_high < high


@pytest.mark.parametrize("interval", FROM_COUNTS)
@pytest.mark.parametrize("counts", [(0, 0), (-1, 5), (6, 5), (math.nan, 5), (1, math.inf), (1, None)])
def test_intervals_refuse_what_is_no_share(interval, counts):
    with pytest.raises(Unusable):
        interval(*counts)


def test_only_counts_are_corrected_for_being_counts():
    with pytest.raises(Unusable, match="whole"):
        corrected_wilson_interval(1.5, 5)


def test_intervals_refuse_certainty():
    with pytest.raises(Unusable, match="confidence"):
        wilson_interval(1, 5, confidence=1)


def test_intervals_of_a_design_equal_those_of_the_stratified_reference_case():
    known = cases.expected("S01_apistrat_stratified")
    share, error = known["prop_schwide_yes"], known["se_prop_schwide"]
    published = known["ci95_prop_schwide"]

    assert logit_interval(share, error, 197) == pytest.approx(published["logit"], abs=1e-9)
    assert logit_interval(share, error, 197) == pytest.approx(published["xlogit"], abs=1e-8)
    size = share * (1 - share) / error**2 * (stats.t.ppf(0.975, 199) / stats.t.ppf(0.975, 197)) ** 2
    assert clopper_pearson_interval(share * size, size) == pytest.approx(published["beta"], abs=1e-9)


def test_the_effective_size_ends_at_the_number_of_respondents():
    known = cases.expected("S01_apistrat_stratified")
    share, error = known["prop_schwide_yes"], known["se_prop_schwide"]

    assert effective_size(share, error, 300, 197) == pytest.approx(237.41, abs=0.01)
    assert effective_size(share, error, 200, 197) == 200
    assert design_wilson_interval(share, error, 200, 197) == wilson_interval(share * 200, 200)


@given(st.integers(1, 199), st.floats(1, 9))
def test_a_design_that_is_simple_but_for_its_effect_divides_the_sample_by_it(successes, effect):
    share = successes / 200
    error = math.sqrt(effect * share * (1 - share) / 200)
    size = effective_size(share, error, 200, 10**9)

    assert size == pytest.approx(200 / effect, rel=1e-6)
    assert design_wilson_interval(share, error, 200, 10**9) == wilson_interval(share * size, size)


def test_few_degrees_of_freedom_shrink_the_effective_size_by_the_quantiles():
    shrunk = effective_size(0.5, 0.1, 100, 3)

    assert shrunk == pytest.approx(25 * (Z / stats.t.ppf(0.975, 3)) ** 2)


@pytest.mark.parametrize("share", [0, 1])
def test_of_none_and_of_all_only_the_weights_tell_the_effective_size(share):
    assert effective_size(share, 0, 90, 5, kish_deff=1.5) == 60
    low, high = design_wilson_interval(share, 0, 90, 5, kish_deff=1.5)
    assert (low, high) == wilson_interval(60 * share, 60)


def test_a_share_without_any_error_counts_its_respondents():
    assert effective_size(0.4, 0, 90, 5, kish_deff=1.5) == 90


@pytest.mark.parametrize("interval", [logit_interval, lambda *a: design_wilson_interval(*a[:2], 100, *a[2:])])
@pytest.mark.parametrize(
    "estimate", [(1.2, 0.1, 9), (math.nan, 0.1, 9), (0.4, -0.1, 9), (0.4, math.inf, 9), (0.4, 0.1, 0)]
)
def test_intervals_of_a_design_refuse_what_is_no_estimate(interval, estimate):
    with pytest.raises(Unusable):
        interval(*estimate)


def test_log_odds_of_certainty_are_refused():
    for share in (0, 1):
        with pytest.raises(Unusable, match="infinite"):
            logit_interval(share, 0, 9)


@pytest.mark.parametrize("deff", [0.9, 0, math.nan])
def test_weights_never_make_a_sample_larger(deff):
    with pytest.raises(Unusable):
        effective_size(0, 0, 100, 9, kish_deff=deff)


def test_logit_interval_is_the_interval_of_the_log_odds():
    low, high = logit_interval(0.2, 0.03, 40)
    middle, spread = math.log(0.25), stats.t.ppf(0.975, 40) * 0.03 / 0.16

    assert [math.log(p / (1 - p)) for p in (low, high)] == pytest.approx([middle - spread, middle + spread])


def test_the_wilson_interval_of_a_design_covers_the_truth_about_as_often_as_it_says():
    chance = np.random.default_rng(11)
    covered = 0
    for _ in range(1500):  # 20 villages of 10 people who answer alike within half of them
        villages = chance.beta(3, 7, size=20)
        means = chance.binomial(10, villages) / 10
        share, error = means.mean(), means.std(ddof=1) / math.sqrt(20)
        low, high = design_wilson_interval(share, error, 200, 19)
        covered += low <= 0.3 <= high
    assert 0.93 <= covered / 1500 <= 0.97


def test_a_share_of_cases_is_told_from_twenty_on():
    assert share_of_cases(12, 19) == Withheld(Reason.TOO_FEW, 19)
    assert share_of_cases(0, 0) == Withheld(Reason.TOO_FEW, 0)
    told = share_of_cases(15, 20)
    assert (told.value, told.n, (told.low, told.high)) == (0.75, 20, wilson_interval(15, 20))
    assert share_of_cases(20, 20).high == 1
    for done, n in ((21, 20), (-1, 20), (1.5, 20), (math.nan, 20), (3, 2)):
        with pytest.raises(Unusable):
            share_of_cases(done, n)
