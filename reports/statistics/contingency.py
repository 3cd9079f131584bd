"""Whether two questions of a survey hang together."""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, same_length
from reports.statistics.labels import coded


@dataclass(frozen=True)
class RaoScott:
    """An F test on two degrees of freedom, neither of them whole; p of no connection."""

    f: float
    degrees_of_freedom: tuple[float, float]
    p: float


def rao_scott(rows, columns, design):
    """Rao and Scott's second-order corrected test that row and column of each person are independent.

    `rows`, `columns`: one label for each person of the Design, at least two different ones in each. Pearson's
    chi square of the weighted shares is divided by its mean design effect; the F has Satterthwaite's degrees
    of freedom. Raises Unusable, also without degrees of freedom or when nothing varies between the units.
    Source: Rao & Scott 1984, Annals of Statistics 12:46-60; equals `svychisq` of R's survey package.
    """
    from scipy.special import fdtrc  # see intervals.py

    names, row = coded(rows, "rows")
    others, column = coded(columns, "columns")
    same_length(weights=design.weights, rows=row, columns=column)
    if min(len(names), len(others)) < 2:
        raise OutOfRange("rows and columns: at least two different labels in each")
    freedom = design.freedom()
    if freedom < 1:
        raise OutOfRange("design: no stratum has two units")
    cells = len(names) * len(others)
    inside = (row * len(others) + column)[:, None] == np.arange(cells)
    people = design.weights.sum()
    shares = design.weights @ inside / people
    effects = _design_effects(shares, design.variance((inside - shares) / people), len(others), design.n)
    mean, squares = float(np.trace(effects)), float(np.trace(effects @ effects))
    if mean <= 0:
        raise OutOfRange("design: nothing varies between the units")
    f = design.n * _pearson(shares.reshape(len(names), len(others))) / mean
    first = mean**2 / squares
    return RaoScott(f, (first, first * freedom), float(fdtrc(first, first * freedom, f)))


def _pearson(shares):
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return float(((shares - expected) ** 2 / expected).sum())


def _design_effects(shares, covariances, width, n):
    """The matrix of generalised design effects: of the interaction, what the margins do not explain."""
    cell = np.arange(len(shares))
    row = (cell // width)[:, None] == np.arange(len(shares) // width)
    column = (cell % width)[:, None] == np.arange(width)
    margins = np.hstack([row, column]).astype(float)
    products = np.einsum("ci,cj->cij", row[:, 1:], column[:, 1:]).reshape(len(shares), -1).astype(float)
    fitted, *_rest = np.linalg.lstsq(margins, products, rcond=None)
    interaction = products - margins @ fitted
    # A cell in which nobody is has no variance to divide by.
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    simple = interaction.T @ (inverse[:, None] * interaction) / n
    designed = interaction.T @ (inverse[:, None] * covariances * inverse) @ interaction
    return np.linalg.lstsq(simple, designed, rcond=None)[0]
