"""Whether groups put the same things in the same order: Kendall's W."""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, WrongShape, confidence_level, count, finite_array

PERMUTATIONS, RESAMPLES, SEED = 9999, 1000, 20170801
# Up to this number of items the chi-square law is too rough.
MOST_PERMUTED = 7
AT_ONCE = 500  # tables, for the sake of memory
ROUNDING = 1e-9


@dataclass(frozen=True)
class Concordance:
    """Kendall's `w` from 0 to 1 with ties corrected, and without in `w_uncorrected`; m groups, k items.

    `p` is the one to print: by permutation for up to seven items, by chi-square beyond. `mean_spearman` is
    the mean rank correlation of all pairs of groups that have an order, (m*w - 1)/(m - 1) without ties; None
    where fewer than two have one. `low`, `high`: percentile bounds over resampled groups, pairs of a group
    with itself left out, which would always agree; None where not asked.
    """

    w: float
    low: float | None
    high: float | None
    w_uncorrected: float
    chi_square: float
    degrees_of_freedom: int
    p_chi_square: float
    p: float
    mean_spearman: float | None
    groups: int
    items: int


def kendalls_w(scores, *, permutations=PERMUTATIONS, resamples=RESAMPLES, seed=SEED, confidence=0.95):
    """Concordance of m x k scores: groups in rows, items in columns; equal scores share their mean rank.

    `permutations` 0: chi-square only, `resamples` 0: no bounds. Raises Unusable for a score that is missing,
    fewer than two groups or items, and a table without any order.
    Source: Kendall & Babington Smith 1939; Siegel 1956, ch. 9; ties as in Kendall 1962, ch. 6.
    """
    from scipy.special import chdtrc  # see intervals.py

    scores = finite_array(scores, "scores", dimensions=2)
    m, k = scores.shape
    if m < 2 or k < 2:
        raise WrongShape("an agreement on order needs two groups and two items")
    ranks = _ranks(scores)
    spread = float((ranks**2).sum())
    if not spread:
        raise OutOfRange("every group gives all its items one score: there is no order")
    squares = float((ranks.sum(axis=0) ** 2).sum())
    w = squares / (m * spread)
    chi_square = m * (k - 1) * w
    p_chi_square = float(chdtrc(k - 1, chi_square))
    permutations = count(permutations, "permutations")
    permuted = k <= MOST_PERMUTED and permutations
    low, high = _bounds(ranks, count(resamples, "resamples"), seed, confidence_level(confidence))
    return Concordance(
        w=w,
        low=low,
        high=high,
        w_uncorrected=12 * squares / (m**2 * (k**3 - k)),
        chi_square=chi_square,
        degrees_of_freedom=k - 1,
        p_chi_square=p_chi_square,
        p=_permutation_p(ranks, permutations, seed) if permuted else p_chi_square,
        mean_spearman=_mean_spearman(ranks),
        groups=m,
        items=k,
    )


def _ranks(scores):
    """Ranks within each row as deviations from their mean, equal scores at the mean of theirs.

    The squares of a row then add up to (k^3 - k - its ties)/12, so that they hold the correction for ties.
    """
    return np.sign(scores[:, :, None] - scores[:, None, :]).sum(axis=2) / 2


def _mean_spearman(ranks):
    ordered = ranks[(ranks != 0).any(axis=1)]
    if len(ordered) < 2:
        return None
    lengths = np.sqrt((ordered**2).sum(axis=1))
    correlations = (ordered @ ordered.T) / np.outer(lengths, lengths)
    return float(correlations[np.triu_indices(len(ordered), 1)].mean())


def _permutation_p(ranks, permutations, seed):
    """Share of tables with each row in a random order that agree as much, the one seen counted in."""
    rng, seen, as_much = np.random.default_rng(seed), (ranks.sum(axis=0) ** 2).sum(), 1
    for start in range(0, permutations, AT_ONCE):
        size = min(AT_ONCE, permutations - start)
        tables = rng.permuted(np.broadcast_to(ranks, (size, *ranks.shape)), axis=2)
        as_much += int(((tables.sum(axis=1) ** 2).sum(axis=1) >= seen - ROUNDING).sum())
    return as_much / (1 + permutations)


def _bounds(ranks, resamples, seed, confidence):
    """Percentiles of (1 + (m-1) mean cross product / mean square)/m over groups drawn with replacement."""
    m, products = len(ranks), ranks @ ranks.T
    drawn = np.random.default_rng(seed).multinomial(m, np.full(m, 1 / m), size=resamples).astype(float)
    own = drawn @ np.diagonal(products)
    pairs = m * m - (drawn**2).sum(axis=1)
    crossed = ((drawn @ products) * drawn).sum(axis=1) - (drawn**2) @ np.diagonal(products)
    usable = (pairs > 0) & (own > 0)
    if not usable.any():
        return None, None
    ratio = (crossed[usable] / pairs[usable]) / (own[usable] / m)
    tail = 50 * (1 - confidence)
    bounds = np.percentile(np.clip((1 + (m - 1) * ratio) / m, 0, 1), [tail, 100 - tail])
    return tuple(float(bound) for bound in bounds)
