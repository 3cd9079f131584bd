"""Differences between two estimates, and families of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reports.statistics.comparisons import (
    INDEX_POINTS,
    SHARE_POINTS,
    Outcome,
    benjamini_hochberg,
    difference,
    holm,
    judge,
)
from reports.statistics.errors import Unusable
from reports.statistics.estimates import Estimate, Reason, Withheld
from tests.reports.statistics import cases
from tests.reports.statistics.results import a_result

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=15)


def estimate(values):
    mean, error = sum(values) / len(values), stats.sem(values)
    return Estimate(mean, None, None, len(values), "test", float(error))


def test_adjusted_p_values_reproduce_the_published_case():
    p_values = [float(row["p"]) for row in cases.rows("P04_holm", "pvalues.csv")]
    known = cases.expected("P04_holm")

    assert holm(p_values) == pytest.approx(known["holm"], abs=1e-9)
    assert benjamini_hochberg(p_values) == pytest.approx(known["BH"], abs=1e-9)
    assert sum(p <= 0.05 for p in benjamini_hochberg(p_values)) == 4


def test_adjusted_p_values_keep_the_order_of_the_questions():
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert benjamini_hochberg([0.04, 0.01, 0.03]) == pytest.approx([0.04, 0.03, 0.04])


@given(probabilities)
def test_holm_is_what_the_closed_family_of_bonferroni_tests_says(p_values):
    """A question is rejected when every set of questions that holds it is, each by its smallest p."""
    asked = p_values[:7]
    for place, adjusted in enumerate(holm(asked)):
        worst = 0.0
        for chosen in range(2 ** len(asked)):
            within = [p for other, p in enumerate(asked) if chosen >> other & 1]
            if chosen >> place & 1:
                worst = max(worst, min(1.0, len(within) * min(within)))
        assert adjusted == pytest.approx(worst, abs=1e-12)


@given(probabilities)
def test_benjamini_and_hochberg_is_that_of_scipy(p_values):
    assert benjamini_hochberg(p_values) == pytest.approx(stats.false_discovery_control(p_values).tolist())


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("wrong", [math.nan, math.inf, -0.01, 1.01, None])
def test_what_is_no_probability_is_refused(adjust, wrong):
    with pytest.raises(Unusable, match="p values"):
        adjust([0.01, wrong, 0.02])


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_no_question_has_no_answer(adjust):
    assert adjust([]) == []


def test_difference_is_welchs_test_and_interval():
    earlier, later = [60, 70, 80, 75, 65, 71], [80, 90, 70, 85, 95]
    known = stats.ttest_ind(later, earlier, equal_var=False)
    interval = known.confidence_interval(0.9)

    found = difference(estimate(earlier), estimate(later), confidence=0.9)

    assert found.p == pytest.approx(known.pvalue)
    assert found.degrees_of_freedom == pytest.approx(known.df)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.value == pytest.approx(np.mean(later) - np.mean(earlier))


def test_a_design_brings_its_own_degrees_of_freedom():
    few = difference(a_result(70, degrees_of_freedom=4), a_result(75, degrees_of_freedom=4))

    assert few.degrees_of_freedom == pytest.approx(8)
    assert few.p == pytest.approx(2 * stats.t.sf(5 / math.sqrt(2), 8))


def test_an_interval_that_leaves_out_zero_goes_with_a_small_p():
    found = [difference(a_result(70), a_result(70 + change)) for change in (2.7, 2.8)]

    assert [one.low > 0 for one in found] == [one.p < 0.05 for one in found] == [False, True]


@pytest.mark.parametrize("value", [75.0, 100.0])
def test_two_times_everybody_alike_cannot_be_tested(value):
    same = a_result(75.0, error=0.0, n=40)

    assert difference(same, a_result(value, error=0.0, n=40)) == Withheld(Reason.NO_SPREAD, 80)
    assert difference(same, a_result(value, error=1e-14, n=40)) == Withheld(Reason.NO_SPREAD, 80)


def test_one_time_everybody_alike_is_tested_by_the_spread_of_the_other():
    found = difference(a_result(75.0, error=0.0, n=40), a_result(80.0, error=2.0, n=41))

    assert (found.standard_error, found.degrees_of_freedom) == (2.0, 40)
    assert found.p == pytest.approx(2 * stats.t.sf(2.5, 40))


def test_an_estimate_without_an_error_cannot_be_compared():
    alone = Estimate(75.0, None, None, 1, "test")

    assert difference(alone, a_result(80.0, n=40)) == Withheld(Reason.NO_ERROR, 41)


def test_a_withheld_estimate_gives_its_own_reason():
    nobody = Withheld(Reason.NO_ANSWERS, 0)

    assert difference(nobody, a_result(80)) is difference(a_result(80), nobody) is nobody


@pytest.mark.parametrize(
    "wrong", [a_result(math.nan), a_result(math.inf), a_result(80, error=math.nan), a_result(80, error=-1)]
)
def test_what_is_no_estimate_is_refused(wrong):
    with pytest.raises(Unusable):
        difference(wrong, a_result(75))
    with pytest.raises(Unusable):
        difference(a_result(75), wrong)


def test_a_verdict_asks_for_proof_and_for_size():
    family = {
        "risen": difference(a_result(70), a_result(78)),
        "fallen": difference(a_result(78), a_result(70)),
        "proved but small": difference(a_result(74.73, 0.1), a_result(75.39, 0.1)),
        "large but unproved": difference(a_result(70, 4), a_result(78, 4)),
    }

    verdicts = judge(family, relevant=INDEX_POINTS)

    assert [verdict.outcome for verdict in verdicts.values()] == [
        Outcome.HIGHER,
        Outcome.LOWER,
        Outcome.TOO_SMALL,
        Outcome.NOT_PROVED,
    ]


def test_the_same_difference_is_proved_alone_and_not_among_many():
    pair = difference(a_result(70), a_result(73.3))
    alike = difference(a_result(70), a_result(70.1))
    alone = judge({"Kupang": pair}, relevant=INDEX_POINTS)
    among = judge({"Cilacap": alike, "Kupang": pair, "Cirebon": alike}, relevant=INDEX_POINTS)

    assert alone["Kupang"].outcome is Outcome.HIGHER
    assert among["Kupang"].outcome is Outcome.NOT_PROVED
    assert among["Kupang"].adjusted_p == pytest.approx(3 * alone["Kupang"].adjusted_p)
    assert list(among) == ["Cilacap", "Kupang", "Cirebon"]


def test_what_cannot_be_tested_is_no_question_of_the_family():
    pair = difference(a_result(70), a_result(74))
    nobody = Withheld(Reason.NO_ANSWERS, 0)
    verdicts = judge({"Kupang": pair, "Cilacap": nobody}, relevant=INDEX_POINTS)

    assert verdicts["Cilacap"] is nobody
    assert verdicts["Kupang"].adjusted_p == verdicts["Kupang"].difference.p


@pytest.mark.parametrize(("later", "outcome"), [(0.55, Outcome.HIGHER), (0.549, Outcome.TOO_SMALL)])
def test_a_difference_of_just_the_relevant_size_is_relevant(later, outcome):
    change = difference(a_result(0.5, 0.001), a_result(later, 0.001))
    verdicts = judge({"share": change}, relevant=SHARE_POINTS)

    assert verdicts["share"].outcome is outcome


def test_a_crumb_of_rounding_does_not_make_three_points_too_small():
    change = difference(a_result(61.02, 0.1), a_result(64.02, 0.1))

    assert change.value < INDEX_POINTS
    assert judge({"Kupang": change}, relevant=INDEX_POINTS)["Kupang"].outcome is Outcome.HIGHER


def test_welchs_test_of_students_sleep_data_is_that_of_r():
    """R, ?t.test: t.test(extra ~ group, data = sleep)."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    found = difference(estimate(second), estimate(first))

    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-6)
    assert (found.degrees_of_freedom, found.p) == pytest.approx((17.776, 0.07939), abs=1e-3)


def test_no_size_at_all_is_not_relevant():
    for size in (0, -3, math.nan):
        with pytest.raises(Unusable, match="relevant size"):
            judge({}, relevant=size)
