"""One estimate from those of strata that were sampled separately, such as regions."""

import math

import numpy as np

from reports.statistics.errors import Empty, Inconsistent, finite_array, positive_array
from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.intervals import student_quantile, welch_freedom


def combined(estimates, populations, *, scale=(-math.inf, math.inf), confidence=0.95):
    """The mean of {stratum: Estimate or Withheld}, each weighing as many people as {stratum: people} tells.

    An Estimate in the unit of the strata with a t interval kept within `scale` (both ends); Withheld, naming
    the strata, when one has no value: what nobody measured is not left out silently. Without an interval when
    one of them has no standard error. Raises Unusable for no stratum and for populations that are missing or
    not above 0. Source: Cochran 1977, Sampling Techniques, 5.3; degrees of freedom of Satterthwaite, 5.4.
    """
    if missing := [stratum for stratum in estimates if stratum not in populations]:
        raise Inconsistent(f"populations: nothing for {missing}")
    people = positive_array([populations[stratum] for stratum in estimates], "populations")
    return _combined(estimates, people / people.sum(), "stratified", scale, confidence)


def unweighted_mean(estimates, *, scale=(-math.inf, math.inf), confidence=0.95):
    """The mean of the strata, whatever their populations; `method` says that it is unweighted.

    Answers as `combined` does. Raises Empty for no stratum.
    """
    if not estimates:
        raise Empty("estimates: no stratum")
    shares = np.full(len(estimates), 1 / len(estimates))
    return _combined(estimates, shares, "unweighted-mean-of-strata", scale, confidence)


def _combined(estimates, shares, method, scale, confidence):
    known = list(estimates.values())
    n = sum(one.n for one in known)
    if missing := tuple(str(name) for name, one in estimates.items() if isinstance(one, Withheld)):
        return Withheld(Reason.STRATUM_MISSING, n, missing)
    value = math.fsum(shares * finite_array([one.value for one in known], "estimates"))
    cautions = tuple(dict.fromkeys(caution for one in known for caution in one.cautions))
    if any(one.standard_error is None for one in known):
        return Estimate(value, None, None, n, method, confidence=confidence, cautions=cautions)
    variances = (shares * finite_array([one.standard_error for one in known], "standard errors")) ** 2
    if not variances.any():
        cautions = tuple(dict.fromkeys((*cautions, Caution.NO_SPREAD)))
        return Estimate(value, value, value, n, method, 0.0, confidence, cautions=cautions)
    freedom = welch_freedom(variances, [one.freedom for one in known])
    error = math.sqrt(variances.sum())
    spread = student_quantile(confidence, freedom) * error
    low, high = max(scale[0], value - spread), min(scale[1], value + spread)
    return Estimate(value, low, high, n, method, error, confidence, freedom, cautions=cautions)
