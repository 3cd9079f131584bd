"""Whether a month differs from what chance does every month: XmR, p, u and Laney's charts.

The four rules of NHS England's "Making Data Count" stand apart, since a chart of counts may take only some of
them. Each answers with n whole numbers: 1 where the point signals upwards, -1 downwards, 0 where it does not.
"""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import (
    OutOfRange,
    WrongShape,
    count,
    counts,
    finite_array,
    finite_number,
    positive_array,
    same_length,
)

# 3/1.128 rounded as Making Data Count prints it; 3.268 is the same for a moving range (Shewhart's D4).
INDIVIDUALS, RANGES, D2 = 2.66, 3.268, 1.128
SIGMAS = 3
ENOUGH_POINTS = 12
SHIFT = TREND = 7


@dataclass(frozen=True)
class XmR:
    """Limits of single values, in their unit; `is_trial` below twelve points."""

    centre: float
    low: float
    high: float
    mean_range: float
    range_high: float
    n: int

    @property
    def is_trial(self):
        return self.n < ENOUGH_POINTS


@dataclass(frozen=True, eq=False)
class AttributeChart:
    """Rates or shares of n periods and the limits that their size gives each; arrays of length n.

    `sigma_z` is how much wider than chance alone neighbouring periods spread (Laney), 1.0 where not asked.
    """

    values: np.ndarray
    centre: float
    low: np.ndarray
    high: np.ndarray
    sigma_z: float

    @property
    def is_trial(self):
        return len(self.values) < ENOUGH_POINTS

    @property
    def outside(self):
        """The first rule on these limits."""
        return outside_limits(self.values, self.low, self.high)


def xmr_limits(values, *, screened=False):
    """XmR limits of a series in the order of time: mean -/+ 2.66 mean moving ranges.

    `screened`: ranges above their own limit are left out once of the mean range, as NHSRplotthedots does and
    the Excel tool of Making Data Count does not. Raises Unusable for fewer than two values.
    Source: Wheeler 2000, Understanding Variation; NHS England, Making Data Count.
    """
    values = finite_array(values)
    if len(values) < 2:
        raise OutOfRange("moving ranges need at least two values")
    ranges = np.abs(np.diff(values))
    if screened:
        ranges = ranges[ranges <= RANGES * ranges.mean()]
    centre, mean_range = float(values.mean()), float(ranges.mean())
    reach = INDIVIDUALS * mean_range
    return XmR(centre, centre - reach, centre + reach, mean_range, RANGES * mean_range, len(values))


def p_chart(events, sizes, *, laney=False):
    """AttributeChart of shares events/sizes around their pooled share, three standard errors wide, in 0 to 1.

    `events` n counts, `sizes` n counts from 1 (a period without cases is left out by the caller). `laney`:
    limits times sigma_z, for large sizes. Raises Unusable for no such counts, more events than cases and,
    with `laney`, fewer than two periods. Source: Montgomery 1991, ch. 6; Laney 2002, Quality Eng 14:531-537.
    """
    events, sizes = counts(events, "events"), counts(sizes, "sizes")
    same_length(events=events, sizes=sizes)
    if (sizes == 0).any() or (events > sizes).any():
        raise OutOfRange("events lie from 0 to their size, and sizes from 1")
    centre = float(events.sum() / sizes.sum())
    return _chart(events / sizes, centre, np.sqrt(centre * (1 - centre) / sizes), 1.0, laney)


def u_chart(events, exposure, *, laney=False):
    """AttributeChart of rates events/exposure around their pooled rate, three standard errors wide, from 0.

    `events` n counts, `exposure` n positive numbers in one unit; `laney` (the u' chart) and what is refused
    as in `p_chart`. Source: Montgomery 1991, ch. 6; Laney 2002.
    """
    events, exposure = counts(events, "events"), positive_array(exposure, "exposure")
    same_length(events=events, exposure=exposure)
    centre = float(events.sum() / exposure.sum())
    return _chart(events / exposure, centre, np.sqrt(centre / exposure), np.inf, laney)


def outside_limits(values, low, high):
    """First rule: beyond a limit; `low` and `high` numbers or n of them. Raises Unusable."""
    values, low, high = _with_lines(values, low, high)
    return (values > high).astype(int) - (values < low)


def shift(values, centre, *, run=SHIFT):
    """Second rule: `run` or more points in a row on one side of the centre; a point on it ends the row.

    Raises Unusable.
    """
    values, centre = _with_lines(values, centre)
    return _runs(np.sign(values - centre).astype(int), count(run, "run", least=2))


def trend(values, *, run=TREND):
    """Third rule: `run` or more points in a row, each above (or each below) the one before.

    Seven points are six rises; equal neighbours end the row; the point it starts from signals too. A point
    that ends one row and starts another signals for the one it ends. Raises Unusable.
    """
    steps = np.sign(np.diff(finite_array(values))).astype(int)
    rising = _runs(steps, count(run, "run", least=3) - 1)
    starts, ends = np.append(rising, 0), np.insert(rising, 0, 0)
    return np.where(ends != 0, ends, starts)


def near_limit(values, centre, low, high):
    """Fourth rule: two of three points in a row in or beyond the outer third towards the same limit.

    Only the points that lie there signal, not the third of them. Raises Unusable.
    """
    values, centre, low, high = _with_lines(values, centre, low, high)
    signals = np.zeros(len(values), dtype=int)
    far_up = values > centre + (high - centre) * 2 / 3
    far_down = values < centre - (centre - low) * 2 / 3
    for side, far in ((1, far_up), (-1, far_down)):
        for start in range(len(values) - 2):
            if far[start : start + 3].sum() >= 2:
                signals[start : start + 3][far[start : start + 3]] = side
    return signals


def _chart(values, centre, errors, most, laney):
    sigma_z = _sigma_z(values, centre, errors) if laney else 1.0
    reach = SIGMAS * sigma_z * errors
    return AttributeChart(
        values, centre, np.maximum(centre - reach, 0.0), np.minimum(centre + reach, most), sigma_z
    )


def _sigma_z(values, centre, errors):
    """The mean moving range of the standardised values over 1.128; 0 where nothing or all happened."""
    if len(values) < 2:
        raise OutOfRange("moving ranges need at least two values")
    scores = np.where(errors > 0, (values - centre) / np.where(errors > 0, errors, 1), 0.0)
    return float(np.abs(np.diff(scores)).mean() / D2)


def _with_lines(values, *lines):
    """The values and each line, all of length n; a line may be one number."""
    drawn = [finite_array(values)]
    n = len(drawn[0])
    for line in lines:
        line = np.full(n, finite_number(line, "line")) if np.ndim(line) == 0 else finite_array(line, "line")
        if len(line) != n:
            raise WrongShape(f"line: {len(line)} for {n} values")
        drawn.append(line)
    return drawn


def _runs(signs, least):
    """The signs where at least so many equal ones stand in a row, 0 elsewhere."""
    found = np.zeros(len(signs), dtype=int)
    edges = np.flatnonzero(np.diff(signs)) + 1
    for row in np.split(np.arange(len(signs)), edges):
        if len(row) >= least:
            found[row] = signs[row]
    return found
