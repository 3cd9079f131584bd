"""Whether the items of a scale hang together: Cronbach's alpha, omega, item-rest correlations.

Answers are n people x k items, None where an item was not answered, all items keyed in one direction.
"listwise" keeps the people who answered all items, "pairwise" all who answered a pair.
"""

import numpy as np

from reports.statistics.errors import NotConverged, OutOfRange, confidence_level, finite_array
from reports.statistics.estimates import Estimate

MISSING = ("listwise", "pairwise")
# R's factanal keeps the share an item has to itself above this, so that no loading passes 1.
LEAST_OWN = 0.005
TOLERANCE = 1e-10
# How factanal searches and where it stops, so that its printed digits come out again.
STEP, SEARCH = 0.01, {"maxcor": 5, "ftol": 1e7 * 2.22e-16, "gtol": 0.0, "maxiter": 500}
STEEP = 1e-2  # a slope of the discrepancy that belongs to no end of the search


def cronbach_alpha(answers, *, missing="listwise", confidence=0.95):
    """Raw alpha of n x k answers as an Estimate with Feldt's interval; `n` counts the people used.

    With "pairwise" the interval takes the fewest people that any pair of items shares. Raises Unusable for
    NaN, fewer than two items or three people, and a total without variance. Source: Cronbach 1951,
    Psychometrika 16:297-334; Feldt 1965, Psychometrika 30:357-370.
    """
    from scipy.special import fdtri  # see intervals.py

    confidence = confidence_level(confidence)
    covariance, n, fewest = _covariance(answers, missing)
    k, alpha = len(covariance), _alpha(covariance)
    freedom, tail = (fewest - 1, (fewest - 1) * (k - 1)), (1 - confidence) / 2
    low, high = (1 - (1 - alpha) * float(fdtri(*freedom, chance)) for chance in (1 - tail, tail))
    return Estimate(alpha, low, high, n, f"cronbach-alpha;{missing};interval=feldt", confidence=confidence)


def standardised_alpha(answers, *, missing="listwise"):
    """Alpha of the items brought to one variance: k r/(1 + (k-1) r), r the mean correlation of two items.

    Raises Unusable as `cronbach_alpha`, and for an item without variance.
    """
    return _alpha(_correlations(_covariance(answers, missing)[0]))


def guttman_lambda6(answers, *, missing="listwise"):
    """Guttman's lambda 6: what the other items explain of each standardised item, within the sum of all.

    Raises Unusable as `standardised_alpha`, and for items of which one follows from others.
    Source: Guttman 1945, Psychometrika 10:255-282.
    """
    correlations = _correlations(_covariance(answers, missing)[0])
    own = 1 / np.diagonal(_inverse(correlations))
    return float(1 - own.sum() / correlations.sum())


def alpha_if_dropped(answers, *, missing="listwise"):
    """Raw alpha without each item in turn, k floats. Raises Unusable, and for fewer than three items."""
    covariance, _n, _fewest = _covariance(answers, missing)
    k = len(covariance)
    if k < 3:
        raise OutOfRange("an alpha without an item needs at least three")
    kept = [np.delete(np.arange(k), item) for item in range(k)]
    return [_alpha(covariance[np.ix_(rest, rest)]) for rest in kept]


def item_rest_correlations(answers, *, missing="listwise"):
    """Correlation of each item with the sum of the others, k floats; None where either does not vary.

    Raises Unusable as `cronbach_alpha`. Source: Nunnally & Bernstein 1994, ch. 8.
    """
    covariance, _n, _fewest = _covariance(answers, missing)
    own, with_all = np.diagonal(covariance), covariance.sum(axis=1)
    rest = covariance.sum() - 2 * with_all + own
    pairs = zip(with_all - own, own * rest, strict=True)
    return [float(shared / np.sqrt(spread)) if spread > 0 else None for shared, spread in pairs]


def one_factor_loadings(answers):
    """Loadings of k standardised items on one factor by maximum likelihood, k floats, their sum not below 0.

    People who answered all items. Raises Unusable for fewer than three items, no more people than items, an
    item without variance or one that follows from others, and a fit without an end.
    Source: Joereskog 1967, Psychometrika 32:443-482; Lawley & Maxwell 1971, ch. 4.
    """
    return [float(one) for one in _one_factor(answers)[0]]


