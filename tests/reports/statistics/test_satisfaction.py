import math
import random
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import stdtrit

from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.moments import Moments
from reports.statistics.satisfaction import GRADES, element_means, grade, grade_of, satisfaction_index
from tests.reports.statistics import cases

ELEMENTS = tuple(f"U{number}" for number in range(1, 10))
# Example of github rennn9/GASPUL_BACKEND, 29 respondents: how many answered 4, 3, 2, 1 per element.
GASPUL = ((18, 11, 0, 0), (14, 15, 0, 0), (15, 12, 2, 0), (29, 0, 0, 0), (15, 14, 0, 0), (18, 11, 0, 0),
          (19, 10, 0, 0), (18, 11, 0, 0), (28, 1, 0, 0))  # fmt: skip

an_answer = st.one_of(st.none(), st.integers(1, 4))
a_respondent = st.fixed_dictionaries(dict.fromkeys(ELEMENTS[:4], an_answer))
some_respondents = st.lists(
    a_respondent.filter(lambda answers: any(answers.values())), min_size=2, max_size=25
)


def gaspul_respondents():
    columns = [[4] * n4 + [3] * n3 + [2] * n2 + [1] * n1 for n4, n3, n2, n1 in GASPUL]
    return [dict(zip(ELEMENTS, answers, strict=True)) for answers in zip(*columns, strict=True)]


def moments_of(elements, respondents):
    """From one dict {element: whole number from 1} per respondent; None or an absent key: no answer."""
    elements = tuple(elements)
    scores = np.array([[r.get(e) or 0 for e in elements] for r in respondents], dtype=np.int64)
    scores = scores.reshape(-1, len(elements))
    answered = (scores > 0).astype(np.int64)
    return Moments(elements, answered.T @ answered, scores.T @ answered, scores.T @ scores)


def index_of(respondents, elements=ELEMENTS, **options):
    return satisfaction_index(moments_of(elements, respondents), len(respondents), **options)


def naive_index(respondents, elements):
    """Value and interval from the single answers, as the formula is written on paper."""
    n = {u: sum(bool(r.get(u)) for r in respondents) for u in elements}
    mean = {u: sum(r.get(u) or 0 for r in respondents) / n[u] for u in elements}
    factor = 25 / len(elements)
    residuals = [factor * sum((r[u] - mean[u]) / n[u] for u in elements if r.get(u)) for r in respondents]
    size = len(respondents)
    error = math.sqrt(size / (size - 1) * sum(z * z for z in residuals))
    value, spread = factor * sum(mean.values()), stdtrit(size - 1, 0.975) * error
    return value, max(25, value - spread), min(100, value + spread)


def an_estimate(value, low, high, n=200):
    return Estimate(value, low, high, n, "test")


def test_index_of_the_published_example_is_exact():
    estimate = index_of(gaspul_respondents())

    assert estimate.value == pytest.approx(91.475095785441, abs=1e-12)
    assert estimate.n == 29


def test_index_reproduces_reports_printed_with_the_weight_of_eleven_hundredths():
    estimate = index_of(gaspul_respondents(), weight=Decimal("0.11"))

    assert estimate.value == pytest.approx(90.560344827586, abs=1e-12)


def test_index_of_only_fours_ends_at_99_with_that_weight():
    content = [dict.fromkeys(ELEMENTS, 4)] * 3

    assert index_of(content, weight=Decimal("0.11")).value == 99
    assert index_of(content).value == 100


def test_index_equals_the_reference_case():
    known = cases.expected("I01_ikm_gaspul")
    columns = [
        [4] * int(row["n4"]) + [3] * int(row["n3"]) + [2] * int(row["n2"]) + [1] * int(row["n1"])
        for row in cases.rows("I01_ikm_gaspul", "score_counts.csv")
    ]
    respondents = [dict(zip(ELEMENTS, answers, strict=True)) for answers in zip(*columns, strict=True)]
    moments = moments_of(ELEMENTS, respondents)

    assert moments.totals.tolist() == known["total"]
    assert [float(mean) for mean in element_means(moments).values()] == pytest.approx(known["nrr"], abs=1e-9)
    assert index_of(respondents).value == pytest.approx(known["ikm_exact"], abs=1e-9)
    assert index_of(respondents, weight=Fraction(11, 100)).value == pytest.approx(
        known["ikm_weight_0_11"], abs=1e-9
    )
    assert grade(index_of(respondents).value).letter == known["grade"]


@given(some_respondents)
def test_index_from_sums_equals_index_from_answers(respondents):
    elements = ELEMENTS[:4]
    assume(all(any(r[u] for r in respondents) for u in elements))

    estimate = index_of(respondents, elements)

    assert (estimate.value, estimate.low, estimate.high) == pytest.approx(
        naive_index(respondents, elements), abs=1e-6
    )


@given(some_respondents)
def test_moments_are_the_same_from_stored_rows_and_from_answers(respondents):
    elements = ELEMENTS[:4]
    rows = []
    for r in respondents:
        for a, first in enumerate(elements):
            for second in elements[a:]:
                if r[first] and r[second]:
                    rows.append((first, second, 1, r[first], r[second], r[first] * r[second]))

    from_rows = Moments.from_rows(elements, rows)

    assert as_lists(from_rows) == as_lists(moments_of(elements, respondents))


def as_lists(moments):
    return [array.tolist() for array in (moments.n, moments.sum_a, moments.sum_b, moments.sum_ab)]


