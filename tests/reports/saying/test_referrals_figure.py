"""Complaints sent to institutions, counted by hand from the records of each test."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.results.readers import Reader
from reports.saying.referrals import say_referrals
from tests.outreach.complaints.complaint_cases import a_referral
from tests.reports.asking import figure, result_of, shown_to
from tests.support.records import a_board_member, a_complaint, a_region, a_user, an_institution, an_officer

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)
PAST, TO_COME = date(2024, 6, 14), date(2024, 6, 15)


def sent(region, institution, state="sent", *, due_on=None, at=None, **complaint):
    at = at or datetime(2024, 5, 6, 2, tzinfo=UTC)
    about = {"region": region, "status": "referred"} | complaint
    return a_referral(a_complaint(**about), institution=institution, state=state, sent_at=at, due_on=due_on)


def told(query="", **fields):
    return figure("penerusan", query, today=TODAY, **fields)


def numbers(row):
    names = ["total", "sent", "accepted", "refused", "answered", "withdrawn", "waiting", "late", "undated"]
    return {name: row[name] for name in names if row[name]}


def test_each_referral_is_in_one_state_and_late_after_its_day_alone():
    region, office = a_region(name="Kupang"), an_institution(name="Disnaker")
    for day in (PAST, TO_COME, None):
        sent(region, office, due_on=day)
    sent(region, office, "accepted", due_on=PAST, at=datetime(2024, 3, 31, 18, tzinfo=UTC))
    for state in ("refused", "answered", "answered", "withdrawn"):
        sent(region, office, state, due_on=PAST, at=datetime(2023, 1, 1, tzinfo=UTC))

    (row,) = told().rows

    assert numbers(row) == {
        "total": 8,
        "sent": 3,
        "accepted": 1,
        "refused": 1,
        "answered": 2,
        "withdrawn": 1,
        "waiting": 4,
        "late": 2,
        "undated": 1,
    }
    # 31 March 18.00 in Greenwich is 1 April in Jakarta.
    assert (row["institution"], row["desk"], row["since"]) == ("Disnaker", "Kupang", date(2024, 4, 1))
    assert told().title == (
        "2 dari 4 penerusan yang menunggu tanggapan sudah terlambat; paling banyak di Disnaker, 2"
    )
    assert (
        told().notes[1] == "1 yang menunggu tidak diberi batas waktu, jadi tidak pernah terhitung terlambat."
    )


def test_an_institution_that_lets_two_desks_wait_counts_for_both():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    both, one = an_institution(name="BP3MI"), an_institution(name="Disnaker")
    for region, office in ((here, both), (there, both), (there, one)):
        sent(region, office, due_on=PAST)

    assert told().title.endswith("; paling banyak di BP3MI, 2")
    assert [row["label"] for row in told().rows] == ["BP3MI, Cilacap", "BP3MI, Kupang", "Disnaker"]


def test_institutions_that_are_late_alike_are_all_named_or_counted():
    region = a_region()
    for name in ("A", "B", "C"):
        sent(region, an_institution(name=name), due_on=PAST)
    assert told().title.endswith("; paling banyak di A, B dan C, masing-masing 1")

    sent(region, an_institution(name="D"), due_on=PAST)
    assert told().title.endswith("; 4 instansi sama-sama paling banyak, masing-masing 1")


def test_none_sent_none_waiting_none_late_and_none_with_a_day_are_told_apart():
    region, office = a_region(), an_institution()
    assert told().title == "Belum ada pengaduan yang diteruskan ke instansi dalam periode ini"
    assert (told().rows, told().drawing) == ((), None)

    sent(region, office, "answered")
    assert told().title == "1 penerusan, tidak ada yang menunggu tanggapan"
    assert told().drawing is None
    sent(region, office)
    assert told().title == "1 penerusan menunggu tanggapan, tanpa batas waktu"
    sent(region, office, due_on=TO_COME)
    assert told().title == "2 penerusan menunggu tanggapan, tidak ada yang terlambat"


def test_the_period_cuts_by_the_day_of_sending_at_home():
    kupang, office = a_region(time_zone="Asia/Makassar"), an_institution()
    sent(kupang, office, at=datetime(2024, 4, 30, 16, tzinfo=UTC))  # midnight of 1 May in Kupang
    sent(kupang, office, at=datetime(2024, 4, 30, 15, 59, tzinfo=UTC))

    assert [row["total"] for row in told("dari=2024-05&sampai=2024-05").rows] == [1]
    assert [row["total"] for row in told("dari=2024-04&sampai=2024-04").rows] == [1]
    assert told("dari=2024-05&sampai=2024-05").subtitle.endswith("dikirim Mei 2024")


def test_what_kpkp_sent_itself_belongs_to_no_region_and_is_not_for_who_sees_one():
    here, office = a_region(name="Cilacap"), an_institution()
    sent(here, office, due_on=PAST)
    sent(None, office, due_on=PAST, outside_province="Jawa Timur")

    part = say_referrals(shown_to(Reader((here,)), "penerusan", today=TODAY))

    assert [row["desk"] for row in told().rows] == ["Cilacap", "KPKP"]
    assert [row["desk"] for row in told(f"wilayah={here.code}").rows] == ["Cilacap"]
    assert [row["desk"] for row in part.rows] == ["Cilacap"]
    assert part.title.startswith("1 dari 1 penerusan")
    assert part.subtitle.endswith("; bagian wilayah Anda")


def test_invented_complaints_count_only_where_there_is_nothing_real():
    region, office = a_region(), an_institution(name="Disnaker")
    sent(region, an_institution(), is_sample=True)
    assert (told().sampled, len(told().rows)) == (True, 1)

    sent(region, office)
    assert (told().sampled, [row["institution"] for row in told().rows]) == (False, ["Disnaker"])


def test_the_number_that_waits_leads_to_the_list_of_just_those(client):
    here, there, office, other = a_region(), a_region(), an_institution(), an_institution()
    sent(here, office)
    sent(here, office, "accepted")
    sent(here, office, "answered")
    sent(here, other)
    sent(there, office)
    sent(None, office, outside_province="Jawa Timur")
    client.force_login(a_board_member())

    rows = told().rows
    found = [len(client.get(row["waiting_url"]).context["table"].rows) for row in rows]

    assert found == [row["waiting"] for row in rows]
    assert sorted(found) == [1, 1, 1, 2]
    assert {row["waiting_url"] for row in told("dari=2024-01").rows} == {""}


def test_only_the_first_rows_are_drawn():
    region = a_region()
    for _time in range(13):
        sent(region, an_institution(), due_on=PAST)

    assert len(told().rows) == 13
    assert len(told().drawing["spec"]["data"]["values"]) == 12
    assert told().notes[-1] == "Digambar: 12 baris teratas; semuanya ada di tabel."


def test_the_figure_opens_to_who_may_open_complaints(client):
    client.force_login(an_officer(of=a_region()))
    assert client.get("/dasbor/penerusan/").status_code == 200
    client.force_login(a_user())
    assert client.get("/dasbor/penerusan/").status_code == 403


def test_queries_do_not_grow_with_desks_institutions_and_referrals():
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("penerusan", today=TODAY)
        return len(run)

    sent(a_region(), an_institution())
    first = queries()
    for _time in range(3):
        sent(a_region(), an_institution(), due_on=PAST)

    assert queries() == first
