"""What a cell means in its column: tables of what people really type."""

from datetime import date

import pytest

from surveys.importing.cells import interpret, is_day_and_month_in_numbers
from surveys.importing.columns import Column, Kind
from surveys.importing.problems import Unfit
from tests.surveys.importing.tables import SARAN, WAKTU, column, options

TWO_SCALES = Column(
    "X", "X", Kind.CHOICES, options=options("Kantor", "Desa", "Media sosial"), is_question=True
)
WHOLE = Column("N", "N", Kind.WHOLE, is_question=True)


def fault(asked, kind, value):
    with pytest.raises(Unfit) as caught:
        interpret(asked, kind, value)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("n", 4, "4"),
        ("n", 4.0, "4"),
        ("s", "4", "4"),
        ("s", " 4 ", "4"),
        ("s", "4.0", "4"),
        ("s", "４", "4"),
        ("s", "Sangat cepat", "4"),
        ("s", "sangat\u00a0CEPAT ", "4"),
        ("s", "4 - Sangat cepat", "4"),
        ("s", "4 - Puas", "4"),
        ("s", "4. Sangat cepat", "4"),
        ("s", "4) sangat cepat", "4"),
        ("s", "4=Sangat cepat", "4"),
        ("s", "Sangat cepat (4)", "4"),
        ("s", "4 sangat cepat", "4"),
        ("s", "Sangat cepat - 4", "4"),
        ("s", "Tidak\u200b cepat", "1"),
        ("s", "Çepat", "3"),
    ],
)
def test_an_answer_is_known_by_code_label_and_score(kind, value, code):
    assert interpret(WAKTU, kind, value) == code


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("n", 5, "out_of_range"),
        ("n", 0, "out_of_range"),
        ("n", -1, "out_of_range"),
        ("n", 3.5, "out_of_range"),
        ("s", "0", "out_of_range"),
        ("s", "6", "out_of_range"),
        ("s", "-1", "out_of_range"),
        ("s", "3,5", "out_of_range"),
        ("s", "5 - Sangat puas", "out_of_range"),
        ("s", "5;4", "two_answers"),
        ("s", "3/4", "two_answers"),
        ("s", "3 dan 4", "two_answers"),
        ("s", "4 - Tidak cepat", "contradiction"),
        ("s", "Tidak cepat (3)", "contradiction"),
        ("s", "-", "missing_mark"),
        ("s", "n/a", "missing_mark"),
        ("s", "Tidak tahu", "missing_mark"),
        ("s", "4?", "unknown_option"),
        ("s", "٣", "unknown_option"),
        ("s", "٣ - Cepat", "unknown_option"),
        ("s", "SP", "unknown_option"),
        ("s", "Puas", "unknown_option"),
        ("s", "NULL", "unknown_option"),
        ("s", "4 orang", "unknown_option"),
        ("s", "=HYPERLINK(1)", "unknown_option"),
        ("s", "entah (3)", "unknown_option"),
        ("s", "4 - ?", "unknown_option"),
        ("d", "2019-04-03", "turned_into_date"),
        ("b", True, "unknown_option"),
        ("e", "#REF!", "error_cell"),
        ("f", "", "formula_cell"),
        ("x", "too_long", "unusable_cell"),
    ],
)
def test_what_is_no_answer_says_why(kind, value, code):
    assert fault(WAKTU, kind, value).code == code


@pytest.mark.parametrize("value", ["", "   ", "\u00a0", "\u200b"])
def test_a_blank_cell_says_nothing(value):
    assert interpret(WAKTU, "s", value) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("sangat cpat", "Sangat cepat"), ("kurang cepet", "Kurang cepat"), ("xyz", "")]
)
def test_an_unknown_answer_gets_the_nearest_one_as_a_suggestion(typed, meant):
    assert fault(WAKTU, "s", typed).suggestion == meant


def test_the_accepted_answers_are_told_with_their_scores():
    assert fault(WAKTU, "n", 5).detail == {
        "options": "1 = Tidak cepat, 2 = Kurang cepat, 3 = Cepat, 4 = Sangat cepat"
    }


def test_several_answers_are_parted_by_semicolons_and_kept_in_order():
    assert interpret(TWO_SCALES, "s", "Media sosial; kantor ;Kantor") == ["1", "3"]
    assert interpret(TWO_SCALES, "s", "desa\nmedia sosial") == ["2", "3"]
    assert interpret(TWO_SCALES, "n", 2) == ["2"]
    assert fault(TWO_SCALES, "s", "Kantor; pasar").code == "unknown_option"


