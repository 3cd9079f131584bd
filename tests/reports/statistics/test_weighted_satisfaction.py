"""The weighted index against loops over people, the unweighted index, and the jackknife."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.designs import Design
from reports.statistics.errors import Empty, Unusable, WrongShape
from reports.statistics.estimates import Caution, Reason, Withheld
from reports.statistics.moments import Moments
from reports.statistics.satisfaction import element_means, grade_of, satisfaction_index
from reports.statistics.stratified import combined
from reports.statistics.survey import survey_mean
from reports.statistics.weighted_satisfaction import WeightedMoments, weighted_element_means, weighted_index
from reports.statistics.weighting import design_weights
from tests.reports.statistics import cases
from tests.reports.statistics.naive import naive_error

ELEMENTS = tuple(f"U{number}" for number in range(1, 10))


def some_answers(chance, n, k=9):
    """Answers of people who agree with themselves and leave one element in ten out."""
    mood = chance.normal(0, 0.7, (n, 1))
    answers = np.clip(np.round(3.1 + mood + chance.normal(0, 0.6, (n, k))), 1, 4).astype(int)
    return np.where(chance.random((n, k)) < 0.1, 0, answers)


def a_sample(seed=1, n=200, k=9):
    chance = np.random.default_rng(seed)
    weights = chance.uniform(0.5, 2, n)
    strata = chance.choice(["a", "b", "c"], n).tolist()
    return some_answers(chance, n, k), weights, strata, chance.integers(0, 9, n).tolist()


def index_of(answers, design, **options):
    return weighted_index(WeightedMoments.of(ELEMENTS[: answers.shape[1]], answers, design), **options)


def naive_value_and_scores(answers, weights):
    """The index and each person's linearised residual, from the single answers."""
    k, value = answers.shape[1], 0.0
    scores = [0.0] * len(weights)
    for u in range(k):
        people = sum(w for w, row in zip(weights, answers, strict=True) if row[u])
        mean = sum(w * row[u] for w, row in zip(weights, answers, strict=True)) / people
        value += 25 * mean / k
        for i, row in enumerate(answers):
            if row[u]:
                scores[i] += 25 / k * (row[u] - mean) / people
    return value, scores


def whole_moments(answers):
    given = (answers > 0).astype(np.int64)
    return Moments(ELEMENTS[: answers.shape[1]], given.T @ given, answers.T @ given, answers.T @ answers)


def found(estimate):
    return estimate.value, estimate.standard_error


def test_the_published_example_has_its_exact_value():
    known = cases.expected("I01_ikm_gaspul")
    columns = [
        [4] * int(row["n4"]) + [3] * int(row["n3"]) + [2] * int(row["n2"]) + [1] * int(row["n1"])
        for row in cases.rows("I01_ikm_gaspul", "score_counts.csv")
    ]
    moments = WeightedMoments.of(ELEMENTS, np.array(columns).T, Design.of([5.0] * 29))

    assert weighted_index(moments).value == pytest.approx(known["ikm_exact"], abs=1e-9)
    assert [one.value for one in weighted_element_means(moments).values()] == pytest.approx(
        known["nrr"], abs=1e-9
    )


@given(st.integers(0, 10**6))
def test_of_equal_weights_it_is_the_index_of_people(seed):
    answers, *_design = a_sample(seed, n=25, k=4)
    answers = answers[answers.any(axis=1)]

    weighted = index_of(answers, Design.of([3.0] * len(answers)))
    plain = satisfaction_index(whole_moments(answers), len(answers))

    assert (weighted.low, weighted.value, weighted.high) == pytest.approx(
        (plain.low, plain.value, plain.high)
    )
    assert (weighted.n, weighted.standard_error) == (plain.n, pytest.approx(plain.standard_error))
    assert grade_of(weighted) == grade_of(plain)


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_standard_error_equals_loops_over_people(seed, with_clusters, with_population):
    answers, weights, strata, clusters = a_sample(seed, n=60)
    clusters = clusters if with_clusters else list(range(60))
    population = {"a": 70, "b": 80, "c": 90} if with_population else None

    estimate = index_of(answers, Design.of(weights, strata=strata, clusters=clusters, population=population))

    value, scores = naive_value_and_scores(answers, weights)
    assert found(estimate) == pytest.approx(
        (value, naive_error(scores, weights, strata, clusters, population))
    )


