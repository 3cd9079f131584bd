"""A day, and the order of day and month of a whole column."""

from dataclasses import replace
from datetime import date

import pytest

from tests.surveys.importing.kinds.reading import code_of_fault, fault, read, told
from tests.surveys.importing.tables import column

DAY = column("responded_on")
IN_ROUND = replace(DAY, within=(date(2026, 5, 1), date(2026, 5, 31)))


def real(day):
    return "d", day


@pytest.mark.parametrize(
    "value",
    [
        ("d", "2019-08-07"),
        ("d", "2019-08-07T10:30:00"),
        43684,
        43684.5,
        "43684",
        20190807,
        "2019-08-07",
        "07/08/2019",
        "7/8/19",
        "7 Agustus 2019",
        "Rabu, 7 Agustus 2019",
        "7 Agt 2019",
        "7-Aug-19",
        "07 / 08 / 2019",
        "07 - 08 - 2019",
        "07\u201308\u20132019",
        "7 Agustus 2019 10.30 WITA",
        "7 Agustus 2019 pukul 10.30",
        "7 Agustus 2019, jam 10:30 WIB",
        "Tgl. 7 Agustus 2019",
        "Tanggal: 7/8/2019",
        "7 Agustus'19",
        "7 Agustus 2019.",
        "2019-08-07T10:15:22.000+08:00",
        "Rabu/7 Agustus 2019",
        "07 08 2019",
        "07\\08\\2019",
        "7 Agustus tahun 2019",
        "7 Agustus 2019 (siang)",
        "7 Agustus 2019 / 10.17",
        "7 Agustus 2019 s.d. selesai",
        "7 Agustus 2019, 09.00 s/d selesai",
        "2019 Agustus 7",
        "2019-Agt-07",
    ],
)
def test_a_date_is_read_in_every_common_writing(value):
    assert read(DAY, value) == date(2019, 8, 7)


@pytest.mark.parametrize(
    "value",
    [
        "7 08 2019 5",
        "2019 y 7",
        "7 Agustus 2019 s.d. 9 Agustus 2019",
        "7 Agustus 2019 (batal)",
        "31 Juni 2019",
        "2 Agustsu 2019",
        "13/13/2019",
        2019,
        -5,
        ("d", "10:30:00"),
        True,
        "99999",
    ],
)
def test_what_is_no_date_says_why(value):
    found = fault(DAY, value)
    assert (found.code, bool(found.detail["reason"])) == ("not_a_date", True)


def test_plain_day_numbers_of_a_workbook_from_1904_are_counted_from_there():
    assert read(DAY, 43684 - 1462, from_1904=True) == date(2019, 8, 7)


def test_one_date_with_the_month_first_turns_the_whole_column():
    texts = ["05/06/2026", "04/05/2026", "05/27/2026"]
    assert read(DAY, "05/06/2026", "05/25/2026", *texts) == date(2026, 5, 6)
    assert read(DAY, "05/25/2026", *texts) == date(2026, 5, 25)
    assert told(DAY, "05/25/2026", *texts) == ["month_first"]


def test_one_date_with_the_day_first_keeps_the_usual_order():
    assert read(DAY, "05/06/2026", "25/05/2026") == date(2026, 6, 5)
    assert told(DAY, "05/06/2026", "25/05/2026") == ["day_first"]
    assert told(DAY, "25/05/2026", "05/05/2026") == []


def test_a_column_of_both_orders_reads_what_is_certain_and_asks_for_the_rest():
    both = ["25/05/2026", "05/26/2026"]
    assert code_of_fault(DAY, "05/06/2026", *both) == "date_order"
    assert read(DAY, "25/05/2026", *both) == date(2026, 5, 25)
    assert read(DAY, "05/26/2026", *both) == date(2026, 5, 26)
    assert read(DAY, "06/06/2026", *both) == date(2026, 6, 6)
    assert read(DAY, "7 Mei 2026", *both) == date(2026, 5, 7)


def test_one_slip_among_many_dates_is_named_and_the_others_are_clear():
    many = [f"{day}/05/2026" for day in range(13, 29)]
    assert read(DAY, "05/06/2026", "05/26/2026", *many) == date(2026, 6, 5)
    assert code_of_fault(DAY, "05/26/2026", *many) == "not_a_date"
    assert code_of_fault(DAY, "05/06/2026", "05/26/2026", "05/27/2026", "05/28/2026", *many) == "date_order"


def test_days_that_fit_the_round_only_with_the_month_first_are_asked():
    assert code_of_fault(IN_ROUND, "05/06/2026", "05/04/2026") == "date_order"
    assert read(IN_ROUND, "05/06/2026", "06/05/2026") == date(2026, 6, 5)
    assert read(DAY, "05/06/2026", "05/04/2026") == date(2026, 6, 5)


HALF = [real("2026-06-05"), real("2026-04-05"), real("2026-05-05"), real("2026-07-05")]


def test_a_column_whose_halves_look_exchanged_is_asked():
    """Excel took 05/06/2026 for a date of its own order, and left 05/25/2026 as a text."""
    texts = ["05/25/2026", "05/27/2026"]
    found = fault(DAY, real("2026-06-05"), *HALF, *texts)
    assert found.code == "date_maybe_exchanged"
    assert found.detail == {"day": "5 Juni 2026", "other": "6 Mei 2026"}
    assert read(DAY, real("2026-05-05"), *HALF, *texts) == date(2026, 5, 5)
    assert read(DAY, "05/25/2026", *HALF, *texts) == date(2026, 5, 25)


@pytest.mark.parametrize(
    "beside",
    [
        [*HALF, "05/25/2026", "05/27/2026", real("2026-06-25")],  # Excel would not have kept it
        [*HALF, "05/25/2026", "05/27/2026", "05/07/2026"],  # nor left this one
        [*HALF, "05/25/2026"],
        [*HALF[:1], "05/25/2026", "05/27/2026"],
    ],
)
def test_a_column_that_shows_another_history_is_taken(beside):
    assert read(DAY, real("2026-06-05"), *beside) == date(2026, 6, 5)


@pytest.mark.parametrize("beside", [[real("2025-12-31")], ["05/07/2026"], [real("2025-12-31"), "05/07/2026"]])
def test_one_date_that_somebody_typed_otherwise_hides_no_exchange(beside):
    many = [real(f"2026-{month:02}-{day:02}") for month in (3, 6, 9) for day in (1, 2, 4, 5)]
    texts = [f"05/{day}/2026" for day in range(13, 25)]
    assert code_of_fault(DAY, real("2026-06-05"), *many, *texts, *beside) == "date_maybe_exchanged"


def test_dates_that_fit_the_round_only_as_they_stand_are_taken():
    within = replace(DAY, within=(date(2026, 5, 1), date(2026, 5, 31)))
    days = [real("2026-05-06"), real("2026-05-07"), real("2026-05-08")]
    assert read(within, days[0], *days, "25/05/2026", "26/05/2026") == date(2026, 5, 6)
