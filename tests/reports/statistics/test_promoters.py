import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Unusable
from reports.statistics.estimates import Caution
from reports.statistics.promoters import net_promoter_score, promoter_counts
from tests.reports.statistics import cases


def test_the_score_equals_the_reference_case():
    (row,) = cases.rows("I04_nps_se", "counts.csv")
    known = cases.expected("I04_nps_se")

    score = net_promoter_score(int(row["promoters"]), int(row["passives"]), int(row["detractors"]))

    assert (score.value, score.standard_error) == pytest.approx((known["nps"], known["se_points"]))
    assert (score.low, score.high) == pytest.approx(known["ci95_wald"], abs=1e-9)
    assert score.n == 100


@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_a_score_is_the_mean_of_people_who_count_one_zero_or_minus_one(answers):
    each = np.array([1 if a >= 9 else -1 if a <= 6 else 0 for a in answers])

    score = net_promoter_score(*promoter_counts(answers))

    assert score.value == pytest.approx(100 * each.mean())
    assert score.standard_error == pytest.approx(100 * each.std() / math.sqrt(len(each)))
    assert -100 <= score.low <= score.value + 1e-9 and score.value - 1e-9 <= score.high <= 100


def test_seven_and_eight_are_passive():
    assert promoter_counts([0, 6, 7, 8, 9, 10, 10]) == (3, 2, 2)


@pytest.mark.parametrize("counts", [(30, 0, 0), (0, 30, 0), (0, 0, 30)])
def test_everybody_alike_carries_a_caution(counts):
    score = net_promoter_score(*counts)

    assert (score.low, score.high, score.cautions) == (score.value, score.value, (Caution.NO_SPREAD,))
    assert net_promoter_score(29, 1, 0).cautions == ()


def test_the_interval_ends_where_the_scale_ends():
    assert net_promoter_score(29, 1, 0).high == 100
    assert net_promoter_score(0, 1, 29).low == -100


@pytest.mark.parametrize("counts", [(0, 0, 0), (-1, 3, 3), (1, 2.5, 3), (math.nan, 1, 1), (1, 1, math.inf)])
def test_what_are_no_counts_is_refused(counts):
    with pytest.raises(Unusable):
        net_promoter_score(*counts)


@pytest.mark.parametrize("answers", [[], [11], [-1], [7.5], [math.nan], [math.inf]])
def test_what_are_no_answers_is_refused(answers):
    with pytest.raises(Unusable, match="answers"):
        promoter_counts(answers)