def test_margins_take_off_what_they_explain():
    answers, weights, strata, _clusters = a_sample()
    design = Design.of(weights, margins=[strata])
    _value, scores = naive_value_and_scores(answers, weights)

    error = index_of(answers, design).standard_error

    as_mean = np.array(scores) * weights.sum()
    assert error == pytest.approx(survey_mean(as_mean, design).standard_error)
    assert error < index_of(answers, Design.of(weights)).standard_error


def test_standard_error_is_near_that_of_the_jackknife():
    """Weights from 0.5 to 2, one person left out at a time."""
    answers, weights, _strata, _clusters = a_sample(n=300)
    value, _scores = naive_value_and_scores(answers, weights)
    left_out = []
    for one in range(300):
        rest = np.delete(np.arange(300), one)
        left_out.append(naive_value_and_scores(answers[rest], weights[rest])[0])
    jackknife = math.sqrt(299 / 300 * sum((each - np.mean(left_out)) ** 2 for each in left_out))

    estimate = index_of(answers, Design.of(weights))

    assert estimate.value == pytest.approx(value)
    assert estimate.standard_error == pytest.approx(jackknife, rel=0.01)


def test_sums_of_weights_are_no_moments_of_people():
    answers, weights, *_design = a_sample()
    given = (answers > 0) * weights[:, None]

    with pytest.raises(Unusable, match="whole numbers"):
        Moments(ELEMENTS, given.T @ (answers > 0), answers.T @ given, (answers * given).T @ answers)
    with pytest.raises(Unusable, match="whole numbers"):
        Moments.from_rows(("A",), [("A", "A", 1.5, 4.5, 4.5, 13.5)])
    with pytest.raises(WrongShape):
        Moments(("A", "B"), *[np.ones((1, 1), np.int64)] * 3)


def test_element_means_are_ratios_with_their_own_n():
    answers, weights, strata, clusters = a_sample()
    design = Design.of(weights, strata=strata, clusters=clusters)

    means = weighted_element_means(WeightedMoments.of(ELEMENTS, answers, design))

    for place, element in enumerate(ELEMENTS):
        expected = survey_mean(answers[:, place], design, answers[:, place] > 0)
        assert found(means[element]) == pytest.approx(found(expected))
        assert means[element].n == (answers[:, place] > 0).sum()
        assert 1 <= means[element].low < means[element].value < means[element].high <= 4


def test_element_means_of_equal_weights_are_those_of_people():
    answers, *_design = a_sample()

    means = weighted_element_means(WeightedMoments.of(ELEMENTS, answers, Design.of([1.0] * 200)))

    plain = {element: float(mean) for element, mean in element_means(whole_moments(answers)).items()}
    assert {element: one.value for element, one in means.items()} == pytest.approx(plain)


def test_samples_drawn_separately_join_to_the_sample_of_their_strata():
    answers, weights, strata, clusters = a_sample()
    whole = Design.of(weights, strata=strata, clusters=clusters)
    parts = []
    for stratum in "abc":
        mine = np.array(strata) == stratum
        own = Design.of(weights[mine], clusters=np.array(clusters)[mine])
        parts.append(WeightedMoments.of(ELEMENTS, answers[mine], own))

    joined = weighted_index(WeightedMoments.joined(parts))

    expected = index_of(answers, whole)
    assert found(joined) == pytest.approx(found(expected))
    assert (joined.n, joined.degrees_of_freedom) == (expected.n, expected.degrees_of_freedom)
    assert joined.low == pytest.approx(expected.low)


def test_a_national_index_weighs_regions_by_their_people_and_not_by_their_respondents():
    """300 people at 80.00 in one region and 30 at 55.00 in another, each of 10,000: 67.50, grade C."""
    kupang = np.repeat([[3, 3, 3, 3, 4], [3, 3, 3, 3, 3], [3, 3, 3, 4, 4]], 100, axis=0)
    cilacap = np.repeat([[2, 2, 2, 2, 2], [2, 2, 3, 2, 2], [3, 2, 2, 2, 3]], 10, axis=0)
    answers = np.vstack([kupang, cilacap])
    regions = ["Kupang"] * 300 + ["Cilacap"] * 30
    people = {"Kupang": 10_000, "Cilacap": 10_000}

    national = index_of(answers, Design.of(design_weights(regions, people), strata=regions))

    parts = {name: satisfaction_index(whole_moments(own), len(own)) for name, own in
             (("Kupang", kupang), ("Cilacap", cilacap))}  # fmt: skip
    assert [round(part.value, 9) for part in parts.values()] == [80, 55]
    assert found(national) == pytest.approx(found(combined(parts, people)))
    assert national.value == pytest.approx(67.5)
    assert grade_of(national).grade.letter == "C"
    pooled = satisfaction_index(whole_moments(answers), 330)
    assert pooled.value == pytest.approx(77.727, abs=1e-3)


