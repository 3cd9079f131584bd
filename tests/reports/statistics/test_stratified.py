"""Estimates of regions put together."""

import math

import numpy as np
import pytest
from scipy import stats

from reports.statistics.errors import Unusable
from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.satisfaction import grade_of
from reports.statistics.stratified import combined, unweighted_mean
from tests.reports.statistics.results import a_result

REGIONS = {"Kupang": a_result(80.0, 1.2, n=300), "Cilacap": a_result(55.0, 3.0, n=30)}
EQUAL = {"Kupang": 5000, "Cilacap": 5000}


def test_regions_weigh_what_their_populations_weigh():
    national = combined(REGIONS, EQUAL)

    error = math.hypot(1.2, 3.0) / 2
    freedom = (1.2**2 + 3.0**2) ** 2 / (1.2**4 / 299 + 3.0**4 / 29)
    assert (national.value, national.n, national.method) == (67.5, 330, "stratified")
    assert national.standard_error == pytest.approx(error)
    assert national.degrees_of_freedom == pytest.approx(freedom)
    assert (national.low, national.high) == pytest.approx(stats.t.interval(0.95, freedom, 67.5, error))
    assert grade_of(national).grade.letter == "C"
    assert combined(REGIONS, {"Cilacap": 1, "Kupang": 3, "Cirebon": 9}).value == 73.75


def test_an_unweighted_mean_of_regions_says_so():
    mean = unweighted_mean(REGIONS)
    same = combined(REGIONS, EQUAL)

    assert mean.method == "unweighted-mean-of-strata"
    assert (mean.value, mean.standard_error, mean.low) == (same.value, same.standard_error, same.low)


def test_one_region_alone_is_itself():
    alone = combined({"Kupang": REGIONS["Kupang"]}, EQUAL, confidence=0.9)

    assert (alone.value, alone.standard_error, alone.degrees_of_freedom) == (80, 1.2, pytest.approx(299))
    assert alone.low == pytest.approx(80 - stats.t.ppf(0.95, 299) * 1.2)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    chance, covered = np.random.default_rng(9), 0
    for _ in range(1000):
        samples = {"a": chance.normal(80, 9, 60), "b": chance.normal(55, 14, 15)}
        estimates = {
            name: Estimate(s.mean(), None, None, len(s), "mean", stats.sem(s)) for name, s in samples.items()
        }
        national = combined(estimates, {"a": 3, "b": 1})
        covered += national.low <= 73.75 <= national.high
    assert 0.93 <= covered / 1000 <= 0.97


def test_a_region_without_result_is_named_and_not_left_out():
    regions = REGIONS | {"Cirebon": Withheld(Reason.NO_ANSWERS, 0)}

    for answer in (unweighted_mean(regions), combined(regions, EQUAL | {"Cirebon": 9})):
        assert answer == Withheld(Reason.STRATUM_MISSING, 330, ("Cirebon",))


def test_a_region_without_error_leaves_the_value_without_an_interval():
    national = combined(REGIONS | {"Cilacap": Estimate(55.0, None, None, 1, "mean")}, EQUAL)

    assert (national.value, national.n, national.has_interval) == (67.5, 301, False)


def test_the_interval_stays_on_the_scale_and_cautions_are_carried():
    near = {"a": a_result(99.5, n=30), "b": a_result(99.5, n=30, cautions=(Caution.SINGLE_PSU,))}

    assert unweighted_mean(near).high > 100
    assert unweighted_mean(near, scale=(25, 100)).high == 100
    assert unweighted_mean(near).cautions == (Caution.SINGLE_PSU,)
    alike = unweighted_mean({name: a_result(75.0, 0.0) for name in "ab"})
    assert (alike.low, alike.high, alike.cautions) == (75, 75, (Caution.NO_SPREAD,))


@pytest.mark.parametrize("people", [0, -1, math.nan, math.inf, None])
def test_what_is_no_population_is_refused(people):
    with pytest.raises(Unusable, match="populations"):
        combined(REGIONS, EQUAL | {"Kupang": people})


def test_missing_populations_no_region_and_no_number_are_refused():
    with pytest.raises(Unusable, match="nothing for"):
        combined(REGIONS, {"Kupang": 1})
    for combine in (unweighted_mean, lambda regions: combined(regions, EQUAL)):
        with pytest.raises(Unusable):
            combine({})
        with pytest.raises(Unusable):
            combine({"Kupang": a_result(math.nan)})
        with pytest.raises(Unusable):
            combine({"Kupang": a_result(80, math.inf)})
