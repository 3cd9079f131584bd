"""One answer of a closed question, as people type it."""

from dataclasses import replace

import pytest

from surveys.importing.kinds import Missing
from tests.surveys.importing.kinds.reading import code_of_fault, fault, read
from tests.surveys.importing.tables import WAKTU, column, options

OWN_MARK = type(WAKTU)(
    "X",
    "X",
    WAKTU.kind,
    options=(*options("Ya", "Tidak"), type(WAKTU.options[0])("3", "Tidak tahu")),
    is_question=True,
)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (4, "4"),
        (4.0, "4"),
        ("4", "4"),
        (" 4 ", "4"),
        ("4.0", "4"),
        ("4,0", "4"),
        ("４", "4"),
        ("'3", "3"),
        ("(3)", "3"),
        ("skor 3", "3"),
        ("Nilai: 3", "3"),
        ("Jawaban = 3", "3"),
        ("tiga", "3"),
        ("III", "3"),
        ("iv", "4"),
        ("II.", "2"),
        ("EMPAT", "4"),
        ("c", "3"),
        ("D", "4"),
        ("d.", "4"),
        ("b)", "2"),
        ("(c)", "3"),
        ("3)", "3"),
        ("[3]", "3"),
        ("Tiga (3)", "3"),
        ("Cepat/3", "3"),
        ("[3] Cepat", "3"),
        ("sgt cepat", "4"),
        ("SC", "4"),
        ("KC", "2"),
        ("KC.", "2"),
        ("c. Cepat", "3"),
        ("C - Cepat", "3"),
        ("3 (Cepat)", "3"),
        ("3_Cepat", "3"),
        ("3/Cepat", "3"),
        ("(3) Cepat", "3"),
        ("Sangat cepat", "4"),
        ("sangat\u00a0CEPAT ", "4"),
        ("4 - Sangat cepat", "4"),
        ("4 - Puas", "4"),
        ("4. Sangat cepat", "4"),
        ("4) sangat cepat", "4"),
        ("4=Sangat cepat", "4"),
        ("Sangat cepat (4)", "4"),
        ("Sangat cepat (skor 4)", "4"),
        ("Sangat cepat [d]", "4"),
        ("4 sangat cepat", "4"),
        ("Sangat cepat - 4", "4"),
        ("Tidak\u200b cepat", "1"),
        ("Çepat", "3"),
    ],
)
def test_an_answer_is_known_by_number_letter_and_words(value, code):
    assert read(WAKTU, value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "out_of_range"),
        (0, "out_of_range"),
        (-1, "out_of_range"),
        (3.5, "out_of_range"),
        ("0", "out_of_range"),
        ("6", "out_of_range"),
        ("-1", "out_of_range"),
        ("3,5", "out_of_range"),
        ("tujuh", "out_of_range"),
        ("5 - Sangat puas", "out_of_range"),
        ("5;4", "two_answers"),
        ("3/4", "two_answers"),
        ("3 dan 4", "two_answers"),
        ("(3) (4)", "two_answers"),
        ("4 - Tidak cepat", "contradiction"),
        ("Tidak cepat (3)", "contradiction"),
        ("a. Sangat cepat", "contradiction"),
        ("Cepat (Tidak cepat)", "contradiction"),
        ("4?", "doubted"),
        ("3%", "unknown_option"),
        ("4 - \u0421epat", "lookalike_letter"),  # a Cyrillic C
        ("#N/A", "error_cell"),
        ("e", "unknown_option"),
        ("٣", "unknown_option"),
        ("٣ - Cepat", "unknown_option"),
        ("SP", "unknown_option"),
        ("Puas", "unknown_option"),
        ("NULL", "unknown_option"),
        ("4 orang", "unknown_option"),
        ("b orang", "unknown_option"),
        ("=HYPERLINK(1)", "unknown_option"),
        ("entah (3)", "unknown_option"),
        ("1 = tidak baik; 4 = sangat baik", "unknown_option"),
        ("K", "unknown_option"),  # Kurang cepat begins so, and no whole answer
        ("T", "unknown_option"),
        ("4 - ?", "doubted"),
        ("4 - !", "unknown_option"),
        ("Cepat (sekali)", "unknown_option"),
        (("d", "2019-04-03"), "turned_into_date"),
        (True, "unknown_option"),
        (("e", "#REF!"), "error_cell"),
        (("e", "#N/A"), "error_cell"),
        (("f", ""), "formula_cell"),
        (("x", "too_long"), "unusable_cell"),
        (("p", 0.03), "percent_cell"),
        (("p", 4), "percent_cell"),
    ],
)
def test_what_is_no_answer_says_why(value, code):
    assert code_of_fault(WAKTU, value) == code


