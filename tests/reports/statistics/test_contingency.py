"""Rao and Scott's test against R, against Pearson's, and against chance."""

import numpy as np
import pytest
from scipy import stats

from reports.statistics.contingency import rao_scott
from reports.statistics.designs import Design
from reports.statistics.errors import Unusable
from tests.reports.statistics import api, cases


def test_the_test_equals_the_reference_case():
    known, schools = cases.expected("S05_raoscott"), api.clustered("S05_raoscott")

    found = rao_scott(schools.words("sch.wide"), schools.words("stype"), schools.design)

    assert found.f == pytest.approx(known["F"], abs=1e-6)
    assert found.degrees_of_freedom == pytest.approx((known["ndf"], known["ddf"]), abs=1e-6)
    assert found.p == pytest.approx(known["p"], abs=1e-9)


def test_rows_and_columns_may_change_places_and_their_order():
    schools = api.clustered("S05_raoscott")
    wide, kinds = schools.words("sch.wide"), schools.words("stype")
    found = rao_scott(wide, kinds, schools.design)

    for other in (
        rao_scott(kinds, wide, schools.design),
        rao_scott(wide, [{"E": 3, "M": 1, "H": 2}[kind] for kind in kinds], schools.design),
    ):
        assert (other.f, *other.degrees_of_freedom) == pytest.approx((found.f, *found.degrees_of_freedom))


@pytest.mark.parametrize("shape", [(2, 2), (3, 4)])
def test_of_a_simple_random_sample_it_is_pearsons_test(shape):
    chance = np.random.default_rng(8)
    rows, columns = chance.integers(0, shape[0], 300), chance.integers(0, shape[1], 300)
    table = np.zeros(shape)
    np.add.at(table, (rows, columns), 1)
    pearson = stats.chi2_contingency(table, correction=False)

    found = rao_scott(rows, columns, Design.of([2.0] * 300))

    # Every design effect is n / (n - 1).
    assert found.f == pytest.approx(pearson.statistic / pearson.dof * 299 / 300)
    assert found.degrees_of_freedom == pytest.approx((pearson.dof, pearson.dof * 299))


def test_a_whole_village_answering_alike_counts_once():
    """Each of 40 villages repeated five times: the test is that of the 40, but for its degrees of freedom."""
    chance = np.random.default_rng(3)
    rows, columns = chance.integers(0, 2, 40), chance.integers(0, 3, 40)
    once = rao_scott(rows, columns, Design.of([1.0] * 40))

    villages = np.repeat(np.arange(40), 5).tolist()
    often = rao_scott(np.repeat(rows, 5), np.repeat(columns, 5), Design.of([1.0] * 200, clusters=villages))

    assert (often.f, *often.degrees_of_freedom) == pytest.approx((once.f, *once.degrees_of_freedom))


def test_no_connection_is_found_about_as_often_as_chance_allows():
    chance = np.random.default_rng(6)
    villages = np.repeat(np.arange(30), 8)
    design, rejected = Design.of([1.0] * 240, clusters=villages.tolist()), 0
    for _ in range(300):
        leaning = chance.beta(2, 2, 30)[villages]
        rejected += rao_scott(chance.random(240) < leaning, chance.integers(0, 2, 240), design).p < 0.05
    assert 0.02 <= rejected / 300 <= 0.09


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (["a", "b"], ["x", "x"]),
        (["a", "a"], ["x", "y"]),
        (["a", None], ["x", "y"]),
        (["a"], ["x", "y"]),
        ([], []),
    ],
)
def test_what_are_no_two_questions_is_refused(rows, columns):
    with pytest.raises(Unusable):
        rao_scott(rows, columns, Design.of([1.0, 1.0]))


def test_a_design_without_degrees_of_freedom_or_chance_is_refused():
    with pytest.raises(Unusable, match="two units"):
        rao_scott(["a", "b"], ["x", "y"], Design.of([1.0, 1.0], clusters=["v", "v"]))
    with pytest.raises(Unusable, match="nothing varies"):
        rao_scott(["a", "b"] * 2, ["x", "y", "y", "x"], Design.of([1.0] * 4, population=4))
