"""The importance-performance grid against the first one published, and against drawing people anew."""

import math

import numpy as np
import pytest
from scipy import stats

from reports.statistics.errors import Unusable
from reports.statistics.estimates import Caution, Reason, Withheld
from reports.statistics.importance import (
    Crosshair,
    Quadrant,
    grand_means,
    importance_performance,
    quadrants,
)
from tests.reports.statistics import cases

NAMES = ("speed", "cost", "staff", "place")
MIDDLE = Crosshair(2.5, 2.5)


def some_people(seed=1, n=120):
    """Answers about four attributes, one clearly in each quadrant but for the last, which lies on a line."""
    chance = np.random.default_rng(seed)

    def answers(means):
        drawn = np.clip(np.round(chance.normal(means, 0.8, (n, 4))), 1, 4).astype(int)
        return np.where(chance.random((n, 4)) < 0.1, 0, drawn)

    return answers([3.3, 3.2, 1.9, 2.5]), answers([1.8, 3.4, 1.7, 3.4])


def test_the_first_published_grid_is_reproduced():
    rows, known = cases.rows("I03_ipa_martilla_james", "ipa.csv"), cases.expected("I03_ipa_martilla_james")
    means = [[float(row[name]) for row in rows] for name in ("importance", "performance")]

    crosshair = grand_means(*means)

    published = known["mean_importance"], known["mean_performance"]
    assert (crosshair.importance, crosshair.performance) == pytest.approx(published, abs=1e-9)
    assert [quadrant.value for quadrant in quadrants(*means, crosshair)] == known["quadrant"]


def test_a_value_on_a_line_counts_as_high():
    assert quadrants([2.5, 2.4], [2.5, 2.4], MIDDLE) == (Quadrant.KEEP_UP, Quadrant.LOW_PRIORITY)


def test_another_crosshair_is_another_answer():
    assert quadrants([3.0, 3.1], [3.0, 2.9], MIDDLE) == (Quadrant.KEEP_UP,) * 2
    assert quadrants([3.0, 3.1], [3.0, 2.9], grand_means([3.0, 3.1], [3.0, 2.9])) == (
        Quadrant.POSSIBLE_OVERKILL,
        Quadrant.CONCENTRATE_HERE,
    )


def test_means_and_intervals_are_those_of_people_who_answered_both():
    importance, performance = some_people()

    grid = importance_performance(NAMES, importance, performance, confidence=0.9, resamples=1)

    assert tuple(grid.attributes) == NAMES
    for place, found in enumerate(grid.attributes.values()):
        both = (importance[:, place] > 0) & (performance[:, place] > 0)
        for answers, estimate in ((importance, found.importance), (performance, found.performance)):
            own = answers[both, place]
            bounds = stats.t.interval(0.9, len(own) - 1, own.mean(), stats.sem(own))
            assert (estimate.low, estimate.high) == pytest.approx(bounds)
            assert (estimate.value, estimate.n) == (pytest.approx(own.mean()), both.sum())


def test_the_crosshair_is_that_of_the_means_unless_given():
    importance, performance = some_people()
    grid = importance_performance(NAMES, importance, performance, resamples=1)
    means = [[getattr(found, name).value for found in grid.attributes.values()] for name in
             ("importance", "performance")]  # fmt: skip

    assert grid.crosshair == grand_means(*means)
    assert (
        importance_performance(NAMES, importance, performance, crosshair=MIDDLE, resamples=1).crosshair
        is MIDDLE
    )


def test_quadrants_that_the_intervals_reach_are_told():
    grid = importance_performance(NAMES, *some_people(), crosshair=MIDDLE)
    speed, cost, staff, place = grid.attributes.values()

    assert speed.touched == (speed.quadrant,) == (Quadrant.CONCENTRATE_HERE,)
    assert cost.touched == (Quadrant.KEEP_UP,)
    assert staff.touched == (Quadrant.LOW_PRIORITY,)
    assert set(place.touched) == {Quadrant.KEEP_UP, Quadrant.POSSIBLE_OVERKILL}
    assert place.touched[0] is place.quadrant


