"""Whether coders say the same of the same passage: Krippendorff's alpha, Fleiss' kappa, plain agreement."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import Empty, NotFinite, OutOfRange, WrongShape, confidence_level, count

LEVELS = ("nominal", "ordinal", "interval", "ratio")
RESAMPLES, SEED = 1000, 20170801
# More resamples than this without two different ratings, and the rest says too little of the whole.
MOST_WITHOUT = 0.05


@dataclass(frozen=True)
class Agreement:
    """Agreement of coders on `units` that two or more of them rated, with `ratings` ratings in all.

    `alpha` (up to 1; 0: as by chance) is None where all ratings are equal, which tells nothing of the coders.
    `low`, `high`: percentile bounds over resampled units, None where too many resamples have no alpha.
    `agreeing`: share (0 to 1) of pairs of coders that agree, averaged over units. `prevalence`: share of the
    ratings that hold the theme, None where there is no theme.
    """

    alpha: float | None
    low: float | None
    high: float | None
    agreeing: float
    prevalence: float | None
    units: int
    ratings: int


def krippendorff_alpha(
    ratings, level="nominal", *, order=None, resamples=RESAMPLES, seed=SEED, confidence=0.95
):
    """Agreement with Krippendorff's alpha of units x coders, None where a coder did not rate.

    Ratings are labels; at "interval" and "ratio" numbers, at "ordinal" labels that `order` lists from lowest
    to highest, or numbers. `resamples` 0: no bounds. Raises Unusable where no unit has two ratings, for NaN,
    for labels outside the order and for numbers of two signs at "ratio".
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; metrics as there, section C.
    """
    if level not in LEVELS:
        raise OutOfRange(f"level is one of {', '.join(LEVELS)}")
    units = _paired(_table(ratings))
    labels = _labels(units, level, order)
    return _agreement(_tallied(units, labels), _metric(labels, level), None, resamples, seed, confidence)


def theme_agreement(ratings, themes, *, resamples=RESAMPLES, seed=SEED, confidence=0.95):
    """{theme: Agreement} of each theme against the rest, over passages x coders.

    A rating is a label or a set (list, tuple) of labels, empty for coded without a theme; None: not coded.
    Raises Unusable as `krippendorff_alpha`, for no theme, and for a label that is none of the themes.
    """
    themes = list(themes)
    if not themes:
        raise Empty("themes: none")
    units = [[None if one is None else _as_set(one) for one in unit] for unit in _table(ratings)]
    if foreign := {label for unit in units for one in unit if one for label in one} - set(themes):
        raise OutOfRange(f"{', '.join(sorted(map(str, foreign)))}: no such theme")
    found = {}
    for theme in themes:
        binary = [[None if one is None else theme in one for one in unit] for unit in units]
        tallies = _tallied(_paired(binary), [False, True])
        prevalence = float(tallies[:, 1].sum() / tallies.sum())
        metric = _metric([False, True], "nominal")
        found[theme] = _agreement(tallies, metric, prevalence, resamples, seed, confidence)
    return found


def fleiss_kappa(ratings):
    """Fleiss' kappa of units x coders, labels, complete; None where all ratings are equal.

    Raises Unusable for a rating that is missing or fewer than two coders.
    Source: Fleiss 1971, Psychological Bulletin 76:378-382.
    """
    units = _table(ratings)
    if any(one is None for unit in units for one in unit):
        raise NotFinite("ratings: one is missing, which Fleiss' kappa cannot leave out")
    tallies = _tallied(_paired(units), _labels(units, "nominal", None))
    chance = float(((tallies.sum(axis=0) / tallies.sum()) ** 2).sum())
    return (_agreeing(tallies) - chance) / (1 - chance) if chance < 1 else None


def _table(ratings):
    units = [list(unit) for unit in ratings]
    if not units:
        raise Empty("ratings: no unit")
    if len({len(unit) for unit in units}) > 1:
        raise WrongShape("ratings: units have different numbers of coders")
    for one in (one for unit in units for one in unit):
        if isinstance(one, float | np.floating) and not math.isfinite(one):
            raise NotFinite("ratings: not a finite number; None stands for a missing rating")
    return units


def _as_set(rating):
    is_several = isinstance(rating, Collection) and not isinstance(rating, str | bytes)
    return frozenset(rating) if is_several else frozenset([rating])


def _paired(units):
    """The ratings of units with at least two of them; a single one cannot agree."""
    rated = [[one for one in unit if one is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    if not rated:
        raise Empty("ratings: no unit was rated twice")
    return rated


def _labels(units, level, order):
    """All values in their order; a nominal order is only for telling them apart."""
    found = {one for unit in units for one in unit}
    if order is not None:
        if missing := found - set(order):
            raise OutOfRange(f"{', '.join(sorted(map(str, missing)))}: not in the order given")
        return list(order)
    if level == "nominal":
        return sorted(found, key=str)
    if not all(isinstance(one, int | float | np.number) for one in found):
        raise OutOfRange(f"labels have no {level} distance: give their order, or numbers")
    return sorted(found)


def _tallied(units, labels):
    """How often each unit was given each label: units x labels."""
    place = {label: position for position, label in enumerate(labels)}
    tallies = np.zeros((len(units), len(labels)))
    for row, unit in enumerate(units):
        for one in unit:
            tallies[row, place[one]] += 1
    return tallies


def _metric(labels, level):
    """Squared distance between labels, as a function of how often each was given."""
    if level == "nominal":
        distances = 1.0 - np.eye(len(labels))
    elif level == "ordinal":
        return _ordinal
    else:
        numbers = np.array(labels, dtype=float)
        distances = (numbers[:, None] - numbers) ** 2
        if level == "ratio":
            if (numbers < 0).any() and (numbers > 0).any():
                raise OutOfRange("ratio: numbers of two signs have no ratio")
            both = (numbers[:, None] + numbers) ** 2
            distances = np.where(both > 0, distances / np.where(both > 0, both, 1), 0.0)
    return lambda given: distances


def _ordinal(given):
    """All ratings from one label to the other, half of either end, squared."""
    upto = np.cumsum(given) - given / 2
    return (upto[:, None] - upto) ** 2


def _alpha(tallies, sizes, weights, metric):
    """Alpha of weighted units, None without two different ratings."""
    given = weights @ tallies
    each = weights / (sizes - 1)
    coincidences = (tallies * each[:, None]).T @ tallies - np.diag(each @ tallies)
    distances = metric(given)
    expected = float(given @ distances @ given)
    if not expected:
        return None
    return 1 - float(given.sum() - 1) * float((coincidences * distances).sum()) / expected


def _agreeing(tallies):
    sizes = tallies.sum(axis=1)
    return float((((tallies**2).sum(axis=1) - sizes) / (sizes * (sizes - 1))).mean())


def _agreement(tallies, metric, prevalence, resamples, seed, confidence):
    sizes, units = tallies.sum(axis=1), len(tallies)
    alpha = _alpha(tallies, sizes, np.ones(units), metric)
    low, high = _bounds(tallies, metric, count(resamples, "resamples"), seed, confidence_level(confidence))
    return Agreement(alpha, low, high, _agreeing(tallies), prevalence, units, int(sizes.sum()))


def _bounds(tallies, metric, resamples, seed, confidence):
    """Percentiles of alpha over units drawn with replacement, as many as there are."""
    sizes, units = tallies.sum(axis=1), len(tallies)
    draws = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=resamples)
    found = [_alpha(tallies, sizes, weights.astype(float), metric) for weights in draws]
    known = [alpha for alpha in found if alpha is not None]
    if not known or len(known) < (1 - MOST_WITHOUT) * resamples:
        return None, None
    tail = 50 * (1 - confidence)
    low, high = np.percentile(known, [tail, 100 - tail])
    return float(low), float(high)