def test_one_letter_is_the_answer_of_one_word_where_no_other_begins_so_or_the_column_shortens():
    prices = replace(WAKTU, options=options("Sangat mahal", "Cukup mahal", "Murah", "Gratis"))
    assert (read(prices, "G"), read(prices, "M")) == ("4", "3")
    fits = replace(WAKTU, options=options("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"))
    assert (code_of_fault(fits, "S"), code_of_fault(fits, "s", "SS")) == ("unknown_option",) * 2
    assert (read(fits, "S", "SS"), read(fits, "SS", "S")) == ("3", "4")


@pytest.mark.parametrize(
    ("value", "code"), [("tdk ada", "1"), ("Tidak ada", "1"), ("tdk tahu", Missing.DONT_KNOW)]
)
def test_a_mark_that_is_an_answer_is_that_answer_in_short_too(value, code):
    complaints = replace(WAKTU, options=options("Tidak ada", "Ada tetapi tidak berfungsi", "Kurang", "Baik"))
    assert read(complaints, value) == code


@pytest.mark.parametrize("value", ["", "   ", "\u00a0", "\u200b", "-", "--", "...", "kosong"])
def test_a_blank_cell_says_nothing(value):
    assert read(WAKTU, value) is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("Tidak tahu", Missing.DONT_KNOW),
        ("tdk tahu", Missing.DONT_KNOW),
        ("TT", Missing.DONT_KNOW),
        ("tidak menjawab", Missing.REFUSED),
        ("TJ", Missing.REFUSED),
        ("n/a", Missing.NOT_APPLICABLE),
        ("N.A.", Missing.NOT_APPLICABLE),
        ("tidak berlaku", Missing.NOT_APPLICABLE),
    ],
)
def test_a_mark_of_a_missing_answer_says_why_it_is_missing(value, reason):
    assert read(WAKTU, value) is reason


def test_an_answer_may_begin_with_a_word_that_stands_before_marks():
    valued = type(WAKTU)(
        "X", "X", WAKTU.kind, options=options("Nilai kurang", "Nilai baik"), is_question=True
    )
    assert read(valued, "Nilai baik") == "2"
    assert read(valued, "nilai 2") == "2"
    assert read(WAKTU, "Skor tiga") == "3"


def test_a_mark_that_the_question_offers_as_an_answer_is_that_answer():
    assert read(OWN_MARK, "Tidak tahu") == "3"


def test_a_mark_wins_over_a_mere_code_of_the_list():
    coded = type(WAKTU)(
        "X", "X", WAKTU.kind, options=(type(WAKTU.options[0])("NA", "Nasabah"),), is_question=True
    )
    assert read(coded, "NA") is Missing.NOT_APPLICABLE
    assert read(coded, "Nasabah") == "NA"


@pytest.mark.parametrize(
    ("typed", "meant"), [("sangat cpat", "Sangat cepat"), ("kurang cepet", "Kurang cepat"), ("xyz", "")]
)
def test_an_unknown_answer_gets_the_one_near_as_a_suggestion(typed, meant):
    assert fault(WAKTU, typed).suggestion == meant


