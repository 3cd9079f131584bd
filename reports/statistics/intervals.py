"""Intervals for shares and the quantiles they need."""

import math


def normal_quantile(confidence):
    """Two-sided standard normal quantile: 1.96 for 0.95."""
    from scipy.special import ndtri  # half a second to load: only once somebody asks for a figure

    return float(ndtri(0.5 + _checked(confidence) / 2))


def student_quantile(confidence, degrees_of_freedom):
    """Two-sided Student t quantile: 2.262 for 0.95 and 9 degrees of freedom."""
    from scipy.special import stdtrit

    if degrees_of_freedom <= 0:
        raise ValueError("degrees of freedom must be positive")
    return float(stdtrit(degrees_of_freedom, 0.5 + _checked(confidence) / 2))


def wilson_interval(successes, n, confidence=0.95):
    """The (low, high) bounds of a share `successes / n`, each 0 to 1, without continuity correction.

    Raises ValueError for a share that cannot be. Source: Newcombe 1998, Stat Med 17:857-872, method 3.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"not a share: {successes} of {n}")
    z = normal_quantile(confidence)
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = ((centre + side * spread) / (1 + z * z / n) for side in (-1, 1))
    return (0.0 if successes == 0 else low), (1.0 if successes == n else high)


def _checked(confidence):
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    return confidence
