import itertools
import math

import numpy as np
import pytest

from reports.statistics.errors import Empty, NotFinite, OutOfRange, Unusable, WrongShape
from reports.statistics.suppression import (
    BOARD,
    PUBLIC,
    Interval,
    audit,
    primary_cells,
    suppress,
    table_of,
    two_way,
)
from tests.reports.statistics import cases

CASE = "D01_suppression_audit"


def published_table():
    rows = cases.rows(CASE, "table.csv")
    return two_way([[int(row[f"D{number}"]) for number in range(1, 5)] for row in rows[:-1]])


def intervals_of(written):
    return {tuple(map(int, cell.split(","))): tuple(bounds) for cell, bounds in written.items()}


def naive_intervals(table, hidden, least, most):
    """What a reader finds who tries all counts up to `most` in the hidden cells."""
    hidden, found = sorted(hidden), []
    for guess in itertools.product(range(least, most + 1), repeat=len(hidden)):
        cells = table.cells | dict(zip(hidden, guess, strict=True))
        if all(sum(cells[part] for part in line.parts) == cells[line.total] for line in table.lines):
            found.append(guess)
    columns = zip(*found, strict=True)
    return {cell: (min(column), max(column)) for cell, column in zip(hidden, columns, strict=True)}


def assert_safe(table, suppression, threshold=BOARD, width=BOARD, least=1):
    """What a suppression promises, checked on its own."""
    intervals = audit(table, suppression.hidden, least=least)
    assert suppression.intervals == intervals
    assert primary_cells(table, threshold) == suppression.primary <= set(intervals)
    for cell, interval in intervals.items():
        assert interval.low <= table.cells[cell] <= interval.high
        assert interval.width >= width
    for line in table.lines:
        assert len(suppression.hidden.intersection(line.cells)) != 1
    assert all(table.cells[cell] for cell in suppression.hidden)


def test_what_the_margins_give_away_equals_the_published_case():
    table, expected = published_table(), cases.expected(CASE)

    primary = primary_cells(table)

    assert primary == {tuple(cell) for cell in expected["primary"]}
    assert audit(table, primary) == intervals_of(expected["interval_primary_only"])
    more = primary | {tuple(cell) for cell in expected["complementary_used"]}
    assert audit(table, more) == intervals_of(expected["interval_with_complementary"])


def test_the_pattern_found_for_the_published_case_is_safe():
    table = published_table()

    suppression = suppress(table, least=0)

    assert_safe(table, suppression, least=0)
    assert len(suppression.secondary) == len(cases.expected(CASE)["complementary_used"])
    assert_safe(table, suppress(table))
    assert_safe(table, suppress(table, threshold=PUBLIC, width=PUBLIC), PUBLIC, PUBLIC)


@pytest.mark.parametrize("least", [0, 1])
def test_intervals_are_those_of_all_tables_that_could_be(least):
    rng = np.random.default_rng(5)
    for _time in range(6):
        table = two_way(rng.integers(1, 4, size=(3, 3)))
        inner = [cell for cell in table.cells if 3 not in cell]
        hidden = [inner[place] for place in rng.choice(9, size=4, replace=False)]

        assert audit(table, hidden, least=least) == naive_intervals(table, hidden, least, 9)


def test_a_hidden_total_is_audited_like_any_cell():
    table = two_way([[1, 2], [2, 3]])
    hidden = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2)]

    assert audit(table, hidden) == naive_intervals(table, hidden, 0, 8)


def test_what_nothing_bounds_is_unbounded():
    table = table_of({"a": 3, "b": 7, "all": 10}, [("ab", "all")])

    assert audit(table, ["a", "b"]) == {"a": (0, 10), "b": (0, 10)}
    assert audit(table, ["a", "all"]) == {"a": (0, math.inf), "all": (7, math.inf)}
    assert Interval(2, 9).width == 7


@pytest.mark.parametrize("seed", range(12))
def test_random_tables_are_made_safe(seed):
    rng = np.random.default_rng(seed)
    table = two_way(rng.poisson(rng.gamma(0.7, 12, size=rng.integers(1, 6, size=2))))

    for threshold, width in ((BOARD, BOARD), (PUBLIC, PUBLIC)):
        suppression = suppress(table, threshold=threshold, width=width)
        assert_safe(table, suppression, threshold, width)
        for cell in suppression.primary:
            if not any(line.total == cell for line in table.lines):
                interval = suppression.intervals[cell]
                assert interval.low <= 1 and interval.high >= threshold - 1


def test_a_table_without_small_counts_is_shown_whole():
    suppression = suppress(two_way([[12, 0], [9, 30]]))

    assert (suppression.hidden, suppression.intervals) == (frozenset(), {})


