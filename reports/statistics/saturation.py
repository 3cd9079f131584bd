"""Whether more sessions would bring new themes: accumulation, Chao2, jackknife.

All start from m sessions x themes, 1 where the session raised the theme and 0 where it did not; a theme that
no session raised does not count.
"""

import math
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, counts
from reports.statistics.intervals import normal_quantile

# Of fewer sessions too little is known of the themes they did not raise.
ENOUGH_SESSIONS = 6


@dataclass(frozen=True)
class Richness:
    """How many themes there may be: `value` with `standard_error`, of which `seen` were raised.

    `once` and `twice` count the themes raised in one and in two sessions.
    """

    value: float
    standard_error: float
    seen: int
    sessions: int
    once: int
    twice: int

    @property
    def completeness(self):
        """Share of the themes that were raised, 0 to 1."""
        return self.seen / self.value


def accumulation(raised):
    """Mean number of themes seen after 1 ... m sessions over all their orders, m floats.

    Exact: a theme raised in f of m sessions is missed by j of them with chance C(m-f, j)/C(m, j). Raises
    Unusable for anything but 0 and 1 and for no theme raised. Source: Ugland, Gray & Ellingsen 2003,
    Journal of Animal Ecology 72:888-897.
    """
    raised = _raised(raised)
    m, sizes = len(raised), raised.sum(axis=0).tolist()
    missed = [sum(math.comb(m - f, j) for f in sizes) / math.comb(m, j) for j in range(1, m + 1)]
    return [len(sizes) - one for one in missed]


def new_themes(raised):
    """How many themes each session raised that none before it had, in the order given, m whole numbers.

    Raises Unusable as `accumulation`.
    """
    first = np.argmax(_raised(raised), axis=0)
    return np.bincount(first, minlength=len(raised)).tolist()


def chao2(raised):
    """Richness after Chao: seen + (m-1)/m Q1^2/(2 Q2), Q1 and Q2 themes of one and of two sessions.

    Without a theme of two sessions (m-1)/m Q1(Q1-1)/2 is added. A lower bound, not a census. Raises Unusable
    as `accumulation`. Source: Chao 1987, Biometrics 43:783-791; variance as in Colwell 2013, EstimateS 9.
    """
    raised = _raised(raised)
    m, seen, once, twice = _frequencies(raised)
    factor = (m - 1) / m
    if twice:
        ratio = once / twice
        value = seen + factor * once * ratio / 2
        variance = twice * (factor * ratio**2 / 2 + factor**2 * ratio**3 + factor**2 * ratio**4 / 4)
    else:
        value = seen + factor * once * (once - 1) / 2
        variance = factor * once * (once - 1) / 2 + factor**2 * once * (2 * once - 1) ** 2 / 4
        variance -= factor**2 * once**4 / (4 * value)
    return Richness(value, math.sqrt(max(variance, 0.0)), seen, m, once, twice)


def interval(richness, confidence=0.95):
    """(low, high) bounds of a Richness, in themes; low is never below what was seen.

    Log-normal for the themes not seen: T = value - seen, over and times exp(z sqrt(ln(1 + SE^2/T^2))). None
    for both where T or the error is 0, which is no certainty. Raises Unusable for another confidence.
    Source: Chao 1987, Biometrics 43:783-791.
    """
    quantile, unseen = normal_quantile(confidence), richness.value - richness.seen
    if unseen <= 0 or not richness.standard_error:
        return None, None
    spread = math.exp(quantile * math.sqrt(math.log1p((richness.standard_error / unseen) ** 2)))
    return richness.seen + unseen / spread, richness.seen + unseen * spread


def jackknife(raised):
    """Richness by the first-order jackknife: seen + Q1 (m-1)/m, Q1 themes of one session.

    Raises Unusable as `accumulation`. Source: Burnham & Overton 1978, Biometrika 65:625-633. The error is
    that of vegan 2.6, with Q1/m where Heltshe & Forrester 1983 have Q1^2/m: never the smaller of both.
    """
    raised = _raised(raised)
    m, seen, once, twice = _frequencies(raised)
    lonely = raised[:, raised.sum(axis=0) == 1].sum(axis=1)
    variance = (m - 1) / m * (float((lonely**2).sum()) - once / m)
    return Richness(seen + once * (m - 1) / m, math.sqrt(variance), seen, m, once, twice)


def _raised(table):
    table = counts(table, "raised", dimensions=2)
    if table.max() > 1:
        raise OutOfRange("raised: a theme was raised (1) or not (0)")
    if not table.any():
        raise OutOfRange("raised: no theme at all")
    return table[:, table.any(axis=0)]


def _frequencies(raised):
    sizes = raised.sum(axis=0)
    return len(raised), len(sizes), int((sizes == 1).sum()), int((sizes == 2).sum())
