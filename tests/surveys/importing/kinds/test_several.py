"""Several answers in one cell."""

import pytest

from surveys.importing import kinds
from surveys.importing.columns import Column, Option
from surveys.importing.kinds import Missing
from tests.surveys.importing.kinds.reading import code_of_fault, fault, read


def several(*labels):
    return Column(
        "X",
        "X",
        kinds.SEVERAL,
        options=tuple(Option(code, label) for code, label in labels),
        is_question=True,
    )


PLACES = several(("1", "Kantor"), ("2", "Desa"), ("3", "Media sosial"))
BENEFITS = several(("jkk", "JKK"), ("jkm", "JKM"), ("jht", "JHT"), ("jp", "JP"))
SCHOOLS = several(("sma", "SMA/SMK"), ("smp", "SMP"), ("d", "Diploma, sarjana"))
UNCLEAR = several(("a", "A"), ("b", "B"), ("ab", "A/B"))


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("Media sosial; kantor ;Kantor", ["1", "3"]),
        ("desa\nmedia sosial", ["2", "3"]),
        ("1,3", ["1", "3"]),
        ("1 3", ["1", "3"]),
        (2, ["2"]),
        ("Kantor", ["1"]),
        ("(a) Kantor; (c) Media sosial", ["1", "3"]),
        ("-", None),
        ("tidak tahu", Missing.DONT_KNOW),
    ],
)
def test_answers_are_parted_and_kept_in_the_order_of_the_question(value, codes):
    assert read(PLACES, value) == codes


@pytest.mark.parametrize(
    "value",
    ["JKK, JHT", "JKK/JHT", "JKK dan JHT", "jht & jkk", "JKK + JHT", "jkk jht", "JKK jht", "JKK|JHT"]
    + ["JKK; dan JHT", "JKK;dan JHT", "JKK; serta JHT"],
)
def test_every_common_sign_between_two_answers_parts_them(value):
    assert read(BENEFITS, value) == ["jkk", "jht"]


def test_three_answers_in_a_sentence():
    assert read(BENEFITS, "JKK, JKM dan JHT") == ["jkk", "jkm", "jht"]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("SMA/SMK", ["sma"]),
        ("SMP, SMA/SMK", ["sma", "smp"]),
        ("Diploma, sarjana", ["d"]),
        ("SMP/SMA/SMK", ["sma", "smp"]),
    ],
)
def test_an_answer_that_holds_a_parting_sign_stays_one(value, codes):
    assert read(SCHOOLS, value) == codes


def test_what_can_be_parted_in_two_ways_is_asked():
    assert code_of_fault(UNCLEAR, "A/B") == "several_meanings"
    assert read(UNCLEAR, "A; B") == ["a", "b"]


def test_the_part_that_nobody_knows_is_named():
    assert code_of_fault(PLACES, "Kantor; pasar") == "unknown_option"
    assert fault(PLACES, "Kantor, Media sosal").suggestion == "Media sosial"
    assert code_of_fault(PLACES, "1,7") == "out_of_range"
    assert code_of_fault(PLACES, ", ".join(["Kantor"] * 30)) == "unknown_option"


def test_numbers_that_excel_joined_are_no_answer():
    assert code_of_fault(PLACES, 1.3) == "out_of_range"


def test_several_answers_are_told_in_words():
    assert PLACES.kind.in_words(PLACES, ["1", "3"]) == "Kantor; Media sosial"
