"""Complaints acknowledged, verified and answered in time: counted by hand, and in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from reports.dashboards.catalogue import Asked
from tests.reports.asking import figure
from tests.support.records import a_board_member, a_complaint, a_limit, a_region, an_officer

pytestmark = pytest.mark.django_db

# Received on Monday 6 May 2024: acknowledged and verified by the 9th, answered by the 24th.
LATER = date(2024, 7, 1)
WHOLE = "per=semua"


def at(day, hour=2):
    return datetime(2024, 5, day, hour, tzinfo=UTC)


def answered(day, **fields):
    told = {"status": "answered", "answered_at": at(day), "verified_at": at(7)}
    return a_complaint(**told | fields)


def the_row(query=WHOLE, today=LATER):
    """The one of the region; that of KPKP stands empty beside it."""
    row, of_kpkp = figure("jawaban", query, today=today).rows
    assert (of_kpkp["region"], of_kpkp["received"], of_kpkp["listed"]) == ("KPKP", 0, "")
    return row


def numbers(row, *names):
    return tuple(row[name] for name in names)


def test_each_promise_is_counted_where_its_last_day_is_over():
    region = a_region(name="Kupang")
    answered(24, region=region, acknowledged_at=at(9))  # all three on their last days
    answered(25, region=region, acknowledged_at=at(10), verified_at=at(10))  # each a day late
    a_complaint(region=region)  # nothing was done

    row = the_row()

    assert numbers(row, "region", "received", "acknowledged", "verified", "answered") == (
        *("Kupang", 3),
        *("1 dari 3", "1 dari 3", "1 dari 3"),
    )
    assert numbers(row, "ahead", "aside", "share") == (0, 0, None)
    assert figure("jawaban", WHOLE, today=LATER).title == (
        "1 dari 3 pengaduan yang batasnya sudah lewat dijawab dalam batas waktu"
    )


def test_what_is_not_at_its_last_day_stands_apart_also_where_it_is_answered():
    region = a_region()
    a_complaint(region=region)
    answered(10, region=region)

    on_the_last_day, after = the_row(today=date(2024, 5, 24)), the_row(today=date(2024, 5, 25))

    assert numbers(on_the_last_day, "received", "answered", "ahead") == (2, "–", 2)
    assert numbers(after, "received", "answered", "ahead") == (2, "1 dari 2", 0)
    told = figure("jawaban", WHOLE, today=date(2024, 5, 24))
    assert told.title == "Belum ada pengaduan yang batas waktu jawabannya sudah lewat"
    assert told.notes[-1] == "Yang belum sampai batas tidak masuk persen, juga bila sudah dijawab."


def test_a_pause_stops_the_clock_and_an_answer_says_as_much_as_an_acknowledgement():
    region = a_region()
    a_complaint(region=region, status="paused", paused_on=date(2024, 5, 7), paused_from="received")
    answered(8, region=region)

    row = the_row()

    assert numbers(row, "acknowledged", "verified", "answered") == ("1 dari 1",) * 3
    assert row["ahead"] == 1


def test_no_answer_is_owed_where_it_was_none_of_ours_in_time():
    region = a_region()
    verdict = {"region": region, "status": "outside", "verified_at": at(8)}
    a_complaint(**verdict, closed_at=at(24))
    a_complaint(**verdict, closed_at=at(25))  # said too late

    row = the_row()

    assert numbers(row, "received", "verified", "answered", "aside") == (2, "2 dari 2", "0 dari 1", 1)


def test_duplicates_and_what_came_before_the_portal_are_left_out():
    region = a_region()
    first = answered(8, region=region)
    a_complaint(region=region, status="duplicate", original=first, closed_at=at(8))
    a_complaint(region=region, past_import=1)

    assert numbers(the_row(), "received", "answered") == (1, "1 dari 1")


def test_the_day_is_the_one_at_home():
    kupang = a_region(time_zone="Asia/Makassar")
    # Midnight of the 25th in Kupang, an hour before it in Jakarta.
    answered(24, region=kupang, answered_at=at(24, hour=16))

    assert the_row()["answered"] == "0 dari 1"


def test_a_cohort_is_of_the_day_of_receipt_and_of_the_desk():
    kupang, cilacap = a_region(name="Kupang", time_zone="Asia/Makassar"), a_region(name="Cilacap")
    limit = a_limit()
    # New Year in Kupang, still the old year in Jakarta.
    new_year = datetime(2023, 12, 31, 16, tzinfo=UTC)
    for region in (kupang, cilacap):
        a_complaint(region=region, received_at=new_year, limit=limit)
    a_complaint(outside_province="Bali", handled_in=cilacap)
    a_complaint(outside_province="Bali")

    told = figure("jawaban", "sampai=2024-06", today=LATER)

    assert [numbers(row, "region", "period", "received") for row in told.rows] == [
        *(("Kupang", "2023", 0), ("Kupang", "Semester I 2024", 1)),
        *(("Cilacap", "2023", 1), ("Cilacap", "Semester I 2024", 1)),
        *(("KPKP", "2023", 0), ("KPKP", "Semester I 2024", 1)),
    ]


def test_from_twenty_cases_on_there_is_a_share_with_its_interval():
    region = a_region()
    for _time in range(15):
        answered(24, region=region)
    for _time in range(4):
        a_complaint(region=region)
    assert numbers(the_row(), "answered", "share") == ("15 dari 19", None)

    a_complaint(region=region)

    told = figure("jawaban", WHOLE, today=LATER)
    # Wilson by hand: 15 of 20, z 1.96: centre (0.75 + 3.8415/40)/1.192 = 0.7097, reach 0.1784.
    assert told.rows[0]["answered"] == "75% (53–89%)"
    assert [round(told.rows[0][key], 1) for key in ("share", "low", "high")] == [75.0, 53.1, 88.8]
    assert told.title == "75% (53–89%) dijawab dalam batas waktu, dari 20 pengaduan yang batasnya sudah lewat"
    assert told.notes == ("Titik kosong: kurang dari 30 pengaduan.",)


def test_nothing_received_is_a_sentence():
    a_region()

    told = figure("jawaban")

    assert (told.title, told.rows) == ("Belum ada pengaduan yang batas waktu jawabannya sudah lewat", ())
    assert told.print_spec is None


def test_few_cases_are_drawn_as_their_counts():
    region = a_region(name="Kupang")
    answered(8, region=region)

    def drawn():
        return figure("jawaban", WHOLE, today=LATER).print_spec["data"]["values"]

    assert [(one["across"], one["kind"], one["text"]) for one in drawn()] == [
        ("Kupang", "filled", "1/1"),
        ("KPKP", "hidden", "–"),
    ]
    for _time in range(20):
        a_complaint(outside_province="Bali")
    assert [(one["panel"], one["value"], one["sign"]) for one in drawn()] == [
        ("Kupang", None, "1 dari 1"),
        ("KPKP", 0, ""),
    ]
    layer, *_others = figure("jawaban", WHOLE, today=LATER).print_spec["spec"]["layer"]
    assert layer["encoding"]["x"]["axis"]["values"] == [0, 50, 100]


def test_invented_complaints_count_only_where_there_is_nothing_real():
    region = a_region()
    answered(8, region=region, is_sample=True)
    invented = figure("jawaban", WHOLE, today=LATER)
    a_complaint(region=region)

    real = figure("jawaban", WHOLE, today=LATER)

    assert [told.rows[0]["answered"] for told in (invented, real)] == ["1 dari 1", "0 dari 1"]
    assert (invented.sampled, real.sampled) == (True, False)


def test_who_sees_one_region_is_told_of_that_part():
    here, there = a_region(name="Kupang"), a_region()
    answered(8, region=here)
    a_complaint(region=there)

    told = Asked(an_officer(of=here), QueryDict(WHOLE)).figure("jawaban")

    assert [row["region"] for row in told.rows] == ["Kupang"]
    assert told.title.startswith("1 dari 1 pengaduan")
    assert told.subtitle.endswith("; bagian wilayah Anda")


def test_the_number_received_leads_to_the_list_of_just_those(client):
    region = a_region()
    mine = [answered(8, region=region), a_complaint(outside_province="Bali", handled_in=region)]
    a_complaint(region=region, past_import=1)
    a_complaint(region=region, status="duplicate", original=mine[0], closed_at=at(8))
    at_kpkp = a_complaint(outside_province="Bali")
    client.force_login(a_board_member())

    for row, counted in zip(figure("jawaban", WHOLE).rows, (set(mine), {at_kpkp}), strict=True):
        page = client.get(row["listed"])
        assert {one.record for one in page.context["table"].rows} == counted
        assert row["received"] == len(counted)


def test_one_question_counts_however_many_there_are():
    region = a_region()

    def questions():
        with CaptureQueriesContext(connection) as captured:
            figure("jawaban", regions=[region])
        return len(captured)

    a_complaint(region=region)
    for_one = questions()
    for month in range(5):
        a_complaint(region=region, received_at=at(6) - timedelta(days=31 * month))

    assert questions() == for_one
