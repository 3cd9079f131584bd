"""What no statistic is computed from, and the checks that refuse it by name."""

import math

import numpy as np

LARGEST_COUNT = 2**53  # beyond it a float skips whole numbers


class Unusable(ValueError):
    """Numbers from which nothing can be computed; never answered with a number instead."""


class Empty(Unusable):
    """No number at all."""


class NotFinite(Unusable):
    """A value that is missing, infinite or no number."""


class OutOfRange(Unusable):
    """A number that cannot be what it is said to be: a share of 1.2, a count of -1 or of 2.5."""


class WrongShape(Unusable):
    """Arrays that do not belong together, or that are not of the dimension asked for."""


class Inconsistent(Unusable):
    """Numbers that contradict each other: more people in a sample than in its population."""


class NotConverged(Unusable):
    """An iteration that did not reach its tolerance."""


def finite_array(values, what="values", *, dimensions=1):
    """`values` as a float array of that many dimensions, at least one number in it.

    Raises Empty, NotFinite (also for None, masked values and words) and WrongShape (also for ragged rows).
    """
    if np.ma.is_masked(values):
        raise NotFinite(f"{what}: a value is masked")
    try:
        array = np.asarray(values, dtype=float)
    except TypeError as problem:
        raise NotFinite(f"{what}: {problem}") from problem
    except ValueError as problem:
        refused = WrongShape if "inhomogeneous" in str(problem) else NotFinite
        raise refused(f"{what}: {problem}") from problem
    if array.ndim != dimensions:
        raise WrongShape(f"{what}: {dimensions} dimensions asked for, {array.ndim} given")
    if array.size == 0:
        raise Empty(f"{what}: no number")
    if not np.isfinite(array).all():
        raise NotFinite(f"{what}: not every value is a finite number")
    return array


def finite_number(value, what="value"):
    """`value` as a float. Raises NotFinite or WrongShape."""
    return float(finite_array(value, what, dimensions=0))


def counts(values, what="counts", *, dimensions=1):
    """`values` as an array of whole numbers from 0. Raises what `finite_array` does, and OutOfRange."""
    array = finite_array(values, what, dimensions=dimensions)
    if (array < 0).any() or (array > LARGEST_COUNT).any() or (array != np.floor(array)).any():
        raise OutOfRange(f"{what}: counts are whole numbers from 0")
    return array.astype(np.int64)


def count(value, what="count", *, least=0):
    """`value` as a whole number from `least`. Raises NotFinite, WrongShape or OutOfRange."""
    number = int(counts(value, what, dimensions=0))
    if number < least:
        raise OutOfRange(f"{what}: {number} is less than {least}")
    return number


def shares(values, what="shares", *, dimensions=1):
    """`values` as an array of numbers from 0 to 1. Raises what `finite_array` does, and OutOfRange."""
    array = finite_array(values, what, dimensions=dimensions)
    if (array < 0).any() or (array > 1).any():
        raise OutOfRange(f"{what}: shares lie from 0 to 1")
    return array


def share(value, what="share"):
    """`value` as a float from 0 to 1. Raises NotFinite, WrongShape or OutOfRange."""
    return float(shares(value, what, dimensions=0))


def positive_array(values, what="values", *, dimensions=1):
    """`values` as an array of numbers above 0. Raises what `finite_array` does, and OutOfRange."""
    array = finite_array(values, what, dimensions=dimensions)
    if (array <= 0).any():
        raise OutOfRange(f"{what}: every value must be above 0")
    return array


def positive_number(value, what="value"):
    """`value` as a float above 0. Raises NotFinite, WrongShape or OutOfRange."""
    return float(positive_array(value, what, dimensions=0))


def same_length(**arrays):
    """Raises WrongShape, naming the arrays, unless all have the same first dimension."""
    lengths = {name: len(array) for name, array in arrays.items()}
    if len(set(lengths.values())) > 1:
        raise WrongShape(", ".join(f"{name} has {length}" for name, length in lengths.items()))


def confidence_level(value):
    """`value` as a float between 0 and 1, both left out. Raises OutOfRange."""
    if not (isinstance(value, int | float) and math.isfinite(value) and 0 < value < 1):
        raise OutOfRange("confidence lies between 0 and 1")
    return float(value)
