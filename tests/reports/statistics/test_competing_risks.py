import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.competing_risks import cumulative_incidence
from reports.statistics.errors import NotFinite, OutOfRange, Unusable
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.risk_sets import grouped_risk_sets, risk_sets
from reports.statistics.survival import kaplan_meier
from tests.reports.statistics import cases

CASE = "T02_competing_risks_cif"
some_cases = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 2)), min_size=1, max_size=15)


def sets_of(some):
    return risk_sets(*zip(*some, strict=True))


def naive_incidence(some, cause, time, weights=None):
    """The sum of S(t-) times the hazard over the single cases, each with a weight."""
    weights = weights or [1.0] * len(some)
    share, waiting = 0.0, 1.0
    for moment in sorted({duration for duration, why in some if why and duration <= time}):
        pairs = list(zip(some, weights, strict=True))
        at_risk = sum(weight for (duration, _why), weight in pairs if duration >= moment)
        ended = [(why, weight) for (duration, why), weight in pairs if duration == moment and why]
        share += waiting * sum(weight for why, weight in ended if why == cause) / at_risk
        waiting *= 1 - sum(weight for _why, weight in ended) / at_risk
    return share


def test_incidence_equals_the_published_case_and_the_naive_share_is_larger():
    rows, expected = cases.rows(CASE, "mgus2.csv"), cases.expected(CASE)
    some = [(float(row["time"]), int(row["event"])) for row in rows]
    sets, alone = sets_of(some), kaplan_meier(sets_of([(time, int(why == 1)) for time, why in some]))
    for place, time in enumerate(expected["times"]):
        first, second = (cumulative_incidence(sets, cause).at(time) for cause in (1, 2))

        assert first.value == pytest.approx(expected["cif_event1"][place], abs=1e-6)
        assert second.value == pytest.approx(expected["cif_event2"][place], abs=1e-6)
        assert first.standard_error == pytest.approx(expected["se_cif_event1"][place], abs=1e-6)
        naive = 1 - alone.at(time).value
        assert naive == pytest.approx(expected["naive_1_minus_km_event1"][place], abs=1e-6)
        assert naive > first.value + 0.008


@given(some_cases)
def test_incidence_is_the_sum_of_the_definition(some):
    sets = sets_of([*some, (9, 2)])
    for cause in (1, 2):
        incidence = cumulative_incidence(sets, cause)
        for time in range(10):
            value = incidence.at(time).value
            assert value == pytest.approx(naive_incidence([*some, (9, 2)], cause, time), abs=1e-12)


@given(some_cases)
def test_all_causes_and_those_who_wait_make_one(some):
    sets = sets_of([*some, (9, 2)])
    shares = [cumulative_incidence(sets, cause) for cause in (1, 2)]

    assert np.allclose(shares[0].share + shares[1].share + shares[0].waiting, 1)
    assert np.allclose(shares[0].waiting, kaplan_meier(sets).survival)


def test_the_error_is_that_of_the_infinitesimal_jackknife():
    some = [(1, 1), (2, 0), (2, 2), (3, 1), (3, 1), (4, 2), (5, 0), (6, 1), (6, 0), (8, 2), (9, 0)]
    for cause, time in ((1, 3), (1, 6), (2, 8)):
        influences = []
        for place in range(len(some)):
            moved = [1.0 + (1e-6 if one == place else 0) for one in range(len(some))]
            change = naive_incidence(some, cause, time, moved) - naive_incidence(some, cause, time)
            influences.append(change / 1e-6)

        error = cumulative_incidence(sets_of(some), cause).at(time).standard_error

        assert error == pytest.approx(math.sqrt(sum(one**2 for one in influences)), rel=1e-4)


def test_a_single_cause_is_one_minus_the_survival():
    sets = sets_of([(1, 1), (2, 0), (3, 1), (4, 1), (4, 0), (7, 0)])
    incidence, curve = cumulative_incidence(sets, 1), kaplan_meier(sets)
    for time in (1, 2, 3, 4, 7):
        share, waiting = incidence.at(time), curve.at(time)
        assert share.value == pytest.approx(1 - waiting.value)
        assert share.standard_error == pytest.approx(waiting.standard_error)
        assert 0 < share.low < share.value < share.high < 1


def test_without_censoring_the_share_and_its_error_are_those_of_a_plain_count():
    share = cumulative_incidence(sets_of([(1, 1), (2, 2), (2, 1), (3, 2), (5, 2)]), 1).at(3)

    assert share.value == pytest.approx(2 / 5)
    assert share.standard_error == pytest.approx(math.sqrt(0.4 * 0.6 / 5))


def test_before_the_first_event_nothing_has_ended_and_at_the_end_all_may_have():
    incidence = cumulative_incidence(sets_of([(2, 1), (3, 1), (4, 1)]), 1)

    assert (incidence.at(0).value, incidence.at(0).high) == (0, 0)
    last = incidence.at(50)
    assert last.value == pytest.approx(1)
    assert (last.low, last.high, last.standard_error) == (None, None, None)


def test_beyond_what_was_seen_there_is_no_number():
    sets = grouped_risk_sets([2, 5], [9, 4], [[2, 0], [1, 1]])

    assert cumulative_incidence(sets, 2).at(5).n == 4
    assert cumulative_incidence(sets, 2).at(6) == Withheld(Reason.TOO_FEW, 0)


def test_what_cannot_be_asked_is_refused():
    sets = sets_of([(2, 1), (3, 2)])
    for cause in (0, 3, 1.5):
        with pytest.raises(OutOfRange):
            cumulative_incidence(sets, cause)
    with pytest.raises(OutOfRange):
        cumulative_incidence(sets, 1).at(-1)
    with pytest.raises(NotFinite):
        cumulative_incidence(sets, 1).at(math.inf)


def test_quantiles_and_the_end_of_what_is_told_by_hand():
    # 4 of 20 leave at 5 for another cause, 12 of 16 end at 10, 4 are seen until 25: 0.8 x 12/16 = 0.6.
    sets = grouped_risk_sets([5, 10, 25], [20, 16, 4], [[0, 12, 0], [4, 0, 0]])
    ended = cumulative_incidence(sets, 1)

    half, most = ended.quantile(0.5), ended.quantile(0.9)
    told = ended.while_at_risk(10)

    assert (half.value, half.low, half.high, half.seen_until) == (10, 10, None, 25)
    assert not most.is_reached
    assert ended.quantile(0.6).value == 10  # reached exactly
    assert told.times.tolist() == [5, 10]
    assert told.at(10).value == pytest.approx(0.6)
    assert isinstance(told.at(14), Withheld)
    assert ended.while_at_risk(4).times.tolist() == [5, 10, 25]
    assert ended.while_at_risk(21) is None
    for bad in (0, 1, 1.5, math.nan):
        with pytest.raises(Unusable):
            ended.quantile(bad)
