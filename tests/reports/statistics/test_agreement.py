import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.agreement import LEVELS, fleiss_kappa, krippendorff_alpha, theme_agreement
from reports.statistics.errors import Empty, NotFinite, OutOfRange, WrongShape
from tests.reports.statistics import cases

DIAGNOSES = "K02_diagnoses_multi_theme"
a_rating = st.one_of(st.none(), st.integers(1, 4))
some_units = st.lists(st.lists(a_rating, min_size=3, max_size=3), min_size=2, max_size=8).filter(
    lambda units: any(sum(one is not None for one in unit) > 1 for unit in units)
)


def canonical():
    rows = cases.rows("K01_krippendorff_canonical", "ratings.csv")
    coders = [f"coder{number}" for number in range(1, 5)]
    return [[int(row[coder]) if row[coder] else None for coder in coders] for row in rows]


def diagnoses():
    rows = cases.rows(DIAGNOSES, "diagnoses.csv")
    return [[row[f"rater{number}"] for number in range(1, 7)] for row in rows]


def naive_alpha(units, distance):
    """One minus seen over expected disagreement, over all pairs of ratings one by one."""
    paired = [[one for one in unit if one is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    everything = [one for unit in paired for one in unit]
    seen = sum(
        sum(distance(a, b, everything) for a, b in itertools.permutations(unit, 2)) / (len(unit) - 1)
        for unit in paired
    ) / len(everything)
    n = len(everything)
    expected = sum(distance(a, b, everything) for a, b in itertools.permutations(everything, 2)) / (
        n * (n - 1)
    )
    return 1 - seen / expected if expected else None


def ordinal(a, b, everything):
    low, high = sorted((a, b))
    between = sum(low <= one <= high for one in everything)
    ends = (everything.count(low) + everything.count(high)) / 2
    return (between - ends) ** 2 if a != b else 0


DISTANCES = {
    "nominal": lambda a, b, _everything: a != b,
    "ordinal": ordinal,
    "interval": lambda a, b, _everything: (a - b) ** 2,
    "ratio": lambda a, b, _everything: ((a - b) / (a + b)) ** 2,
}


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_equals_the_canonical_case_at_each_level(level):
    agreement = krippendorff_alpha(canonical(), level)

    expected = cases.expected("K01_krippendorff_canonical")[level]
    assert agreement.alpha == pytest.approx(expected, abs=1e-6)
    assert (agreement.units, agreement.ratings) == (11, 40)
    assert agreement.low < agreement.alpha <= agreement.high <= 1


def test_overall_and_per_theme_alpha_and_kappa_equal_the_published_case():
    units, expected = diagnoses(), cases.expected(DIAGNOSES)

    themes = theme_agreement(units, expected["alpha_per_category"], resamples=50)

    assert krippendorff_alpha(units).alpha == pytest.approx(expected["alpha_nominal"], abs=1e-6)
    assert fleiss_kappa(units) == pytest.approx(expected["fleiss_kappa"], abs=1e-6)
    found = {theme: agreement.alpha for theme, agreement in themes.items()}
    assert found == pytest.approx(expected["alpha_per_category"], abs=1e-6)
    # Known of complete data: alpha is kappa corrected for the number of ratings.
    assert 1 - (1 - expected["fleiss_kappa"]) * 179 / 180 == pytest.approx(krippendorff_alpha(units).alpha)


@given(some_units, st.sampled_from(LEVELS))
def test_alpha_is_that_of_all_pairs_one_by_one(units, level):
    alpha, naive = krippendorff_alpha(units, level, resamples=0).alpha, naive_alpha(units, DISTANCES[level])

    assert alpha == (None if naive is None else pytest.approx(naive, abs=1e-9))


def test_labels_are_told_apart_whoever_uses_them():
    # The second coder never says "c": integer codes per coder would shift.
    units = [["a", "a"], ["b", "b"], ["c", "b"], ["a", "a"], ["c", "b"]]
    numbered = [[{"a": 1, "b": 2, "c": 3}[one] for one in unit] for unit in units]

    assert (
        krippendorff_alpha(units).alpha
        == krippendorff_alpha(numbered).alpha
        == pytest.approx(naive_alpha(units, DISTANCES["nominal"]))
    )


def test_words_have_an_order_when_it_is_given():
    words = {1: "rendah", 2: "sedang", 3: "tinggi"}
    units = [[1, 1], [2, 3], [3, 3], [1, 2], [2, 2]]
    worded = [[words[one] for one in unit] for unit in units]

    agreement = krippendorff_alpha(worded, "ordinal", order=list(words.values()))

    assert agreement.alpha == pytest.approx(krippendorff_alpha(units, "ordinal").alpha)
    with pytest.raises(OutOfRange, match="tinggi"):
        krippendorff_alpha(worded, "ordinal", order=["rendah", "sedang"])
    with pytest.raises(OutOfRange, match="order"):
        krippendorff_alpha(worded, "ordinal")


def test_a_rare_theme_has_a_low_alpha_and_a_high_share():
    passages = [[[], []]] * 97 + [[["upah"], []], [[], ["upah"]], [["upah"], ["upah"]]]

    agreement = theme_agreement(passages, ["upah"])["upah"]

    assert agreement.agreeing == pytest.approx(0.98)
    assert agreement.prevalence == pytest.approx(4 / 200)
    assert agreement.alpha == pytest.approx(naive_alpha([[bool(a), bool(b)] for a, b in passages],
                                                        DISTANCES["nominal"]))  # fmt: skip
    assert agreement.alpha < 0.6


def test_a_passage_may_hold_several_themes_none_or_no_coding():
    passages = [[{"upah", "dokumen"}, {"upah"}], [set(), "dokumen"], ["upah", None], [("upah",), ["upah"]]]

    agreement = theme_agreement(passages, ["upah", "dokumen"], resamples=0)

    assert (agreement["upah"].units, agreement["upah"].agreeing) == (3, 1)
    assert agreement["dokumen"].agreeing == pytest.approx(1 / 3)
    assert agreement["dokumen"].prevalence == pytest.approx(2 / 6)


def test_pairs_are_averaged_within_and_then_over_units():
    # Unit one: 1 of 3 pairs agrees; unit two: its one pair does.
    assert krippendorff_alpha([["a", "a", "b"], ["b", "b", None]]).agreeing == pytest.approx((1 / 3 + 1) / 2)


def test_bounds_are_the_percentiles_of_resampled_units_and_stay_the_same():
    rng = random.Random(1)
    units = [[rng.randint(1, 3), rng.randint(1, 3)] for _unit in range(15)]
    units += [[2, 2], [1, 1], [3, 3]] * 5

    first, again = krippendorff_alpha(units), krippendorff_alpha(units)
    other = krippendorff_alpha(units, seed=4)

    assert first == again
    assert (first.low, first.high) != (other.low, other.high)
    found = []
    for _time in range(1000):
        drawn = rng.choices(units, k=len(units))
        found.append(naive_alpha(drawn, DISTANCES["nominal"]))
    assert (first.low, first.high) == pytest.approx(np.percentile(found, [2.5, 97.5]), abs=0.05)
    half = krippendorff_alpha(units, confidence=0.5)
    assert (half.low, half.high) == pytest.approx(np.percentile(found, [25, 75]), abs=0.03)


def test_where_resamples_hold_no_difference_there_are_no_bounds():
    once = [["x", "x"]] + [["y", "y"]] * 30

    assert krippendorff_alpha(once).alpha == 1
    assert (krippendorff_alpha(once).low, krippendorff_alpha(once).high) == (None, None)


def test_without_two_different_ratings_nothing_is_known_of_the_coders():
    agreement = krippendorff_alpha([["a", "a"], ["a", "a"]])

    assert (agreement.alpha, agreement.low, agreement.agreeing) == (None, None, 1)
    assert fleiss_kappa([["a", "a"], ["a", "a"]]) is None


def test_kappa_by_hand():
    # Agreement (1 + 1 + 0)/3; shares a: 3/6, b: 3/6, chance 1/2.
    assert fleiss_kappa([["a", "a"], ["b", "b"], ["a", "b"]]) == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))