def test_the_cell_hidden_with_a_small_one_is_the_smallest_that_helps():
    suppression = suppress(table_of({"a": 3, "b": 8, "c": 40, "d": 0, "all": 51}, [("abcd", "all")]), least=0)

    assert suppression.secondary == {"b"}
    assert suppression.intervals == {"a": (0, 11), "b": (0, 11)}


def test_totals_are_hidden_last():
    cells = {"a": 3, "b": 8, "ab": 11, "x": 50, "bx": 58}

    assert suppress(table_of(cells, [("ab", "ab"), ("bx", "bx")])).secondary == {"b", "x"}


def test_small_counts_lie_from_one_to_below_the_threshold():
    assert primary_cells(table_of({"a": 4, "b": 5, "c": 0, "d": 1}, [])) == {"a", "d"}


def test_an_interval_just_as_wide_as_asked_is_enough():
    table = table_of({"a": 2, "b": 3, "c": 40, "all": 45}, [("abc", "all")])

    assert suppress(table, least=0).intervals == {"a": (0, 5), "b": (0, 5)}


def test_a_small_count_may_be_any_small_count():
    table = table_of({"a": 1, "b": 5, "c": 40, "all": 46}, [("abc", "all")])

    assert audit(table, "ab") == {"a": (0, 6), "b": (0, 6)}
    assert suppress(table, threshold=PUBLIC, width=BOARD, least=0).hidden == set("abc")


def test_two_small_counts_whose_sum_is_known_are_not_enough():
    table = table_of({"a": 1, "b": 1, "c": 40, "all": 42}, [("abc", "all")])

    assert audit(table, ["a", "b"], least=1) == {"a": (1, 1), "b": (1, 1)}
    assert suppress(table).secondary == {"c"}


def test_a_small_total_is_hidden_too_and_its_zeros_are_not_held_against_it():
    table = two_way([[1, 2, 0], [20, 30, 0], [9, 40, 8]])

    suppression = suppress(table)

    assert {(0, 0), (0, 1), (0, 3)} == suppression.primary
    assert_safe(table, suppression)
    # Two cells that are not 0 make a total of at least 2.
    assert suppression.intervals[0, 3].low == 2


def test_the_smallest_table_is_hidden_whole():
    assert suppress(two_way([[3]])).hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_months_and_quarters_are_audited_together():
    cells = {"jan": 2, "feb": 20, "mar": 30, "q1": 52, "apr": 40, "half": 92}
    lines = [(("jan", "feb", "mar"), "q1"), (("q1", "apr"), "half")]
    table = table_of(cells, lines)

    assert audit(table, ["jan"]) == {"jan": (2, 2)}
    assert_safe(table, suppress(table))


def test_where_even_hiding_all_tells_too_much_it_is_said():
    table = table_of({"a": 1, "b": 1, "sum": 2, "same": 2}, [("ab", "sum"), (["same"], "sum")])

    with pytest.raises(OutOfRange, match="all is hidden"):
        suppress(table)


def test_the_same_table_is_always_hidden_alike():
    table = published_table()

    assert suppress(table) == suppress(table)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: two_way([]), WrongShape),
        (lambda: two_way([[]]), Empty),
        (lambda: two_way([[1, 2], [3]]), WrongShape),
        (lambda: two_way([[1, math.nan]]), NotFinite),
        (lambda: two_way([[1, math.inf]]), NotFinite),
        (lambda: two_way([[1, -1]]), OutOfRange),
        (lambda: two_way([[1, 1.5]]), OutOfRange),
        (lambda: table_of({}, []), Empty),
        (lambda: table_of({"a": 1}, [("a", "all")]), WrongShape),
        (lambda: table_of({"a": 1, "all": 2}, [("a", "all")]), OutOfRange),
        (lambda: table_of({"a": math.nan}, []), NotFinite),
        (lambda: audit(two_way([[1, 2]]), [(7, 7)]), WrongShape),
        (lambda: audit(two_way([[0, 2]]), [(0, 0)], least=1), OutOfRange),
        (lambda: primary_cells(two_way([[1, 2]]), threshold=1), OutOfRange),
        (lambda: suppress(two_way([[1, 2]]), width=0), OutOfRange),
        (lambda: suppress(table_of({"a": 3, "b": 9, "c": 5}, [("a", "c")])), OutOfRange),
    ],
)
def test_what_is_no_table_is_refused(ask, refusal):
    with pytest.raises(refusal) as caught:
        ask()
    assert isinstance(caught.value, Unusable)
