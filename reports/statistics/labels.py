"""Labels of people (a region, a sex, a village) as whole numbers, which arrays count by."""

import numpy as np

from reports.statistics.errors import Empty, NotFinite, WrongShape


def coded(labels, what="labels"):
    """(the different labels in the order they first come, for each person the place of theirs).

    `labels`: one hashable label for each person. Raises Empty, WrongShape, and NotFinite for None and NaN: a
    person without a label belongs into a class of its own, which the caller names.
    """
    if isinstance(labels, str):
        raise WrongShape(f"{what}: one word instead of a label for each person")
    labels = labels.tolist() if isinstance(labels, np.ndarray) else list(labels)
    if not labels:
        raise Empty(f"{what}: no label")
    if any(label is None or label != label for label in labels):
        raise NotFinite(f"{what}: somebody has no label")
    try:
        places = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    except TypeError as problem:
        raise WrongShape(f"{what}: {problem}") from problem
    return tuple(places), np.array([places[label] for label in labels])