def test_a_letter_that_only_looks_alike_is_named():
    found = fault(WAKTU, "C\u0435pat")  # a Cyrillic e
    assert (found.code, found.suggestion) == ("lookalike_letter", "Cepat")


def test_the_accepted_answers_are_told_with_their_scores():
    told = "1 = Tidak cepat, 2 = Kurang cepat, 3 = Cepat, 4 = Sangat cepat"
    assert fault(WAKTU, 5).detail == {"options": told}


def test_bare_numbers_mean_nothing_where_the_pairs_count_the_other_way_round():
    reversed_pairs = ["1 - Sangat cepat", "4 - Tidak cepat"]
    assert code_of_fault(WAKTU, 3, *reversed_pairs) == "order_doubtful"
    assert read(WAKTU, 3, "1 - Sangat cepat", "4 - Sangat cepat", "1. Tidak cepat") == "3"


def test_a_few_slips_of_which_each_says_another_order_do_not_make_the_other_cells_doubtful():
    slips = ["1 - Cepat", "4 - Kurang cepat"]
    assert read(WAKTU, 3, *slips, *map(float, range(100))) == "3"
    assert code_of_fault(WAKTU, 3, *slips, 1, 2, 4) == "order_doubtful"
    shifted = ["1 - Kurang cepat", "3 - Sangat cepat"]
    assert code_of_fault(WAKTU, 3, *shifted, *map(float, range(100))) == "order_doubtful"


def test_bare_letters_mean_nothing_where_the_pairs_count_the_other_way_round():
    reversed_pairs = ["a. Sangat cepat", "d. Tidak cepat"]
    assert code_of_fault(WAKTU, "c", *reversed_pairs) == "order_doubtful"
    assert read(WAKTU, 3, *reversed_pairs) == "3"
    assert read(WAKTU, "Cepat", *reversed_pairs) == "3"
    assert read(WAKTU, "c", "a. Sangat cepat") == "3"


def test_a_column_with_many_fives_is_of_another_scale_and_one_five_is_a_slip():
    assert code_of_fault(WAKTU, 4, 5, "5", "5,0") == "other_scale"
    assert read(WAKTU, 4, 5) == "4"
    assert read(WAKTU, "Cepat", 5, "5", "5,0") == "3"


def test_a_column_from_zero_without_fours_is_of_another_scale():
    assert code_of_fault(WAKTU, 3, 0, "0", "0,0") == "other_scale"
    assert read(WAKTU, 3, 0, "0", "0,0", 4) == "3"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("sex", "Perempuan", "P"),
        ("sex", "Perempuan (P)", "P"),
        ("sex", "wanita", "P"),
        ("sex", "L", "L"),
        ("sex", "Laki2", "L"),
        ("sex", "laki²", "L"),
        ("sex", "Laki - laki", "L"),
        ("sex", "Lelaki", "L"),
        ("sex", "Laki-laki (L)", "L"),
        ("sex", "L - Laki-laki", "L"),
        ("sex", "Lakilaki", "L"),
        ("sex", 1, "L"),
        ("sex", "-", None),
        ("respondent_kind", "Calon PMI", "cpmi"),
        ("respondent_kind", "Calon TKI", "cpmi"),
        ("respondent_kind", "purna", "pmi_returned"),
        ("respondent_kind", "Ex PMI", "pmi_returned"),
        ("respondent_kind", "PMI Purna", "pmi_returned"),
        ("respondent_kind", "Keluarga PMI", "family"),
        ("respondent_kind", "Istri/Suami PMI", "family"),
        ("respondent_kind", "Suami/istri TKI", "family"),
    ],
)
def test_the_profile_is_read_as_people_write_it(key, value, code):
    assert read(column(key), value) == code


@pytest.mark.parametrize(
    "value", ["Menikah", "Laki-laki (P)", "P - laki-laki", "L?", "x", ("d", "2019-01-01"), 3]
)
def test_a_sex_that_is_not_certain_is_named(value):
    assert fault(column("sex"), value)
