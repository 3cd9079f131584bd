import math
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Unusable
from reports.statistics.sample_size import krejcie_morgan
from tests.reports.statistics import cases


def test_the_published_table_is_reproduced():
    rows = cases.rows("N01_krejcie_morgan", "km.csv")

    found = [krejcie_morgan(int(float(row["N"]))) for row in rows]

    assert found == [int(row["published_s"]) for row in rows] == cases.expected("N01_krejcie_morgan")["s"]


@given(st.integers(1, 10**7))
def test_a_size_is_the_formula_in_decimals_rounded_half_up(people):
    with localcontext() as context:
        context.prec = 60
        spread = Decimal("3.841") * Decimal("0.25")
        exact = people * spread / (Decimal("0.0025") * (people - 1) + spread)

    assert krejcie_morgan(people) == int(exact.quantize(Decimal(1), ROUND_HALF_UP)) <= people


def test_a_size_just_between_two_numbers_is_rounded_up():
    # 21 / 4 people over 20 / 16 + 1 / 4 is 3.5.
    assert krejcie_morgan(21, chi_square=1, margin=0.25) == 4
    assert krejcie_morgan(20, chi_square=1, margin=0.25) == 3


def test_a_wider_margin_and_a_rarer_answer_need_fewer_people():
    assert krejcie_morgan(10_000, margin=0.1) == 95
    assert krejcie_morgan(10_000, share=0.1) < krejcie_morgan(10_000) == 370


@pytest.mark.parametrize("people", [0, -1, 2.5, math.nan, math.inf, None])
def test_what_is_no_population_is_refused(people):
    with pytest.raises(Unusable, match="population"):
        krejcie_morgan(people)


@pytest.mark.parametrize("name", ["share", "margin", "chi_square"])
@pytest.mark.parametrize("wrong", [0, -0.5, math.nan, math.inf])
def test_what_is_no_share_margin_or_quantile_is_refused(name, wrong):
    with pytest.raises(Unusable):
        krejcie_morgan(100, **{name: wrong})


@pytest.mark.parametrize("name", ["share", "margin"])
def test_a_share_and_a_margin_stay_below_one(name):
    with pytest.raises(Unusable, match="between 0 and 1"):
        krejcie_morgan(100, **{name: 1})
