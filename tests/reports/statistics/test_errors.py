"""What the statistics refuse, and by which name."""

import numpy as np
import pytest

from reports.statistics import errors
from reports.statistics.errors import Empty, NotFinite, OutOfRange, Unusable, WrongShape


def test_every_refusal_is_unusable_and_a_value_error():
    for name in ("Empty", "NotFinite", "OutOfRange", "WrongShape", "Inconsistent", "NotConverged"):
        assert issubclass(getattr(errors, name), Unusable)
    assert issubclass(Unusable, ValueError)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ([], Empty),
        ([1, float("nan")], NotFinite),
        ([1, float("-inf")], NotFinite),
        ([1, None], NotFinite),
        (["satu"], NotFinite),
        ([{}], NotFinite),
        (np.ma.masked_equal([1, 2], 2), NotFinite),
        ([[1, 2], [3]], WrongShape),
        ([[1, 2]], WrongShape),
        (7, WrongShape),
    ],
)
def test_what_is_no_row_of_numbers_is_refused_by_name(values, refusal):
    with pytest.raises(refusal, match="weights: "):
        errors.finite_array(values, "weights")


def test_numbers_of_every_kind_become_floats():
    assert errors.finite_array((1, True, 2.5)).tolist() == [1, 1, 2.5]
    assert errors.finite_array(np.ma.array([1, 2])).tolist() == [1, 2]
    assert errors.finite_array([[1, 2], [3, 4]], dimensions=2).shape == (2, 2)
    assert errors.finite_number(3) == 3.0


@pytest.mark.parametrize("value", [-1, 2.5, 1e300])
def test_a_count_is_a_whole_number_from_zero(value):
    with pytest.raises(OutOfRange, match="whole numbers"):
        errors.counts([3, value])
    with pytest.raises(OutOfRange, match="whole numbers"):
        errors.count(value)


def test_counts_are_kept():
    assert errors.counts([0, 3.0]).tolist() == [0, 3]
    assert errors.count(5, least=5) == 5
    with pytest.raises(OutOfRange, match="less than 6"):
        errors.count(5, least=6)


@pytest.mark.parametrize("value", [-0.001, 1.001])
def test_a_share_lies_from_zero_to_one(value):
    with pytest.raises(OutOfRange, match="from 0 to 1"):
        errors.shares([0, value, 1])
    with pytest.raises(OutOfRange, match="from 0 to 1"):
        errors.share(value)
    assert errors.shares([0, 1]).tolist() == [0, 1]


def test_zero_is_not_positive():
    with pytest.raises(OutOfRange, match="above 0"):
        errors.positive_array([1, 0])
    with pytest.raises(OutOfRange, match="above 0"):
        errors.positive_number(0)
    assert errors.positive_number(0.5) == 0.5


def test_arrays_of_different_length_are_named():
    with pytest.raises(WrongShape, match="values has 2, weights has 1"):
        errors.same_length(values=[1, 2], weights=[1])
    errors.same_length(values=[1, 2], weights=[1, 2])


@pytest.mark.parametrize("value", [0, 1, float("nan"), None, "0.95"])
def test_certainty_is_no_confidence(value):
    with pytest.raises(OutOfRange, match="confidence"):
        errors.confidence_level(value)