@pytest.mark.parametrize(
    ("ratings", "refusal"),
    [
        ([], Empty),
        ([[]], Empty),
        ([[1, None], [None, 2]], Empty),
        ([[1, 2], [1]], WrongShape),
        ([[1, math.nan]], NotFinite),
        ([[1, math.inf]], NotFinite),
    ],
)
def test_what_are_no_ratings_is_refused(ratings, refusal):
    for level in LEVELS:
        with pytest.raises(refusal):
            krippendorff_alpha(ratings, level)
    with pytest.raises(refusal):
        theme_agreement(ratings, [1, 2])
    with pytest.raises((refusal, NotFinite)):
        fleiss_kappa(ratings)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: krippendorff_alpha([[1, 2]], "polar"), OutOfRange),
        (lambda: krippendorff_alpha([["a", "b"]], "interval"), OutOfRange),
        (lambda: krippendorff_alpha([[-1, 2]], "ratio"), OutOfRange),
        (lambda: krippendorff_alpha([[1, 2]], resamples=-1), OutOfRange),
        (lambda: krippendorff_alpha([[1, 2]], confidence=1), OutOfRange),
        (lambda: theme_agreement([["a", "b"]], []), Empty),
        (lambda: theme_agreement([["a", "b"]], ["a"]), OutOfRange),
        (lambda: fleiss_kappa([["a", None]]), NotFinite),
    ],
)
def test_what_cannot_be_asked_is_refused(ask, refusal):
    with pytest.raises(refusal):
        ask()