def omega_total(answers):
    """McDonald's omega of standardised items from one factor: (sum l)^2/((sum l)^2 + sum own variance).

    Raises Unusable as `one_factor_loadings`. Source: McDonald 1999, Test Theory, ch. 6.
    """
    loadings, own = _one_factor(answers)
    common = loadings.sum() ** 2
    return float(common / (common + own.sum()))


def _covariance(answers, missing):
    """Covariances of the items, how many people they rest on, and the fewest behind one of them."""
    if missing not in MISSING:
        raise OutOfRange(f"missing is one of {', '.join(MISSING)}")
    rows = [list(row) for row in answers]
    table = finite_array(
        [[0 if one is None else one for one in row] for row in rows], "answers", dimensions=2
    )
    answered = np.array([[one is not None for one in row] for row in rows])
    if missing == "listwise":
        table, answered = table[answered.all(axis=1)], answered[answered.all(axis=1)]
    shared = answered.T.astype(float) @ answered
    if table.shape[1] < 2 or shared.size == 0 or shared.min() < 3:
        raise OutOfRange("a scale needs two items, and three people who answered any two of them")
    # A common origin first, or large answers would lose their last digits.
    table = np.where(answered, table - table[answered].mean(), 0.0)
    sums = table.T @ answered
    covariance = (table.T @ table - sums * sums.T / shared) / (shared - 1)
    return covariance, int(answered.any(axis=1).sum()), int(shared.min())


def _alpha(covariance):
    total, k = float(covariance.sum()), len(covariance)
    if total <= TOLERANCE * float(np.diagonal(covariance).sum()):
        raise OutOfRange("the sum of the items does not vary")
    return k / (k - 1) * (1 - float(np.diagonal(covariance).sum()) / total)


def _correlations(covariance):
    own = np.diagonal(covariance)
    if (own <= 0).any():
        raise OutOfRange("an item does not vary")
    return covariance / np.sqrt(np.outer(own, own))


def _inverse(correlations):
    if np.linalg.eigvalsh(correlations)[0] < TOLERANCE:
        raise OutOfRange("an item follows from others")
    return np.linalg.inv(correlations)


def _one_factor(answers):
    """Loadings, and the variance that each item has to itself, at the least discrepancy."""
    from scipy.optimize import minimize

    covariance, n, _fewest = _covariance(answers, "listwise")
    k = len(covariance)
    if k < 3 or n <= k:
        raise OutOfRange(f"one factor needs three items and more people than items: {k} and {n} given")
    correlations = _correlations(covariance)
    start = np.clip((1 - 0.5 / k) / np.diagonal(_inverse(correlations)), LEAST_OWN, 1)
    bounds = [(LEAST_OWN / STEP, 1 / STEP)] * k
    found = minimize(
        _discrepancy, start / STEP, (correlations,), "L-BFGS-B", True, bounds=bounds, options=SEARCH
    )
    own, slope = found.x * STEP, _discrepancy(found.x, correlations)[1] / STEP
    free = (own > LEAST_OWN * 1.01) & (own < 1)
    if not np.isfinite(found.fun) or np.abs(slope[free]).max(initial=0) > STEEP:
        raise NotConverged("the factor has no end of its fit")
    loadings = _loadings_at(own, correlations)[0]
    return (-loadings if loadings.sum() < 0 else loadings), own


def _loadings_at(own, correlations):
    """Loadings given the variance each item has to itself, and the eigenvalues that are not the factor's."""
    scale = np.sqrt(own)
    values, vectors = np.linalg.eigh(correlations / np.outer(scale, scale))
    return scale * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0)), values[:-1]


def _discrepancy(steps, correlations):
    """The discrepancy, less its constant, and its slope; `steps` are own variances in hundredths."""
    own = steps * STEP
    loadings, others = _loadings_at(own, correlations)
    implied = np.outer(loadings, loadings) + np.diag(own)
    slope = np.diagonal(implied - correlations) / own**2
    return float((others - np.log(others) - 1).sum()), slope * STEP
