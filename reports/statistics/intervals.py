"""Quantiles of the intervals, their degrees of freedom, and the interval of a count of events."""

from reports.statistics.errors import OutOfRange, confidence_level, count, finite_array, positive_number


def normal_quantile(confidence):
    """Two-sided standard normal quantile: 1.96 for 0.95."""
    from scipy.special import ndtri  # half a second to load: only once somebody asks for a figure

    return float(ndtri(0.5 + confidence_level(confidence) / 2))


def student_quantile(confidence, degrees_of_freedom):
    """Two-sided Student t quantile: 2.262 for 0.95 and 9 degrees of freedom."""
    from scipy.special import stdtrit

    freedom = positive_number(degrees_of_freedom, "degrees of freedom")
    return float(stdtrit(freedom, 0.5 + confidence_level(confidence) / 2))


def welch_freedom(variances, freedoms):
    """Degrees of freedom of a sum of independent variances that have these; a variance of 0 has none to give.

    Raises Unusable when every variance is 0, and for variances below 0. Source: Satterthwaite 1946,
    Biometrics Bulletin 2:110-114; Welch 1947, Biometrika 34:28-35.
    """
    variances = finite_array(variances, "variances")
    if (variances < 0).any() or not variances.any():
        raise OutOfRange("variances: none below 0, and not all of them 0")
    parts = [
        part**2 / positive_number(freedom, "degrees of freedom")
        for part, freedom in zip((variances / variances.max()).tolist(), freedoms, strict=True)
        if part
    ]
    return float((variances / variances.max()).sum()) ** 2 / sum(parts)


def poisson_interval(events, confidence=0.95):
    """The exact (low, high) bounds of the number of events to be expected, in events; low is 0 for none.

    Divide both by the exposure for a rate. Raises Unusable unless `events` is a whole number from 0.
    Source: Garwood 1936, Biometrika 28:437-442, by the gamma distribution.
    """
    from scipy.special import gammaincinv

    seen = count(events, "events")
    tail = (1 - confidence_level(confidence)) / 2
    low = float(gammaincinv(seen, tail)) if seen else 0.0
    return low, float(gammaincinv(seen + 1, 1 - tail))
