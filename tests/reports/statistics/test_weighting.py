"""Weights against hand-made populations and against the equations they solve."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Empty, Inconsistent, NotConverged, OutOfRange, Unusable
from reports.statistics.weighting import (
    design_weights,
    kish_deff,
    merged,
    nonresponse_weights,
    poststratified,
    raked,
    small_classes,
)
from tests.reports.statistics import cases

some_weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=40)


def people(*, seed=3, n=400):
    """Weights, regions and sexes of people whose region and sex go together."""
    chance = np.random.default_rng(seed)
    regions = chance.choice(["Kupang", "Cilacap", "Cirebon"], n, p=[0.5, 0.3, 0.2])
    women = chance.random(n) < np.where(regions == "Kupang", 0.7, 0.4)
    return chance.uniform(1, 2, n), regions.tolist(), np.where(women, "P", "L").tolist()


def added(weights, labels):
    return {
        label: sum(w for w, own in zip(weights, labels, strict=True) if own == label) for label in set(labels)
    }


REGIONS, SEXES = {"Kupang": 3000, "Cilacap": 5000, "Cirebon": 2000}, {"P": 6500, "L": 3500}


@given(some_weights)
def test_kishs_effect_is_one_and_the_relative_variance_of_the_weights(weights):
    spread = np.var(weights) / np.mean(weights) ** 2

    assert kish_deff(weights) == pytest.approx(1 + spread)
    assert kish_deff([7.0] * len(weights)) == pytest.approx(1)


def test_everybody_drawn_stands_for_an_equal_part_of_the_stratum():
    weights = design_weights(["a", "b", "a", "a"], {"a": 30, "b": 5, "c": 9})

    assert weights.tolist() == [10, 5, 10, 10]


def test_design_weights_of_the_stratified_reference_case_are_those_published():
    rows = cases.rows("S01_apistrat_stratified", "apistrat.csv")
    weights = design_weights([r["stype"] for r in rows], {r["stype"]: float(r["fpc"]) for r in rows})

    assert weights == pytest.approx([float(r["pw"]) for r in rows], abs=1e-4)


def test_a_stratum_without_population_and_one_sampled_twice_over_are_refused():
    with pytest.raises(Inconsistent, match="no total for"):
        design_weights(["a", "b"], {"a": 30})
    with pytest.raises(Inconsistent, match="more people sampled"):
        design_weights(["a", "a"], {"a": 1})


def test_small_classes_are_named_and_merged_with_their_totals():
    labels = ["a"] * 25 + ["b"] * 3 + ["c"] * 18
    totals = {"a": 100, "b": 20, "c": 40, "nobody": 7}

    assert small_classes(labels) == ("b", "c")
    assert small_classes(["a"] * 20 + ["b"] * 19) == ("b",)
    assert merged(labels, totals, into="rest") == (["a"] * 25 + ["rest"] * 21, {"a": 100, "rest": 67})
    assert merged(labels[:25], {"a": 100}, into="rest") == (labels[:25], {"a": 100})


def test_who_did_not_answer_gives_the_weight_to_the_own_class():
    weights = nonresponse_weights([1, 2, 3, 4, 5], ["a", "a", "a", "b", "b"], [1, 1, 0, 1, 0], least=1)

    assert weights == pytest.approx([2, 4, 0, 9, 0])


@given(st.lists(st.tuples(st.floats(0.1, 9), st.sampled_from("ab"), st.booleans()), min_size=1))
def test_no_weight_is_lost_to_those_who_did_not_answer(drawn):
    weights, classes, answered = zip(*drawn, strict=True)
    empty = {own for own in classes if not any(a for _w, c, a in drawn if c == own)}
    if empty:
        with pytest.raises(OutOfRange, match="fewer than 1 answered"):
            nonresponse_weights(weights, classes, answered, least=1)
        return

    found = added(nonresponse_weights(weights, classes, answered, least=1), classes)

    assert found == pytest.approx(added(weights, classes))


def test_a_class_with_few_answers_is_refused_by_name():
    answered = [True] * 19 + [False]
    with pytest.raises(OutOfRange, match=r"fewer than 20 answered in \['Kupang'\]"):
        nonresponse_weights([1.0] * 20, ["Kupang"] * 20, answered)
    with pytest.raises(OutOfRange, match="true or false"):
        nonresponse_weights([1.0], ["Kupang"], [0.5])


def test_poststratified_weights_equal_the_reference_case():
    known = cases.expected("S04_poststratify")["clus1_weights_by_stype"]
    rows = cases.rows("S04_poststratify", "apiclus1.csv")
    totals = {r["stype"]: float(r["Freq"]) for r in cases.rows("S04_poststratify", "population.csv")}
    types = [row["stype"] for row in rows]

    weights = poststratified([float(row["pw"]) for row in rows], types, totals)

    assert dict(zip(types, weights, strict=True)) == pytest.approx(known, abs=1e-9)


def test_raking_meets_every_margin_and_is_poststratification_for_one():
    weights, regions, sexes = people()

    found = raked(weights, [(regions, REGIONS), (sexes, SEXES)])

    assert added(found.weights, regions) == pytest.approx(REGIONS, rel=2e-6)
    assert added(found.weights, sexes) == pytest.approx(SEXES, rel=2e-6)
    assert found.kish_deff == pytest.approx(kish_deff(found.weights))
    assert (found.trimmed, found.small, found.is_costly) == (0, (), False)
    alone = raked(weights, [(regions, REGIONS)], trim=None)
    assert alone.iterations == 1
    assert alone.weights == pytest.approx(poststratified(weights, regions, REGIONS))


def test_raking_multiplies_each_weight_by_one_factor_for_each_of_its_labels():
    weights, regions, sexes = people()
    found = raked(weights, [(regions, REGIONS), (sexes, SEXES)], tolerance=1e-12)
    factor = {}
    for own, before, after in zip(zip(regions, sexes, strict=True), weights, found.weights, strict=True):
        assert factor.setdefault(own, after / before) == pytest.approx(after / before)

    odds = [factor[r, "P"] / factor[r, "L"] for r in REGIONS]
    assert odds == pytest.approx([odds[0]] * 3)


def test_trimmed_weights_stay_within_their_bounds_and_still_meet_the_margins():
    weights, regions, sexes = people()
    weights[:10] *= 40

    found = raked(weights, [(regions, REGIONS), (sexes, SEXES)])
    free = raked(weights, [(regions, REGIONS), (sexes, SEXES)], trim=None)

    middle = float(np.median(found.weights))
    assert found.weights.max() <= 5 * middle * (1 + 1e-12)
    assert free.weights.max() > 10 * float(np.median(free.weights))
    assert 1 <= found.trimmed <= 10
    assert added(found.weights, sexes) == pytest.approx(SEXES, rel=2e-6)
    assert free.kish_deff > 2.5 > found.kish_deff
    assert (free.is_costly, found.is_costly) == (True, False)


def test_margins_that_cannot_be_met_are_an_error_of_their_own():
    twins = ["a"] * 30 + ["b"] * 30
    with pytest.raises(NotConverged, match="after 50 rounds"):
        raked([1.0] * 60, [(twins, {"a": 40, "b": 20}), (twins, {"a": 20, "b": 40})])


def test_rounds_are_counted_and_limited():
    weights, regions, sexes = people()
    margins = [(regions, REGIONS), (sexes, SEXES)]
    needed = raked(weights, margins).iterations

    assert raked(weights, margins, iterations=needed).iterations == needed > 1
    with pytest.raises(NotConverged, match=f"after {needed - 1} rounds"):
        raked(weights, margins, iterations=needed - 1)


def test_margins_that_trimmed_weights_cannot_meet_are_that_error_too():
    labels = ["few"] * 30 + ["many"] * 300
    with pytest.raises(NotConverged):
        raked([1.0] * 330, [(labels, {"few": 9900, "many": 100})])


def test_margins_of_different_populations_and_classes_without_people_are_refused():
    weights, regions, sexes = people()
    with pytest.raises(Inconsistent, match="populations"):
        raked(weights, [(regions, REGIONS), (sexes, {"P": 6500, "L": 3600})])
    with pytest.raises(Inconsistent, match="nobody answered in"):
        poststratified(weights, regions, REGIONS | {"Tulungagung": 800})
    with pytest.raises(Inconsistent, match="no total for"):
        raked(weights, [(regions, {"Kupang": 10000})])


def test_small_classes_of_a_margin_are_told():
    labels = ["a"] * 25 + ["b"] * 19
    found = raked([1.0] * 44, [(labels, {"a": 50, "b": 50})])

    assert found.small == ((0, "b"),)


@pytest.mark.parametrize("wrong", [[1, math.nan], [1, math.inf], [1, 0], [1, -2], []])
def test_what_is_no_weight_is_refused(wrong):
    labels = ["a"] * len(wrong) or ["a"]
    for weighing in (
        kish_deff,
        lambda w: nonresponse_weights(w, labels, [1] * len(labels), least=1),
        lambda w: poststratified(w, labels, {"a": 5}),
        lambda w: raked(w, [(labels, {"a": 5})]),
    ):
        with pytest.raises(Unusable):
            weighing(wrong)


@pytest.mark.parametrize("labels", [[], ["a"], ["a", None], ["a", math.nan], ["a", []], "ab"])
def test_what_are_no_labels_of_two_people_is_refused(labels):
    for weighing in (
        lambda: nonresponse_weights([1, 1], labels, [1, 1], least=1),
        lambda: poststratified([1, 1], labels, {"a": 5}),
        lambda: raked([1, 1], [(labels, {"a": 5})]),
    ):
        with pytest.raises(Unusable):
            weighing()


@pytest.mark.parametrize("total", [0, -1, math.nan, math.inf, None])
def test_what_is_no_total_is_refused(total):
    with pytest.raises(Unusable, match="totals of"):
        poststratified([1, 1], ["a", "a"], {"a": total})
    with pytest.raises(Unusable, match="totals of"):
        design_weights(["a"], {"a": total})


def test_raking_without_margins_has_nothing_to_meet():
    with pytest.raises(Empty):
        raked([1.0], [])
