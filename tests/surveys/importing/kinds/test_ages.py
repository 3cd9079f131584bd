"""An age band, from years or from its name."""

import pytest

from surveys.importing.kinds import Missing
from tests.surveys.importing.kinds.reading import code_of_fault, fault, read
from tests.surveys.importing.tables import column

AGE = column("age_band")


@pytest.mark.parametrize(
    "value",
    [
        25,
        25.0,
        25.5,
        "25",
        "25thn",
        "25th",
        "25 th.",
        "25 tahun",
        "25 Tahun",
        "umur 25",
        "dua puluh lima",
        "dua puluh lima tahun",
        "Usia: 25 tahun",
        "± 25",
        "kurang lebih 25 tahun",
        "sekitar 25",
        "~25",
        "25,0",
        "25.0",
        "25 tahun 3 bulan",
        "25 thn, 3 bln",
        "25-34",
        "25 – 34 tahun",
        "25 s/d 34",
        "25 sd 34",
        "25 s.d. 34 th",
        "25 sampai 34",
        "25 hingga 34 tahun",
        "２５",
    ],
)
def test_an_age_is_read_as_people_write_it(value):
    assert read(AGE, value) == "25-34"


@pytest.mark.parametrize(
    "value",
    [
        55,
        80,
        "55+",
        "55 keatas",
        "55 ke atas",
        "55 tahun ke atas",
        "≥55",
        ">= 55",
        "> 55",
        "di atas 55 tahun",
        "55 th keatas",
        "55 (ke atas)",
        "55 th lebih",
        "55 up",
        "55 tahun atau lebih",
    ],
)
def test_from_fifty_five_on_there_is_one_band(value):
    assert read(AGE, value) == "55+"


@pytest.mark.parametrize(
    ("value", "band"),
    [(18, "18-24"), (24, "18-24"), (34, "25-34"), (35, "35-44"), (54, "45-54"), (120, "55+")],
)
def test_bands_begin_and_end_where_they_say(value, band):
    assert read(AGE, value) == band


@pytest.mark.parametrize("value", [98, 99, "99", "999", "tidak tahu"])
def test_a_missing_code_is_no_age(value):
    assert read(AGE, value) is Missing.DONT_KNOW


@pytest.mark.parametrize(
    "value", [121, 0, -25, "muda", "1998", "20-30", "≥ 50", "25 lebih", "25/34/45", True, "25 atau 26"]
)
def test_what_is_no_age_is_named(value):
    assert code_of_fault(AGE, value) == "age_not_taken"


@pytest.mark.parametrize("value", [17, "17 tahun", 3])
def test_an_age_below_eighteen_says_what_was_read(value):
    assert fault(AGE, value).code == "age_too_young"
    assert fault(AGE, 17).detail == {"years": 17}


def test_an_age_that_became_a_date_says_so():
    assert code_of_fault(AGE, ("d", "2019-10-14")) == "turned_into_date"
