"""Whether two estimates differ, and many such questions asked at once."""

import math


def difference_p(earlier, later):
    """Two-sided p of Welch's t test that two independent estimates are of one value; None without errors.

    Both are `Estimate` with `standard_error`, in one unit; degrees of freedom by Welch and Satterthwaite.
    """
    from scipy.special import stdtr  # see intervals.py

    errors = [estimate.standard_error for estimate in (earlier, later)]
    if None in errors:
        return None
    variance = sum(error**2 for error in errors)
    if variance == 0:
        return 1.0 if earlier.value == later.value else 0.0
    counts = (earlier.n, later.n)
    freedom = variance**2 / sum(error**4 / (n - 1) for error, n in zip(errors, counts, strict=True))
    return float(2 * stdtr(freedom, -abs(later.value - earlier.value) / math.sqrt(variance)))


def holm(p_values):
    """Holm's adjusted p values in the order given; as many as there are questions in the family.

    Source: Holm 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted
