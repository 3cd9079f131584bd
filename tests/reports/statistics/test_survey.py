"""Survey estimates against R's survey package, against loops over people, and against the jackknife."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.designs import Design
from reports.statistics.errors import Inconsistent, Unusable
from reports.statistics.estimates import Caution, Reason, Withheld
from reports.statistics.proportions import logit_interval
from reports.statistics.survey import (
    design_effect,
    survey_difference,
    survey_mean,
    survey_ratio,
    survey_share,
    survey_total,
)
from reports.statistics.weighting import kish_deff, poststratified
from tests.reports.statistics import api, cases
from tests.reports.statistics.naive import naive_error

ONE_SAMPLE = [survey_mean, survey_total, lambda *a: survey_ratio(a[0], [1.0] * len(a[0]), *a[1:])]


def found(estimate):
    return estimate.value, estimate.standard_error


def some_people(seed=5, n=240):
    """Values, weights, strata and clusters of people; the last stratum has few clusters."""
    chance = np.random.default_rng(seed)
    strata = chance.choice(["a", "b", "c"], n, p=[0.5, 0.4, 0.1]).tolist()
    clusters = chance.integers(0, 12, n).tolist()
    weights = chance.uniform(0.5, 4, n)
    return chance.normal(60, 12, n) + np.array(clusters), weights, strata, clusters


def test_the_stratified_sample_equals_the_reference_case():
    known, schools = cases.expected("S01_apistrat_stratified"), api.stratified()
    design, score, enrolled = schools.design, schools.numbers("api00"), schools.numbers("enroll")
    mean = survey_mean(score, design)

    assert found(mean) == pytest.approx((known["mean_api00"], known["se_api00"]), abs=1e-6)
    assert (mean.low, mean.high) == pytest.approx(known["ci95_t_api00"], abs=1e-6)
    assert mean.degrees_of_freedom == known["degf"]
    without = survey_mean(score, api.stratified(population=None).design)
    assert without.standard_error == pytest.approx(known["se_api00_without_fpc"], abs=1e-6)
    assert design_effect(score, design) == pytest.approx(known["deff_api00"], abs=1e-6)
    total = survey_total(enrolled, design)
    assert found(total) == pytest.approx((known["total_enroll"], known["se_total_enroll"]), rel=1e-10)
    ratio = survey_ratio(schools.numbers("api.stu"), enrolled, design)
    assert found(ratio) == pytest.approx((known["ratio_apistu_enroll"], known["se_ratio"]), abs=1e-9)


def test_domains_of_the_stratified_sample_equal_the_reference_case():
    known, schools = cases.expected("S01_apistrat_stratified"), api.stratified()
    score, design = schools.numbers("api00"), schools.design
    for column, by_word in (("stype", "mean_by_stype"), ("awards", "domain_mean_by_awards")):
        for word, published in known[by_word].items():
            mean = survey_mean(score, design, schools.is_(column, word))
            assert found(mean) == pytest.approx((published["mean"], published["se"]), abs=1e-6)

    change = survey_difference(score, design, schools.is_("awards", "No"), schools.is_("awards", "Yes"))

    published = known["difference_awards_yes_minus_no"]
    assert (change.value, change.standard_error) == pytest.approx(tuple(published.values()), abs=1e-6)
    assert change.p == pytest.approx(2 * stats.t.sf(change.value / change.standard_error, 197))


def test_a_share_of_the_stratified_sample_equals_the_reference_case():
    known, schools = cases.expected("S01_apistrat_stratified"), api.stratified()
    flags = schools.is_("sch.wide", "Yes")
    share, mean = survey_share(flags, schools.design), survey_mean(flags, schools.design)

    assert found(share) == found(mean)
    assert found(share) == pytest.approx((known["prop_schwide_yes"], known["se_prop_schwide"]), abs=1e-9)
    assert (mean.low, mean.high) == pytest.approx(known["ci95_prop_schwide"]["mean"], abs=1e-9)
    logit = logit_interval(*found(share), share.degrees_of_freedom)
    assert logit == pytest.approx(known["ci95_prop_schwide"]["logit"], abs=1e-9)
    assert share.n_effective == 200


def test_the_simple_sample_equals_the_reference_case():
    known, schools = cases.expected("S02_apisrs_fpc"), api.simple()
    mean = survey_mean(schools.numbers("api00"), schools.design)
    total = survey_total(schools.numbers("enroll"), schools.design)

    assert found(mean) == pytest.approx((known["mean_api00"], known["se_api00"]), abs=1e-6)
    assert [mean.value + side * 1.959963984540054 * mean.standard_error for side in (-1, 1)] == pytest.approx(
        known["ci95_z"], abs=1e-6
    )
    assert found(total) == pytest.approx((known["total_enroll"], known["se_total_enroll"]), rel=1e-10)


def test_the_sample_of_clusters_equals_the_reference_case():
    known, schools = cases.expected("S03_apiclus1_cluster"), api.clustered()
    design, score, enrolled = schools.design, schools.numbers("api00"), schools.numbers("enroll")

    mean, total = survey_mean(score, design), survey_total(enrolled, design)

    assert found(mean) == pytest.approx((known["mean_api00"], known["se_api00"]), abs=1e-6)
    assert mean.degrees_of_freedom == known["degf"]
    assert design_effect(score, design) == pytest.approx(known["deff"], abs=1e-6)
    # The file keeps 12 digits of the weights.
    assert found(total) == pytest.approx((known["total_enroll"], known["se_total_enroll"]), rel=1e-9)
    for kind in "EHM":
        share = survey_share(schools.is_("stype", kind), design)
        published = known["prop_stype"][f"stype{kind}"], known["se_prop_stype"][f"stype{kind}"]
        assert found(share) == pytest.approx(published, abs=1e-9)
    ratio = survey_ratio(schools.numbers("api.stu"), enrolled, design)
    assert found(ratio) == pytest.approx((known["ratio"], known["se_ratio"]), abs=1e-9)


def poststratified_schools(sample, **units):
    case = "S04_poststratify"
    types = sample.words("stype")
    totals = {row["stype"]: float(row["Freq"]) for row in cases.rows(case, "population.csv")}
    weights = poststratified(sample.design.weights, types, totals)
    return Design.of(weights, margins=[types], **units)


def test_poststratified_samples_equal_the_reference_case():
    known = cases.expected("S04_poststratify")
    clustered = api.clustered("S04_poststratify")
    design = poststratified_schools(clustered, clusters=clustered.words("dnum"), population=757)
    mean = survey_mean(clustered.numbers("api00"), design)
    total = survey_total(clustered.numbers("enroll"), design)
    simple = api.simple("S04_poststratify")
    simple_mean = survey_mean(simple.numbers("api00"), poststratified_schools(simple, population=6194))

    assert found(mean) == pytest.approx((known["clus1_mean_api00"], known["clus1_se_api00"]), abs=1e-6)
    published = known["clus1_total_enroll"], known["clus1_se_total_enroll"]
    assert found(total) == pytest.approx(published, rel=1e-10)
    assert found(simple_mean) == pytest.approx((known["srs_mean_api00"], known["srs_se_api00"]), abs=1e-6)


def test_what_the_weights_were_adjusted_to_is_known_without_error():
    clustered = api.clustered("S04_poststratify")
    design = poststratified_schools(clustered, clusters=clustered.words("dnum"), population=757)

    total = survey_total(clustered.is_("stype", "H"), design)

    assert found(total) == pytest.approx((755, 0), abs=1e-6)


def test_two_margins_are_explained_together():
    """Residuals of weighted least squares on both margins, by taking off the means of one after the other."""
    values, weights, strata, _clusters = some_people()
    sexes = np.random.default_rng(1).choice(["P", "L"], len(values)).tolist()
    scores = (values - np.average(values, weights=weights)) / weights.sum()
    left = scores.copy()
    for _sweep in range(200):
        for labels in (np.array(strata), np.array(sexes)):
            for label in set(labels):
                mine = labels == label
                left[mine] -= np.average(left[mine], weights=weights[mine])
    weighted = weights * left
    naive = math.sqrt(len(values) * weighted.var(ddof=1))

    assert survey_mean(values, Design.of(weights, margins=[strata, sexes])).standard_error == pytest.approx(
        naive
    )


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_standard_errors_equal_loops_over_people(seed, with_population, with_domain):
    values, weights, strata, clusters = some_people(seed, n=60)
    population = {"a": 40, "b": 25, "c": 13} if with_population else None
    inside = np.random.default_rng(seed).random(60) < 0.6 if with_domain else np.ones(60, bool)
    design = Design.of(weights, strata=strata, clusters=clusters, population=population)
    people = weights[inside].sum()
    mean = (weights * values)[inside].sum() / people

    estimate = survey_mean(values, design, inside)
    total = survey_total(values, design, inside)

    scores = [(y - mean) / people if is_in else 0 for y, is_in in zip(values, inside, strict=True)]
    naive = naive_error(scores, weights, strata, clusters, population)
    assert found(estimate) == pytest.approx((mean, naive))
    naive = naive_error(np.where(inside, values, 0), weights, strata, clusters, population)
    assert found(total) == pytest.approx((mean * people, naive))
    units = {(h, c) for h, c, is_in in zip(strata, clusters, inside, strict=True) if is_in}
    assert estimate.degrees_of_freedom == len(units) - len({h for h, _c in units})
    assert estimate.n == inside.sum()


def test_standard_error_of_a_total_is_that_of_the_jackknife():
    """Leaving out one cluster at a time and weighing up the rest of its stratum."""
    values, weights, strata, clusters = some_people()
    whole = float(weights @ values)
    variance = 0.0
    for h in set(strata):
        units = {c for own, c in zip(strata, clusters, strict=True) if own == h}
        n = len(units)
        for unit in units:
            factors = [
                1.0 if own != h else 0.0 if c == unit else n / (n - 1)
                for own, c in zip(strata, clusters, strict=True)
            ]
            variance += (n - 1) / n * (float((weights * factors) @ values) - whole) ** 2

    total = survey_total(values, Design.of(weights, strata=strata, clusters=clusters))

    assert total.standard_error == pytest.approx(math.sqrt(variance))


def test_a_simple_random_sample_has_the_textbook_error_and_effect():
    values = np.random.default_rng(2).normal(3, 1, 90)
    design = Design.of([10.0] * 90, population=900)
    mean = survey_mean(values, design)

    assert mean.standard_error == pytest.approx(stats.sem(values) * math.sqrt(0.9))
    assert (mean.low, mean.high) == pytest.approx(
        stats.t.interval(0.95, 89, values.mean(), mean.standard_error)
    )
    assert design_effect(values, design) == pytest.approx(1)
    assert design_effect(values, Design.of([1.0] * 90), replacement=True) == pytest.approx(1)
    share = survey_share(values > 3, Design.of([1.0] * 90))
    assert share.n_effective == pytest.approx(
        90 * 89 / 90 * (stats.norm.ppf(0.975) / stats.t.ppf(0.975, 89)) ** 2
    )


def test_a_domain_is_a_ratio_and_the_same_people_do_not_differ():
    values, weights, strata, clusters = some_people()
    design = Design.of(weights, strata=strata, clusters=clusters)
    inside = np.array(strata) != "a"

    as_ratio = survey_ratio(values * inside, inside, design)

    assert found(survey_mean(values, design, inside)) == pytest.approx(found(as_ratio))
    assert survey_difference(values, design, inside, inside) == Withheld(Reason.NO_SPREAD, inside.sum())


def test_the_difference_of_separate_strata_adds_their_variances():
    values, weights, strata, clusters = some_people()
    design = Design.of(weights, strata=strata, clusters=clusters)
    a, b = (np.array(strata) == name for name in "ab")

    change = survey_difference(values, design, a, b)

    first, second = (survey_mean(values, design, one) for one in (a, b))
    assert change.value == pytest.approx(second.value - first.value)
    assert change.standard_error == pytest.approx(math.hypot(first.standard_error, second.standard_error))


def test_a_stratum_of_one_unit_is_centred_at_the_mean_of_all_and_flagged():
    values, weights, strata = [1.0, 3, 5, 9, 4], [2.0, 2, 1, 1, 3], ["a", "a", "b", "b", "c"]
    design = Design.of(weights, strata=strata)

    total = survey_total(values, design)

    assert total.cautions == (Caution.SINGLE_PSU,)
    assert total.standard_error == pytest.approx(naive_error(values, weights, strata, range(5), None))
    assert total.degrees_of_freedom == 2
    certain = Design.of(weights, strata=strata, population={"a": 4, "b": 4, "c": 1})
    assert survey_total(values, certain).cautions == ()


def test_strata_of_one_unit_each_give_a_value_without_an_interval():
    for estimate in (survey_mean, survey_share):
        alone = estimate([0.0, 1.0], Design.of([1.0, 3.0], strata=["a", "b"]))

        assert (alone.value, alone.has_interval, alone.standard_error) == (0.75, False, None)
    design = Design.of([1.0, 3.0], strata=["a", "b"])
    assert survey_difference([1, 2], design, [1, 0], [0, 1]) == Withheld(Reason.NO_ERROR, 2)


def test_a_full_count_has_no_error_and_no_caution():
    everybody = survey_mean([1.0, 5.0, 9.0], Design.of([1.0] * 3, population=3))

    assert (everybody.low, everybody.value, everybody.high, everybody.cautions) == (5, 5, 5, ())


def test_everybody_alike_carries_a_caution():
    values, weights, strata, clusters = some_people()
    design = Design.of(weights, strata=strata, clusters=clusters)

    alike = survey_mean([0.1] * len(values), design)

    assert (alike.standard_error, alike.cautions) == (0.0, (Caution.NO_SPREAD,))
    assert design_effect([0.1] * len(values), design) == Withheld(Reason.NO_SPREAD, 240)


def test_a_share_of_none_or_all_counts_by_kishs_effect():
    weights = [1.0] * 50 + [3.0] * 50
    everybody = survey_share([True] * 100, Design.of(weights))

    assert (everybody.value, everybody.high) == (1.0, 1.0)
    assert everybody.n_effective == pytest.approx(80)
    assert everybody.low == pytest.approx(80 / (80 + stats.norm.ppf(0.975) ** 2))


@given(st.integers(0, 10**6))
def test_rounding_leaves_no_error_where_everybody_answers_alike(seed):
    chance = np.random.default_rng(seed)
    design = Design.of(chance.uniform(0.3, 7, 97))

    everybody, alike = survey_share([1] * 97, design), survey_mean([0.7] * 97, design)

    assert (everybody.value, everybody.standard_error, alike.standard_error) == (1.0, 0.0, 0.0)
    assert everybody.n_effective == pytest.approx(97 / kish_deff(design.weights))
    assert everybody.high == 1.0


def test_a_cluster_of_the_same_name_in_another_stratum_is_another():
    values, weights = [1.0, 2, 3, 5, 8, 13], [1.0] * 6
    strata, apart = ["a"] * 3 + ["b"] * 3, ["x", "y", "z", "u", "v", "w"]
    alike = Design.of(weights, strata=strata, clusters=["x", "y", "z"] * 2)

    assert survey_mean(values, alike) == survey_mean(
        values, Design.of(weights, strata=strata, clusters=apart)
    )


def test_shares_of_a_design_cover_the_truth_about_as_often_as_they_say():
    chance = np.random.default_rng(4)
    strata, covered = ["a"] * 60 + ["b"] * 60, 0
    design = Design.of([9.0] * 60 + [1.0] * 60, strata=strata)
    for _ in range(800):
        flags = np.r_[chance.random(60) < 0.2, chance.random(60) < 0.7]
        share = survey_share(flags, design)
        covered += share.low <= 0.25 <= share.high
    assert 0.93 <= covered / 800 <= 0.975


@pytest.mark.parametrize("wrong", [[1, math.nan], [1, math.inf], [1], [], ["a", "b"], [[1, 2]]])
@pytest.mark.parametrize("estimate", [*ONE_SAMPLE, survey_share, design_effect])
def test_what_are_no_values_of_two_people_is_refused(estimate, wrong):
    with pytest.raises(Unusable):
        estimate(wrong, Design.of([2.0, 2.0]))


@pytest.mark.parametrize("domain", [[False, False], [1, 2], [True], [1, math.nan]])
@pytest.mark.parametrize("estimate", [*ONE_SAMPLE, survey_share])
def test_what_is_no_domain_is_refused(estimate, domain):
    with pytest.raises(Unusable, match="domain"):
        estimate([0, 1], Design.of([2.0, 2.0]), domain)


def test_flags_sums_of_zero_and_weights_of_no_population_are_refused():
    design = Design.of([0.5, 0.5])
    with pytest.raises(Unusable, match="flags"):
        survey_share([0, 0.5], design)
    with pytest.raises(Unusable, match="add up to 0"):
        survey_ratio([1, 2], [1, -1], design)
    with pytest.raises(Inconsistent, match="no more people"):
        design_effect([1, 2], design)


@pytest.mark.parametrize(
    "units",
    [
        {"strata": ["a"]},
        {"clusters": ["a", None]},
        {"population": 1},
        {"population": 2.5},
        {"population": math.nan},
        {"strata": ["a", "b"], "population": {"a": 9}},
        {"strata": ["a", "b"], "population": 9},
        {"margins": [["a"]]},
    ],
)
def test_what_is_no_design_is_refused(units):
    with pytest.raises(Unusable):
        Design.of([1.0, 2.0], **units)


@pytest.mark.parametrize("weights", [[], [1, 0], [1, -1], [1, math.nan], [1, math.inf]])
def test_what_are_no_weights_is_refused(weights):
    with pytest.raises(Unusable, match="weights"):
        Design.of(weights)