def test_a_domain_keeps_the_design():
    answers, weights, strata, clusters = a_sample()
    design = Design.of(weights, strata=strata, clusters=clusters)
    inside = np.arange(200) % 3 > 0

    estimate = weighted_index(WeightedMoments.of(ELEMENTS, answers, design, inside))

    value, scores = naive_value_and_scores(answers * inside[:, None], weights)
    assert found(estimate) == pytest.approx((value, naive_error(scores, weights, strata, clusters, None)))
    assert estimate.n == (inside & answers.any(axis=1)).sum()


def test_interval_covers_the_truth_about_as_often_as_it_says():
    """Two strata of unlike people, one drawn four times as densely as the other."""
    chance = np.random.default_rng(12)
    odds = {"a": (0.05, 0.15, 0.5, 0.3), "b": (0.2, 0.4, 0.3, 0.1)}
    truth = 25 * sum(
        share * sum(x * p for x, p in enumerate(odds[h], 1)) for h, share in (("a", 0.8), ("b", 0.2))
    )
    design, covered = Design.of([16.0] * 30 + [4.0] * 30, strata=["a"] * 30 + ["b"] * 30), 0
    for _ in range(600):
        answers = np.vstack([chance.choice([1, 2, 3, 4], (30, 3), p=odds[h]) for h in "ab"])
        answers[chance.random(answers.shape) < 0.1] = 0
        estimate = index_of(answers, design)
        covered += estimate.low <= truth <= estimate.high
    assert 0.93 <= covered / 600 <= 0.97


def test_interval_ends_where_the_scale_ends():
    estimate = index_of(np.array([[4], [4], [1]]), Design.of([2.0, 1, 1]))

    assert (estimate.low, estimate.high) == (25, 100)


def test_who_answered_nothing_is_drawn_and_no_respondent():
    answers, weights, *_design = a_sample(n=50)
    answers[7] = 0

    moments = WeightedMoments.of(ELEMENTS, answers, Design.of(weights))

    assert moments.respondents == weighted_index(moments).n == 49
    assert moments.degrees_of_freedom == 48


def test_an_element_nobody_answered_is_named():
    answers = np.array([[4, 0], [3, 0]])
    moments = WeightedMoments.of(("A", "B"), answers, Design.of([1.0, 2.0]))
    withheld = Withheld(Reason.ELEMENT_UNANSWERED, 2, ("B",))

    assert weighted_index(moments) == withheld
    means = weighted_element_means(moments)
    assert (means["A"].value, means["B"]) == (pytest.approx(10 / 3), withheld)


def test_a_single_unit_gives_a_value_without_an_interval():
    alone = index_of(np.array([[3], [4]]), Design.of([1.0, 1.0], clusters=["v", "v"]))

    assert (alone.value, alone.has_interval, alone.standard_error) == (87.5, False, None)


def test_cautions_of_the_design_and_of_equal_answers_are_carried():
    answers, weights, strata, _clusters = a_sample(n=50)
    lonely = Design.of(weights, strata=[*strata[:-1], "alone"])

    assert index_of(answers, lonely).cautions == (Caution.SINGLE_PSU,)
    assert index_of(np.full((50, 3), 3), Design.of(weights)).cautions == (Caution.NO_SPREAD,)


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [[1, 2]],
        [[1], [2]],
        [[0, 0], [0, 0]],
        *([[1, 2], [3, wrong]] for wrong in (5, -1, 2.5, math.nan, math.inf)),
    ],
)
def test_what_are_no_answers_of_two_people_is_refused(answers):
    with pytest.raises(Unusable, match="answers"):
        WeightedMoments.of(("A", "B"), answers, Design.of([1.0, 2.0]))


def test_parts_of_other_elements_and_no_part_are_refused():
    parts = [WeightedMoments.of((e,), [[3], [4]], Design.of([1.0, 2.0])) for e in "AB"]
    with pytest.raises(WrongShape):
        WeightedMoments.joined(parts)
    with pytest.raises(Empty):
        WeightedMoments.joined([])
