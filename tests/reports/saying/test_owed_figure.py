"""What each institution owes, counted by hand from the records of each test."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.results.readers import Reader
from reports.saying.owed import say_owed
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import a_board_member, a_follow_up, a_region, a_user, an_institution, an_officer

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)
LATE, IN_TIME = date(2024, 6, 14), date(2024, 6, 15)


def owed(region, institution, due_on=LATE, **fields):
    return a_follow_up(region=region, institution=institution, due_on=due_on, basis="Kunjungan", **fields)


def told(query="", **fields):
    return figure("utang", query, today=TODAY, **fields)


def rows(query=""):
    return [
        (row["institution"], row["desk"], row["open"], row["late"], row["earliest"])
        for row in told(query).rows
    ]


def test_open_follow_ups_are_owed_and_late_after_their_day():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    national, office = an_institution(name="BP2MI"), an_institution(name="Disnaker")
    owed(here, national, IN_TIME)
    owed(here, national, date(2024, 7, 1), state="in_progress")
    owed(here, national, state="done", done_on=LATE)
    owed(here, national, state="impossible", state_reason="Di luar kewenangan")
    owed(there, national, date(2023, 1, 1))
    owed(there, national)
    owed(there, office)

    assert rows() == [
        ("BP2MI", "Kupang", 2, 2, date(2023, 1, 1)),
        ("Disnaker", "Kupang", 1, 1, LATE),
        ("BP2MI", "Cilacap", 2, 0, IN_TIME),
    ]
    assert told().title == (
        "3 dari 5 tindak lanjut yang belum selesai sudah terlambat; paling banyak di BP2MI, 2"
    )
    assert [row["label"] for row in told().rows] == ["BP2MI, Kupang", "Disnaker", "BP2MI, Cilacap"]


def test_institutions_that_are_late_alike_are_all_named():
    region = a_region()
    for name in ("A", "B"):
        owed(region, an_institution(name=name))

    assert told().title.endswith("; paling banyak di A dan B, masing-masing 1")


def test_nothing_owed_and_nothing_late_are_told_apart():
    region = a_region()
    assert (told().title, told().rows) == ("Tidak ada tindak lanjut yang belum selesai", ())

    owed(region, an_institution(), IN_TIME)
    assert told().title == "1 tindak lanjut belum selesai, tidak ada yang terlambat"


def test_a_reader_of_one_region_is_told_of_that_region_only():
    here, there, office = a_region(), a_region(), an_institution(name="BP2MI")
    owed(here, office)
    owed(there, office)

    part = say_owed(shown_to(Reader((here,)), "utang", today=TODAY))

    assert [row["desk"] for row in part.rows] == [here.name]
    assert part.title.startswith("1 dari 1 tindak lanjut")
    assert (
        part.subtitle == "Tindak lanjut yang terlambat, dari yang belum selesai sekarang; bagian wilayah Anda"
    )


def test_invented_follow_ups_count_only_where_there_is_nothing_real():
    region = a_region()
    owed(region, an_institution(name="A"), is_sample=True)
    assert (told().sampled, [row[0] for row in rows()]) == (True, ["A"])

    owed(region, an_institution(name="B"))
    assert (told().sampled, [row[0] for row in rows()]) == (False, ["B"])


def test_each_number_leads_to_the_list_of_just_those(client):
    here, there, office = a_region(), a_region(), an_institution()
    for due_on in (LATE, LATE, IN_TIME):
        owed(here, office, due_on)
    owed(here, office, state="done", done_on=LATE)
    owed(there, office, IN_TIME)
    owed(here, an_institution())
    client.force_login(a_board_member())

    for row in told().rows:
        assert len(client.get(row["open_url"]).context["table"].rows) == row["open"]
        if row["late"]:
            assert len(client.get(row["late_url"]).context["table"].rows) == row["late"]
    assert [bool(row["late_url"]) for row in told().rows] == [True, True, False]


def test_the_figure_opens_to_who_may_open_follow_ups(client):
    client.force_login(an_officer(of=a_region()))
    assert client.get("/dasbor/utang/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/utang/").status_code == 403


def test_queries_do_not_grow_with_institutions_regions_and_follow_ups():
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("utang", today=TODAY)
        return len(run)

    owed(a_region(), an_institution())
    first = queries()
    for _time in range(3):
        owed(a_region(), an_institution())

    assert queries() == first