def test_a_pair_stored_in_the_other_order_means_the_same():
    one = Moments.from_rows(("A", "B"), [("A", "B", 2, 5, 7, 18)])
    other = Moments.from_rows(("A", "B"), [("B", "A", 2, 7, 5, 18)])

    assert as_lists(one) == as_lists(other)


def test_moments_refuse_an_unknown_element():
    with pytest.raises(KeyError):
        Moments.from_rows(("A",), [("A", "Z", 1, 3, 3, 9)])


def test_interval_covers_the_truth_about_as_often_as_it_says():
    chance = random.Random(7)
    truth, covered = 25 * 3.1, 0
    for _ in range(400):
        people = [
            {u: chance.choices((1, 2, 3, 4), (5, 10, 55, 30))[0] for u in ELEMENTS if chance.random() > 0.1}
            for _ in range(40)
        ]
        estimate = index_of(people)
        covered += estimate.low <= truth <= estimate.high

    assert 0.92 <= covered / 400 <= 0.98


def test_interval_ends_where_the_scale_ends():
    estimate = index_of([{"A": 4}, {"A": 4}, {"A": 1}], ("A",))

    assert (estimate.low, estimate.high) == (25, 100)


def test_a_single_respondent_has_a_value_but_no_interval():
    estimate = index_of([dict.fromkeys(ELEMENTS, 3)])

    assert (estimate.value, estimate.low, estimate.high) == (75, None, None)
    assert not estimate.has_interval


def test_people_of_one_index_have_a_standard_error_of_zero_and_a_caution():
    alike = index_of([{"A": 1, "B": 2, "C": 4}, {"A": 4, "B": 1, "C": 2}, {"A": 2, "B": 4, "C": 1}], "ABC")

    assert (alike.standard_error, alike.cautions) == (0.0, (Caution.NO_SPREAD,))
    assert index_of(gaspul_respondents()).cautions == ()


def test_one_other_answer_among_a_hundred_million_is_no_crumb():
    n = np.array([[10**8]])
    moments = Moments(("A",), n, 3 * n + 1, 9 * n + 7)

    assert satisfaction_index(moments, 10**8).standard_error == pytest.approx(25e-8, rel=1e-5)


def test_nobody_answered_gives_a_reason_instead_of_a_number():
    assert index_of([]) == Withheld(Reason.NO_ANSWERS, 0)


def test_an_element_nobody_answered_is_named():
    answers = [{"A": 4, "B": None}, {"A": 3, "B": None}]

    assert index_of(answers, ("A", "B")) == Withheld(Reason.ELEMENT_UNANSWERED, 2, ("B",))


def test_an_element_off_the_scale_is_named_instead_of_an_index():
    assert index_of([{"A": 1, "B": 4}] * 40, ("A", "B")).value == 62.5
    assert index_of([{"A": 1, "B": 5}] * 40, ("A", "B")) == Withheld(Reason.OFF_SCALE, 40, ("B",))
    assert grade_of(index_of([{"A": 9}] * 40, ("A",))) == Withheld(Reason.OFF_SCALE, 40, ("A",))


def test_fewer_respondents_than_answers_is_refused():
    moments = moments_of(("A",), [{"A": 3}, {"A": 4}])

    with pytest.raises(ValueError, match="fewer respondents"):
        satisfaction_index(moments, 1)


def test_grades_of_the_reference_case():
    values = [row["ikm"] for row in cases.rows("I02_ikm_grade_boundaries", "values.csv")]

    assert [grade(float(value)).letter for value in values] == cases.expected("I02_ikm_grade_boundaries")[
        "grade"
    ]


@pytest.mark.parametrize(
    ("value", "letter"),
    [(64.994, "D"), (64.995, "C"), (76.604, "C"), (76.605, "B"), (88.304, "B"), (88.305, "A"), (100, "A")],
)
def test_grade_rounds_half_up_before_it_looks_at_the_bands(value, letter):
    assert grade(value).letter == letter
    assert grade(Decimal(str(value))).letter == letter


def test_the_bands_leave_no_hundredth_without_a_grade():
    for better, worse in zip(GRADES, GRADES[1:], strict=False):
        assert better.low - worse.high == Decimal("0.01")


@pytest.mark.parametrize("value", [24, 100.01, float("nan"), float("inf"), -80])
def test_grade_refuses_what_is_no_index(value):
    with pytest.raises(ValueError, match="not an index"):
        grade(value)


def test_fewer_than_thirty_answers_get_no_grade():
    assert grade_of(an_estimate(80, 75, 85, n=29)) == Withheld(Reason.TOO_FEW, 29)
    assert grade_of(an_estimate(80, 78, 82, n=30)).grade.letter == "B"


def test_a_withheld_estimate_keeps_its_own_reason():
    withheld = Withheld(Reason.NO_ANSWERS, 0)

    assert grade_of(withheld) is withheld


@pytest.mark.parametrize(
    ("low", "high", "letters"),
    [
        (77, 88, "B"),
        (77, 89, "AB"),
        (70, 85, "BC"),
        (60, 95, "ABCD"),
        (76.604, 88.304, "BC"),
        (76.605, 88.304, "B"),
    ],
)
def test_grade_tells_every_band_its_interval_touches(low, high, letters):
    graded = grade_of(an_estimate(80, low, high))

    assert "".join(band.letter for band in graded.touched) == letters
    assert graded.is_certain == (len(letters) == 1)


def test_index_without_any_element_is_withheld():
    withheld = satisfaction_index(Moments.empty(()), 0)

    assert withheld == Withheld(Reason.NO_ANSWERS, 0)
