"""Rates of events, beside jackknife and simulation as second implementations."""

import math

import numpy as np
import pytest

from reports.statistics.errors import Empty, NotFinite, OutOfRange, WrongShape
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.intervals import poisson_interval
from reports.statistics.rates import (
    ENOUGH_EVENTS,
    ENOUGH_MONTHS,
    rate_between,
    ratio_between,
    ratio_of_rates,
)

SPREAD = np.random.default_rng(7)


def some_months(n=60, *, rate=0.02, swing=0.0, exposure=1000.0):
    """(events, exposure) of n months; `swing` is how far months differ beyond chance."""
    means = rate * exposure * np.exp(swing * SPREAD.normal(size=n))
    return SPREAD.poisson(means), np.full(n, exposure)


def jackknifed(events, exposure, other, other_exposure):
    """The standard error of the log ratio by leaving out each month in turn."""
    n, logs = len(events), []
    for left_out in range(n):
        stays = np.arange(n) != left_out
        one = events[stays].sum() / exposure[stays].sum()
        logs.append(math.log(one / (other[stays].sum() / other_exposure[stays].sum())))
    logs = np.array(logs)
    return math.sqrt((n - 1) / n * ((logs - logs.mean()) ** 2).sum())


def test_a_rate_is_events_by_the_middle_and_doubts_both():
    found = rate_between(30, 900, 1100, per=12_000)

    low, high = poisson_interval(30)
    assert (found.value, found.n) == (pytest.approx(360), 30)
    assert (found.low, found.high) == (pytest.approx(12_000 * low / 1100), pytest.approx(12_000 * high / 900))


def test_a_rate_of_a_known_exposure_has_the_exact_interval():
    found = rate_between(ENOUGH_EVENTS, 500, 500)

    assert (found.low * 500, found.high * 500) == pytest.approx(poisson_interval(ENOUGH_EVENTS))


def test_of_few_events_there_is_no_rate():
    assert rate_between(ENOUGH_EVENTS - 1, 500, 500) == Withheld(Reason.TOO_FEW, ENOUGH_EVENTS - 1)
    assert rate_between(0, 500, 500) == Withheld(Reason.TOO_FEW, 0)


@pytest.mark.parametrize(
    "events, low, high, error",
    [
        (2.5, 1, 2, OutOfRange),
        (-1, 1, 2, OutOfRange),
        (30, 0, 2, OutOfRange),
        (30, 3, 2, OutOfRange),
        (30, math.nan, 2, NotFinite),
        (30, 1, math.inf, NotFinite),
    ],
)
def test_what_is_no_rate_is_refused(events, low, high, error):
    with pytest.raises(error):
        rate_between(events, low, high)


def test_months_that_differ_widen_the_interval_as_the_jackknife_says():
    one, other = some_months(swing=1.0, rate=0.05), some_months(swing=0.8, rate=0.05)

    found = ratio_of_rates(*one, *other)

    assert found.standard_error > 1.5 * math.sqrt(1 / one[0].sum() + 1 / other[0].sum())
    assert found.standard_error == pytest.approx(jackknifed(*one, *other), rel=0.05)
    assert found.degrees_of_freedom == 59


def test_months_that_rise_together_are_no_doubt():
    """What struck both alike says nothing of which is the worse."""
    exposure = np.full(24, 1000.0)
    events = np.arange(1, 25) * 4

    found = ratio_of_rates(2 * events, exposure, events, exposure)

    assert found.value == pytest.approx(math.log(2))
    assert found.standard_error == pytest.approx(math.sqrt(1 / (2 * events.sum()) + 1 / events.sum()))


def test_the_other_way_round_is_the_same_with_another_sign():
    one, other = some_months(rate=0.03), some_months(rate=0.02, exposure=3000.0)
    there, back = ratio_of_rates(*one, *other), ratio_of_rates(*other, *one)

    assert (there.value, there.p) == (pytest.approx(-back.value), pytest.approx(back.p))
    assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))


def test_of_equal_rates_one_in_twenty_is_called_different():
    called = sum(
        ratio_of_rates(*some_months(24, swing=0.4), *some_months(24, swing=0.4)).p < 0.05 for _ in range(400)
    )

    assert 4 <= called <= 34  # 20, give or take what chance does to 400 draws


def test_a_span_is_judged_at_its_worse_end():
    events, exposure = some_months(rate=0.03)
    other, other_exposure = some_months(rate=0.02)
    exact = ratio_of_rates(events, exposure, other, other_exposure)

    known = ratio_between(events, (exposure, exposure), other, (other_exposure, other_exposure))
    wide = ratio_between(
        events, (exposure * 0.9, exposure * 1.1), other, (other_exposure * 0.95, other_exposure)
    )

    assert known == exact
    least = ratio_of_rates(events, exposure * 1.1, other, other_exposure * 0.95)
    most = ratio_of_rates(events, exposure * 0.9, other, other_exposure)
    assert (wide.low, wide.high, wide.p) == (least.low, most.high, max(least.p, most.p))
    assert wide.low < exact.low < exact.high < wide.high


def test_spans_that_turn_the_answer_prove_nothing():
    events, exposure = some_months(rate=0.021)
    other, other_exposure = some_months(rate=0.02)

    found = ratio_between(
        events, (exposure * 0.5, exposure * 2), other, (other_exposure * 0.5, other_exposure * 2)
    )

    assert found.p == 1


def test_few_events_and_few_months_are_not_compared():
    one = np.full(ENOUGH_MONTHS, 10.0), np.full(ENOUGH_MONTHS, 100.0)
    few = np.array([ENOUGH_EVENTS - 1, *[0] * (ENOUGH_MONTHS - 1)]), one[1]
    short = tuple(part[1:] for part in one)

    assert ratio_of_rates(*few, *one).reason is Reason.TOO_FEW
    assert ratio_of_rates(*one, *few).reason is Reason.TOO_FEW
    assert ratio_of_rates(*short, *short).reason is Reason.NO_ERROR
    assert ratio_of_rates(*one, *one).value == 0


@pytest.mark.parametrize(
    "changed, error",
    [
        ({"events": [2.5] * 8}, OutOfRange),
        ({"events": []}, Empty),
        ({"events": [30] * 7}, WrongShape),
        ({"exposure": [0.0] * 8}, OutOfRange),
        ({"exposure": [math.nan] * 8}, NotFinite),
        ({"other_exposure": [math.inf] * 8}, NotFinite),
    ],
)
def test_what_cannot_be_compared_is_refused(changed, error):
    known = {"events": [30] * 8, "exposure": [5.0] * 8, "other_events": [30] * 8, "other_exposure": [5.0] * 8}
    with pytest.raises(error):
        ratio_of_rates(**known | changed)
