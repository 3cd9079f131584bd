"""Countries, respondents' numbers, whole numbers and own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.importing import kinds
from surveys.importing.columns import Column
from surveys.importing.kinds import Missing
from surveys.importing.problems import Unfit
from tests.surveys.importing.kinds.reading import code_of_fault, fault, read
from tests.surveys.importing.tables import SARAN, column

COUNTRY, NUMBER = column("destination"), column("respondent")
WHOLE = Column("N", "N", kinds.WHOLE, is_question=True)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Malaysia", "MY"),
        ("MYS", "MY"),
        ("Malasia", "MY"),
        ("negara Malaysia", "MY"),
        ("Malaysia (Johor)", "MY"),
        ("Johor, Malaysia", "MY"),
        ("TWN", "TW"),
        ("tw", "TW"),
        ("M'sia", "MY"),
        ("Taiwan (ROC)", "TW"),
        ("H.K.", "HK"),
        ("S. Arabia", "SA"),
        ("U.E.A.", "AE"),
        ("hongkong", "HK"),
        ("Hong Kong", "HK"),
        ("Hongkong SAR", "HK"),
        ("Arab Saudi", "SA"),
        ("KSA", "SA"),
        ("South Korea", "KR"),
        ("Korea Selatan", "KR"),
        ("Uni Emirat Arab", "AE"),
        ("U.E.A.", "AE"),
        ("S'pore", "SG"),
        ("DE", "DE"),
        ("Singapura", "SG"),
        ("AS", "US"),
        ("belum ada", Missing.NOT_APPLICABLE),
        ("NA", Missing.NOT_APPLICABLE),
        ("belum tahu", Missing.DONT_KNOW),
        ("-", None),
    ],
)
def test_a_country_is_read_as_people_say_it(value, code):
    assert read(COUNTRY, value) == code


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("Singapuraa", "unknown_country", "Singapura"),
        ("luar negeri", "unknown_country", ""),
        ("BL", "unknown_country", ""),  # an island nobody goes to, or somebody's abbreviation
        ("TT", "unknown_country", ""),
        ("Malaysia, Singapura", "two_answers", ""),
        ("M\u0430laysia", "lookalike_letter", "Malaysia"),  # a Cyrillic a
        (60, "unknown_country", ""),
    ],
)
def test_a_country_that_is_not_certain_is_named(value, code, suggestion):
    found = fault(COUNTRY, value)
    assert (found.code, found.suggestion) == (code, suggestion)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, "12"),
        (70.0, "70"),
        ("70.0", "70"),
        ("70,0", "70"),
        ("01", "1"),
        (" 007 ", "7"),
        ("K-007", "K-007"),
        ("k-007", "K-007"),
        ("k - 007", "K-007"),
        ("K\u2013007", "K-007"),
        ("71.", "71"),
        ("#373", "373"),
        ("KPG-190.", "KPG-190"),
        ("No. 373", "373"),
        ("responden 12", "12"),
        ("kup  12", "KUP 12"),
        ("１２", "12"),
        ("'15", "15"),
    ],
)
def test_a_respondent_number_has_one_form(value, number):
    assert read(NUMBER, value) == number


@pytest.mark.parametrize("value", ["-", "x", "XXX", "0", 0, "00", "n/a", "tidak ada", "tanpa nomor", "."])
def test_a_placeholder_is_no_number(value):
    assert read(NUMBER, value) is None


@pytest.mark.parametrize(
    "value",
    [
        "3275012345678901",
        "32.75.01.234567.8901",
        3275012345678900,
        9171012345678901,
        "NIK 3275012345678901",
        "327501234567890",
    ],
)
def test_a_nik_is_never_a_respondent_number(value):
    assert code_of_fault(NUMBER, value) == "respondent_nik"


@pytest.mark.parametrize(
    "value",
    ["081234567890", "wa 085239876543", 81234567890, "+62 812-3456-7890", "62812 3456 7890"]
    + ["(0380) 8554321", "telp. (021) 555-1234"],
)
def test_a_telephone_number_is_never_a_respondent_number(value):
    assert code_of_fault(NUMBER, value) == "respondent_phone"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3.27501E+15", "respondent_scientific"),
        ("3,27501e15", "respondent_scientific"),
        (1.5, "respondent_unusable"),
        (True, "respondent_unusable"),
        (("d", "2019-01-02"), "turned_into_date"),
        ("A" * 61, "text_too_long"),
    ],
)
def test_an_unfit_respondent_number_is_a_fault(value, code):
    assert code_of_fault(NUMBER, value) == code


DAYS = Column("HARI", "Lama penyelesaian (hari)", kinds.WHOLE, is_question=True)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, 0),
        ("1.234.567", 1234567),
        (" 5 ", 5),
        ("(30)", 30),
        ("lima", 5),
        ("nol", 0),
        ("dua puluh empat", 24),
        ("sebelas", 11),
        ("seratus dua puluh", 120),
        ("3 orang", 3),
        ("2x", 2),
        ("± 17", 17),
        ("sekitar 4 orang.", 4),
        ("500 ribu", 500_000),
        ("1,5 juta", 1_500_000),
        ("Rp 650.000", 650_000),
        ("Rp3.650.000,-", 3_650_000),
        ("400.000,-", 400_000),
    ],
)
def test_a_whole_number_is_read(value, number):
    assert read(WHOLE, value) == number


@pytest.mark.parametrize(
    "value", [2.5, -1, "1.234", "banyak", "3 bulan", "dua dua", "puluh", "3 ribu orang", "0,5", True]
)
def test_what_is_no_whole_number_is_a_fault(value):
    assert code_of_fault(WHOLE, value) == "not_a_whole_number"


def test_a_unit_is_passed_over_where_the_question_asks_for_it():
    assert (read(DAYS, "24 hari"), read(DAYS, "24 hari kerja")) == (24, 24)
    assert (read(DAYS, "24 hr"), read(DAYS, "dua puluh empat hari kerja")) == (24, 24)
    assert code_of_fault(DAYS, "dua minggu") == "not_a_whole_number"
    assert code_of_fault(DAYS, "2 minggu") == "not_a_whole_number"


def test_a_number_nobody_knows_is_missing():
    assert read(WHOLE, "tidak tahu") is Missing.DONT_KNOW


@pytest.mark.parametrize(
    "text",
    [
        "NULL",
        "None",
        "nan",
        "-",
        "=1+1",
        "<b>tebal</b>",
        "Rumah 5² 😀",
        "baris satu\nbaris dua",
        "tidak tahu",
    ],
)
def test_own_words_are_kept_as_they_are(text):
    assert read(SARAN, f" {text} ") == text


def test_own_words_may_not_be_endless():
    assert code_of_fault(SARAN, "a" * 5001) == "text_too_long"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.03, "3%"), (4, "400%"), (0.07, "7%"), (0.125, "12,5%"), (1, "100%"), (-0.5, "−50%")],
)
def test_a_number_shown_as_percent_is_told_as_it_is_shown(number, shown):
    found = fault(WHOLE, ("p", number))
    assert (found.code, found.detail["percent"]) == ("percent_cell", shown)
    assert read(SARAN, ("p", number)) == shown


@given(st.integers(0, 10**9), st.booleans())
def test_a_number_that_is_in_its_form_already_is_read_like_any_other(number, as_text):
    value = str(number) if as_text else number
    try:
        expected = read(NUMBER, f"#{number}")
    except Unfit as unfit:
        assert code_of_fault(NUMBER, value) == unfit.code
    else:
        assert read(NUMBER, value) == expected
