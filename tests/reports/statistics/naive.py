"""Formulas once more, as they are written on paper."""

import math


def naive_error(scores, weights, strata, clusters, population):
    """Taylor standard error with dictionaries, as the formula is written on paper."""
    sums = {}
    for z, w, h, c in zip(scores, weights, strata, clusters, strict=True):
        sums.setdefault(h, {}).setdefault(c, 0.0)
        sums[h][c] += w * z
    everything = [total for units in sums.values() for total in units.values()]
    variance = 0.0
    for h, units in sums.items():
        n, totals = len(units), list(units.values())
        middle = sum(totals) / n if n > 1 else sum(everything) / len(everything)
        f = n / population[h] if population else 0
        variance += (1 - f) * (n / (n - 1) if n > 1 else 1) * sum((t - middle) ** 2 for t in totals)
    return math.sqrt(variance)
