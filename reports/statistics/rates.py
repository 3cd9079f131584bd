"""Events by how many people they could have struck: one rate, and two rates against each other."""

import math
from dataclasses import replace

import numpy as np

from reports.statistics.comparisons import tested
from reports.statistics.errors import OutOfRange, counts, positive_array, positive_number, same_length
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.intervals import poisson_interval

ENOUGH_EVENTS = 20  # for a rate; of fewer one tells events and exposure
ENOUGH_MONTHS = 6  # for how far the months differ from each other


def rate_between(events, low, high, *, per=1.0):
    """The rate of `events` by an exposure known between `low` and `high`, as an Estimate; times `per`.

    Its value is the rate by the middle of the span; its interval is that of the events (exact Poisson) by
    the ends of the span, so that both doubts are in it. Fewer than ENOUGH_EVENTS: Withheld (TOO_FEW). Raises
    Unusable for what is no count, and for exposures not above 0 or the wrong way round.
    """
    least, most = poisson_interval(events)
    low, high = positive_number(low, "low"), positive_number(high, "high")
    if high < low:
        raise OutOfRange("exposure: high is below low")
    if events < ENOUGH_EVENTS:
        return Withheld(Reason.TOO_FEW, events)
    middle = (low + high) / 2
    return Estimate(per * events / middle, per * least / high, per * most / low, events, "poisson-span")


def ratio_of_rates(events, exposure, other_events, other_exposure, confidence=0.95):
    """The natural logarithm of a rate by another's, of the same months, as a Difference; or Withheld.

    All four are n numbers, one a month. Months in which both rates rise together do not count as doubt,
    months in which one rises alone do: the variance is that of the linearised ratio between months, and at
    least that of chance (Poisson), with n - 1 degrees of freedom. Fewer than ENOUGH_EVENTS on either side:
    TOO_FEW, than ENOUGH_MONTHS: NO_ERROR. Raises Unusable for what is no count or no exposure.
    Source: the ratio estimator of Cochran 1977, Sampling Techniques, section 6.
    """
    events, other_events = counts(events, "events"), counts(other_events, "other_events")
    exposure = positive_array(exposure, "exposure")
    other_exposure = positive_array(other_exposure, "other_exposure")
    same_length(events=events, exposure=exposure, other_events=other_events, other_exposure=other_exposure)
    n, seen, other_seen = len(events), int(events.sum()), int(other_events.sum())
    if min(seen, other_seen) < ENOUGH_EVENTS:
        return Withheld(Reason.TOO_FEW, seen)
    if n < ENOUGH_MONTHS:
        return Withheld(Reason.NO_ERROR, seen)
    rate, other_rate = seen / exposure.sum(), other_seen / other_exposure.sum()
    pulls = (events - rate * exposure) / seen - (other_events - other_rate * other_exposure) / other_seen
    between = n / (n - 1) * float(pulls @ pulls)
    variance = max(between, 1 / seen + 1 / other_seen)
    return tested(math.log(rate / other_rate), math.sqrt(variance), n - 1, confidence)


def ratio_between(events, spans, other_events, other_spans):
    """`ratio_of_rates` where exposures are known between (lows, highs): what holds wherever they truly lie.

    Its value is that of the middles, its bounds the widest of both ends of the spans, and its p the largest:
    1 where the ends disagree on which rate is the higher.
    """
    (low, high), (other_low, other_high) = (np.asarray(one, dtype=float) for one in (spans, other_spans))
    middle = ratio_of_rates(events, (low + high) / 2, other_events, (other_low + other_high) / 2)
    if isinstance(middle, Withheld):
        return middle
    least = ratio_of_rates(events, high, other_events, other_low)
    most = ratio_of_rates(events, low, other_events, other_high)
    agree = least.value * most.value > 0
    p = max(least.p, most.p) if agree else 1.0
    return replace(middle, low=least.low, high=most.high, p=p)
