"""Intervals of a share, of simple random samples and of designs.

All return the bounds (low, high) as numbers from 0 to 1 and raise Unusable for what is no share; none is
symmetric about the share, so none may be written with ±.
"""

import math

from reports.statistics.errors import OutOfRange, confidence_level, count, finite_number, positive_number
from reports.statistics.errors import share as checked_share
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.intervals import normal_quantile, student_quantile

ENOUGH_CASES = 20  # for a share of cases; of fewer one counts


def wilson_interval(successes, n, confidence=0.95):
    """Of `successes / n`, without continuity correction; n may be an effective size and need not be whole.

    Source: Newcombe 1998, Stat Med 17:857-872, method 3.
    """
    successes, n = _successes_of(successes, n)
    z = normal_quantile(confidence)
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = ((centre + side * spread) / (1 + z * z / n) for side in (-1, 1))
    return (0.0 if successes == 0 else low), (1.0 if successes == n else high)


def share_of_cases(done, n, confidence=0.95):
    """`done / n` of all cases there were as an Estimate, from 20 cases on; below, Withheld (TOO_FEW).

    The interval is no sampling error: it tells how far the share could move by chance were the cases of
    another such period counted. Raises Unusable for what is no share.
    """
    n = count(n, "n")
    done = count(done, "done")
    if done > n:
        raise OutOfRange(f"not a share: {done} of {n}")
    if n < ENOUGH_CASES:
        return Withheld(Reason.TOO_FEW, n)
    return Estimate(done / n, *wilson_interval(done, n, confidence), n, "wilson", confidence=confidence)


def corrected_wilson_interval(successes, n, confidence=0.95):
    """Of `successes / n`, both whole, with continuity correction: about as wide as the exact interval.

    Source: Newcombe 1998, Stat Med 17:857-872, method 4.
    """
    n = count(n, "n", least=1)
    successes, _n = _successes_of(count(successes, "successes"), n)
    z = normal_quantile(confidence)
    return _corrected_low(successes, n, z), 1 - _corrected_low(n - successes, n, z)


def _corrected_low(successes, n, z):
    if successes == 0:
        return 0.0
    share = successes / n
    root = math.sqrt(z * z - 2 - 1 / n + 4 * share * (n - successes + 1))
    return max(0.0, (2 * successes + z * z - 1 - z * root) / (2 * (n + z * z)))


def clopper_pearson_interval(successes, n, confidence=0.95):
    """The exact interval of `successes / n`; with an effective size it is that of Korn and Graubard.

    Source: Clopper & Pearson 1934, Biometrika 26:404-413, by the beta distribution; Korn & Graubard 1998,
    Survey Methodology 24:193-201.
    """
    from scipy.special import betaincinv  # see intervals.py

    successes, n = _successes_of(successes, n)
    tail = (1 - confidence_level(confidence)) / 2
    failures = n - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes else 0.0
    return low, (float(betaincinv(successes + 1, failures, 1 - tail)) if failures else 1.0)


def logit_interval(share, standard_error, degrees_of_freedom, confidence=0.95):
    """Of an estimated share between 0 and 1 (neither), by Student t on the scale of log odds.

    Equals `svyciprop(method = "logit")` of R's survey package. Source: Lumley 2010, Complex Surveys, 2.
    """
    share, error = _estimated(share, standard_error)
    if not 0 < share < 1:
        raise OutOfRange(f"log odds of {share:g} are infinite")
    spread = student_quantile(confidence, degrees_of_freedom) * error / (share * (1 - share))
    odds = math.log(share / (1 - share))
    low, high = (1 / (1 + math.exp(-(odds + side * spread))) for side in (-1, 1))
    return low, high


def effective_size(share, standard_error, n, degrees_of_freedom, *, kish_deff=1.0, confidence=0.95):
    """How many respondents of a simple random sample tell as much of a share as these n of a design.

    min(n, share (1 - share) / SE^2 (z / t)^2); for a share of 0 or 1, whose standard error is 0 whatever the
    design, n over Kish's design effect, 1 or more. A share between without any standard error counts n.
    Source: Korn & Graubard 1998, Survey Methodology 24:193-201, kept at n since stratification can exceed it.
    """
    share, error = _estimated(share, standard_error)
    n = count(n, "n", least=1)
    if positive_number(kish_deff, "kish_deff") < 1 - 1e-9:
        raise OutOfRange(f"Kish's design effect is 1 or more, not {kish_deff}")
    if share in (0, 1):
        return min(float(n), n / kish_deff)
    if error == 0:
        return float(n)
    quantiles = normal_quantile(confidence) / student_quantile(confidence, degrees_of_freedom)
    return min(float(n), share * (1 - share) / error**2 * quantiles**2)


def design_wilson_interval(share, standard_error, n, degrees_of_freedom, *, kish_deff=1.0, confidence=0.95):
    """Wilson's interval of an estimated share at its `effective_size`: the one for shares of surveys."""
    size = effective_size(
        share, standard_error, n, degrees_of_freedom, kish_deff=kish_deff, confidence=confidence
    )
    return wilson_interval(share * size, size, confidence)


def _estimated(share, standard_error):
    error = finite_number(standard_error, "standard error")
    if error < 0:
        raise OutOfRange("a standard error is not below 0")
    return checked_share(share), error


def _successes_of(successes, n):
    successes, n = finite_number(successes, "successes"), finite_number(n, "n")
    if n <= 0 or not 0 <= successes <= n:
        raise OutOfRange(f"not a share: {successes:g} of {n:g}")
    return successes, n
