"""What was advised and what became of it: the numbers are counted by hand from the records of each test."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.results.readers import Reader
from reports.saying.advice import say_advice
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import (
    a_board_member,
    a_follow_up,
    a_group,
    a_region,
    a_user,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)
DUE, AHEAD = date(2024, 6, 1), date(2024, 6, 15)
SEEN = datetime(2024, 6, 10, 3, tzinfo=UTC)
OUTCOMES = (
    *("due", "on_time", "late", "unverified", "overdue", "impossible"),
    *("confirmed", "disputed", "ahead", "total"),
)


def advised(region, group=None, *, due_on=DUE, **fields):
    institution = an_institution(region=region, group=group or a_group())
    origin = {"basis": "Kunjungan", "raised_by": group, "institution": institution}
    return a_follow_up(region=region, due_on=due_on, **origin | fields)


def done(region, group=None, *, on, proved=True, confirmed=False, **fields):
    seen = {"verified_at": SEEN} if proved else {}
    said = {"confirmation": "confirmed", "confirmed_on": date(2024, 6, 12)} if confirmed else {}
    return advised(region, group, state="done", done_on=on, **seen | said | fields)


def told(query="", **fields):
    return figure("saran", query, today=TODAY, **fields)


def numbers(row):
    return {name: row[name] for name in OUTCOMES if row[name]}


def one_of_each(region, group):
    """Seven that were due, of which two were done on time with evidence, and two that are not due yet."""
    disputed = {"confirmation": "disputed", "confirmed_on": date(2024, 6, 3)}
    return [
        done(region, group, on=DUE, confirmed=True),
        done(region, group, on=date(2024, 5, 2)),
        done(region, group, on=date(2024, 6, 2)),
        done(region, group, on=date(2024, 5, 1), proved=False),
        advised(region, group),
        advised(region, group, state="in_progress", **disputed),
        advised(region, group, state="impossible", state_reason="Di luar kewenangan"),
        advised(region, group, due_on=AHEAD),
        done(region, group, on=date(2024, 6, 3), due_on=date(2024, 9, 1)),
    ]


def test_each_follow_up_due_has_one_outcome_and_what_is_not_due_is_counted_apart():
    region, group = a_region(name="Kupang"), a_group(name="LSM")
    one_of_each(region, group)

    (row,) = told().rows

    assert numbers(row) == {
        "due": 7,
        "on_time": 2,
        "late": 1,
        "unverified": 1,
        "overdue": 2,
        "impossible": 1,
        "confirmed": 1,
        "disputed": 1,
        "ahead": 2,
        "total": 9,
    }
    assert (row["group"], row["region"], row["told"]) == ("LSM", "Kupang", "2/7")
    assert told().title == (
        "2 dari 7 tindak lanjut yang batas waktunya lewat selesai tepat waktu dengan bukti; "
        "paling banyak menunggu: LSM, 2 terlambat"
    )


def test_groups_that_wait_alike_are_all_named_and_what_no_group_raised_makes_nobody_wait():
    region = a_region()
    groups = [a_group(name=name) for name in ("LSM", "Desa", "Bank", "Imigrasi")]
    advised(region)
    nobody = "0 dari 1 tindak lanjut yang batas waktunya lewat selesai tepat waktu dengan bukti; "
    assert told().title == f"{nobody}tidak ada kelompok yang menunggu"
    assert [row["group"] for row in told().rows] == ["tanpa kelompok"]

    for group in groups[:2]:
        advised(region, group)
    assert told().title.endswith("; paling banyak menunggu: LSM dan Desa, masing-masing 1 terlambat")

    for group in groups[2:]:
        advised(region, group)
    assert told().title.endswith("; 4 kelompok sama-sama paling banyak menunggu, masing-masing 1 terlambat")


def test_a_group_that_waits_in_two_regions_waits_for_both():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    unions, villages = a_group(name="Serikat"), a_group(name="Desa")
    for region, group in ((here, unions), (there, unions), (there, villages), (there, villages)):
        advised(region, group)
    advised(there, unions)

    assert told().title.endswith("; paling banyak menunggu: Serikat, 3 terlambat")
    assert [(row["group"], row["region"], row["overdue"]) for row in told().rows] == [
        ("Serikat", "Cilacap", 1),
        ("Serikat", "Kupang", 2),
        ("Desa", "Kupang", 2),
    ]


def test_the_period_cuts_by_the_due_day():
    region, group = a_region(), a_group()
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1), AHEAD):
        advised(region, group, due_on=day)

    (month,) = told("dari=2024-01&sampai=2024-01").rows
    (running,) = told("dari=2024-02").rows

    assert (month["due"], month["ahead"], month["total"]) == (2, 0, 2)
    assert (running["due"], running["ahead"], running["total"]) == (1, 1, 2)
    assert told("dari=2024-02").subtitle.endswith(", Februari–Juni 2024; periode belum selesai")
    assert told("dari=2024-01&sampai=2024-01").subtitle.endswith(", Januari 2024")


def test_a_period_that_ends_today_still_runs():
    advised(a_region(), due_on=date(2024, 7, 1))

    assert [row["ahead"] for row in figure("saran", today=date(2024, 6, 30)).rows] == [1]
    assert figure("saran", "sampai=2024-06", today=date(2024, 7, 1)).rows == ()


def test_without_any_and_without_one_due_the_title_says_so():
    region = a_region()
    assert told().title == "Belum ada tindak lanjut dengan batas waktu dalam periode ini"
    assert told().rows == ()

    advised(region, due_on=AHEAD)
    assert told().title == "1 tindak lanjut, belum sampai batas waktunya"
    assert [(row["drawn"], row["on_time"]) for row in told().rows] == [(None, 0)]


def test_invented_follow_ups_count_only_where_there_is_nothing_real():
    region = a_region()
    advised(region, a_group(), is_sample=True)
    assert (told().sampled, [row["due"] for row in told().rows]) == (True, [1])

    advised(region, real := a_group(name="LSM"))
    assert (told().sampled, [row["group"] for row in told().rows]) == (False, [real.name])
    other = a_region()
    assert told(f"wilayah={other.code}").rows == ()


def test_a_reader_of_one_region_is_told_of_that_region_only():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    advised(here, a_group(name="Desa"))
    advised(there, a_group(name="rahasia"))

    part = say_advice(shown_to(Reader((here,)), "saran", today=TODAY))

    assert [(row["region"], row["due"]) for row in part.rows] == [("Cilacap", 1)]
    assert part.title.endswith("; paling banyak menunggu: Desa, 1 terlambat")
    assert part.subtitle.endswith("; periode belum selesai; bagian wilayah Anda")


def test_each_number_leads_to_the_list_of_just_those(client):
    region, group = a_region(), a_group()
    one_of_each(region, group)
    one_of_each(region, a_group())
    advised(region)
    client.force_login(a_board_member())

    for row in told().rows:
        for name in OUTCOMES:
            url = row.get(f"{name}_url", "")
            assert bool(url) == bool(row[name]), name
            if url:
                page = client.get(url)
                assert len(page.context["table"].rows) == row[name], url


def test_the_list_of_a_past_period_ends_with_it(client):
    region, group = a_region(), a_group()
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1)):
        advised(region, group, due_on=day)
    client.force_login(a_board_member())

    (row,) = told("dari=2024-01&sampai=2024-01").rows

    for name in ("due", "total", "overdue"):
        assert len(client.get(row[f"{name}_url"]).context["table"].rows) == 2, name


def test_the_figure_opens_to_who_may_open_follow_ups(client):
    client.force_login(an_officer(of=a_region()))
    assert client.get("/dasbor/saran/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/saran/").status_code == 403


def test_queries_do_not_grow_with_regions_groups_and_follow_ups():
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("saran", today=TODAY)
        return len(run)

    advised(a_region(), a_group())
    first = queries()
    for _time in range(3):
        one_of_each(a_region(), a_group())

    assert queries() == first
