"""How the tests of the kinds of columns read one cell, alone or beside others of its column."""

from collections import Counter

import pytest

from surveys.importing.kinds import Facts, understood
from surveys.importing.problems import Unfit


def cells(*values):
    """[(type, value), ...] of texts, numbers and days; a pair stays one."""
    return [_cell(value) for value in values]


def _cell(value):
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return "b", value
    return ("s" if isinstance(value, str) else "n"), value


def read(column, value, *beside, from_1904=False):
    """What a cell means in a column that holds it and these others."""
    every = cells(value, *beside)
    return understood(column, Counter(every), Facts(from_1904=from_1904)).read(*every[0])


def told(column, *values):
    """Codes of what was decided about a column of these cells."""
    return [code for code, _detail in understood(column, Counter(cells(*values))).told]


def fault(column, value, *beside):
    with pytest.raises(Unfit) as caught:
        read(column, value, *beside)
    return caught.value


def code_of_fault(column, value, *beside):
    return fault(column, value, *beside).code