def test_stability_is_the_share_of_samples_drawn_anew_that_agree():
    """Once more by copying people, and near the normal chance that a mean lies on its side of the line."""
    importance, performance = some_people()
    grid = importance_performance(NAMES, importance, performance, crosshair=MIDDLE, resamples=400, seed=5)
    chance, agree = np.random.default_rng(5), np.zeros(4)
    own = [found.quadrant for found in grid.attributes.values()]
    for _ in range(400):
        drawn = chance.integers(0, 120, 120)
        for place in range(4):
            pairs = [
                (i, p)
                for i, p in zip(importance[drawn, place], performance[drawn, place], strict=True)
                if i and p
            ]
            means = np.mean(pairs, axis=0)
            agree[place] += quadrants([means[0]], [means[1]], MIDDLE)[0] is own[place]

    assert [found.stability for found in grid.attributes.values()] == (agree / 400).tolist()
    last = grid.attributes["place"]
    normal = stats.norm.cdf(abs(last.importance.value - 2.5) / last.importance.standard_error)
    assert last.stability == pytest.approx(normal, abs=0.07)
    assert grid.attributes["speed"].stability == 1


def test_the_same_seed_gives_the_same_answer_and_another_about_the_same():
    people = some_people()
    first, again, other = (
        importance_performance(NAMES, *people, crosshair=MIDDLE, seed=seed).attributes["place"].stability
        for seed in (1, 1, 2)
    )

    assert first == again
    assert first == pytest.approx(other, abs=0.06)


def test_attributes_with_few_answers_to_both_are_named():
    importance, performance = some_people()
    importance[40:, 1] = 0
    pairs = int(((importance[:, 1] > 0) & (performance[:, 1] > 0)).sum())

    assert importance_performance(NAMES, importance, performance) == Withheld(
        Reason.TOO_FEW, pairs, ("cost",)
    )


def test_fifty_pairs_are_enough():
    ones = np.ones((50, 1), int)

    alike = importance_performance(["speed"], ones, 2 * ones, resamples=5).attributes["speed"]

    assert (alike.importance.value, alike.performance.value, alike.stability) == (1, 2, 1)
    assert alike.importance.cautions == alike.performance.cautions == (Caution.NO_SPREAD,)
    assert importance_performance(["speed"], ones[1:], ones[1:]) == Withheld(Reason.TOO_FEW, 49, ("speed",))


@pytest.mark.parametrize("wrong", [[], [1, math.nan], [1, math.inf], [1], [1, None]])
def test_what_are_no_two_means_is_refused(wrong):
    for asked in (grand_means, lambda *means: quadrants(*means, MIDDLE)):
        with pytest.raises(Unusable):
            asked(wrong, [1, 2])
        with pytest.raises(Unusable):
            asked([1, 2], wrong)


def test_a_crosshair_nowhere_is_refused():
    with pytest.raises(Unusable, match="crosshair"):
        quadrants([1], [1], Crosshair(math.nan, 2))


@pytest.mark.parametrize(
    "wrong", [[], [[1, 2]], [[1, -2]] * 60, [[1, 2.5]] * 60, [[1, math.nan]] * 60, [[1]] * 60]
)
def test_what_are_no_answers_about_two_attributes_is_refused(wrong):
    fine = np.ones((60, 2), int)
    for pair in ((wrong, fine), (fine, wrong)):
        with pytest.raises(Unusable):
            importance_performance("AB", *pair)


def test_names_given_twice_and_no_resample_are_refused():
    fine = np.ones((60, 2), int)
    with pytest.raises(Unusable, match="same name"):
        importance_performance("AA", fine, fine)
    with pytest.raises(Unusable, match="resamples"):
        importance_performance("AB", fine, fine, resamples=0)