@pytest.mark.parametrize(
    ("key", "kind", "value", "code"),
    [
        ("sex", "s", "Perempuan", "P"),
        ("sex", "s", "wanita", "P"),
        ("sex", "s", "L", "L"),
        ("sex", "n", 1, "L"),
        ("sex", "s", "-", ""),
        ("respondent_kind", "s", "Calon PMI", "cpmi"),
        ("respondent_kind", "s", "purna", "pmi_returned"),
        ("respondent_kind", "s", "Keluarga PMI", "family"),
        ("region", "s", "kupang", "KUPANG"),
        ("region", "s", "KOTA KUPANG", "KUPANG"),
        ("region", "s", "Kab Cilacap", "CILACAP"),
        ("age_band", "s", "25-34", "25-34"),
        ("age_band", "s", "25 – 34 tahun", "25-34"),
        ("age_band", "s", "25 s/d 34", "25-34"),
        ("age_band", "n", 34, "25-34"),
        ("age_band", "s", "35 tahun", "35-44"),
        ("age_band", "n", 55, "55+"),
        ("age_band", "s", "55 tahun ke atas", "55+"),
        ("age_band", "n", 18, "18-24"),
        ("destination", "s", "Malaysia", "MY"),
        ("destination", "s", "hongkong", "HK"),
        ("destination", "s", "Hong Kong", "HK"),
        ("destination", "s", "Arab Saudi", "SA"),
        ("destination", "s", "South Korea", "KR"),
        ("destination", "s", "Korea Selatan", "KR"),
        ("destination", "s", "tw", "TW"),
        ("destination", "s", "Uni Emirat Arab", "AE"),
        ("destination", "s", "belum tahu", None),
    ],
)
def test_the_profile_is_read_as_people_write_it(key, kind, value, code):
    assert interpret(column(key), kind, value) == code


@pytest.mark.parametrize(
    ("key", "kind", "value", "code", "suggestion"),
    [
        ("region", "s", "Kupng", "unknown_option", "Kupang"),
        ("region", "s", "Kupаng", "unknown_option", "Kupang"),  # noqa: RUF001 - a Cyrillic а
        ("age_band", "n", 17, "age_not_taken", ""),
        ("age_band", "n", 121, "age_not_taken", ""),
        ("age_band", "s", "muda", "age_not_taken", ""),
        ("age_band", "d", "2019-10-14", "age_not_taken", ""),
        ("destination", "s", "Malaisia", "unknown_country", "Malaysia"),
        ("destination", "s", "luar negeri", "unknown_country", ""),
        ("destination", "n", 60, "unknown_country", ""),
    ],
)
def test_a_profile_that_is_not_understood_is_a_fault(key, kind, value, code, suggestion):
    unfit = fault(column(key), kind, value)
    assert (unfit.code, unfit.suggestion) == (code, suggestion)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("d", "2019-08-07"),
        ("d", "2019-08-07T10:30:00"),
        ("n", 43684),
        ("n", 43684.5),
        ("n", 20190807),
        ("s", "2019-08-07"),
        ("s", "07/08/2019"),
        ("s", "7/8/19"),
        ("s", "7 Agustus 2019"),
        ("s", "Rabu, 7 Agustus 2019"),
        ("s", "7 Agt 2019"),
        ("s", "7-Aug-19"),
    ],
)
def test_a_date_is_read_in_every_common_writing(kind, value):
    assert interpret(column("responded_on"), kind, value) == date(2019, 8, 7)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("s", "31 Juni 2019"),
        ("s", "08/13/2019"),
        ("s", "2 Agustsu 2019"),
        ("n", 2019),
        ("n", -5),
        ("d", "10:30:00"),
    ],
)
def test_what_is_no_date_says_why(kind, value):
    unfit = fault(column("responded_on"), kind, value)
    assert (unfit.code, bool(unfit.detail["reason"])) == ("not_a_date", True)


@pytest.mark.parametrize(
    ("kind", "value", "number"),
    [("n", 12, "12"), ("s", "K-007", "K-007"), ("s", " 007 ", "007"), ("s", "12", "12")],
)
def test_a_respondent_number_is_kept_as_it_is_written(kind, value, number):
    assert interpret(column("respondent"), kind, value) == number


@pytest.mark.parametrize(
    "value", ["3275012345678901", "32.75.01.234567.8901", 3275012345678900, 9171012345678901]
)
def test_a_nik_is_never_a_respondent_number(value):
    kind = "s" if isinstance(value, str) else "n"
    assert fault(column("respondent"), kind, value).code == "respondent_nik"


@pytest.mark.parametrize(("kind", "value"), [("n", 1.5), ("b", True), ("d", "2019-01-02")])
def test_an_unfit_respondent_number_is_a_fault(kind, value):
    assert fault(column("respondent"), kind, value).code in ("respondent_unusable", "turned_into_date")


@pytest.mark.parametrize(
    ("kind", "value", "number"), [("n", 0, 0), ("s", "1.234.567", 1234567), ("s", " 5 ", 5)]
)
def test_a_whole_number_is_read(kind, value, number):
    assert interpret(WHOLE, kind, value) == number


@pytest.mark.parametrize(
    ("kind", "value"), [("n", 2.5), ("n", -1), ("s", "1.234"), ("s", "lima"), ("b", True)]
)
def test_what_is_no_whole_number_is_a_fault(kind, value):
    assert fault(WHOLE, kind, value).code == "not_a_whole_number"


@pytest.mark.parametrize(
    "text", ["NULL", "None", "nan", "=1+1", "<b>tebal</b>", "Rumah 5² 😀", "baris satu\nbaris dua"]
)
def test_own_words_are_kept_as_they_are(text):
    assert interpret(SARAN, "s", f" {text} ") == text


def test_own_words_may_not_be_endless():
    assert fault(SARAN, "s", "a" * 5001).code == "text_too_long"


def test_dates_of_numbers_that_could_be_exchanged_are_known():
    assert is_day_and_month_in_numbers("s", "05/08/2019")
    assert not is_day_and_month_in_numbers("s", "25/08/2019")
    assert not is_day_and_month_in_numbers("d", "2019-08-05")
