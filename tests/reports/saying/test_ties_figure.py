"""Which groups work together, counted by hand from the records of each test."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.accounts.permissions import GRANTS, Permission
from reports.results.readers import Reader
from reports.saying.ties import say_ties
from tests.outreach.complaints.complaint_cases import a_referral
from tests.reports.asking import figure, result_of, shown, shown_to
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_group,
    a_region,
    a_user,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 15)
NOON = datetime(2024, 6, 3, 5, tzinfo=UTC)


def group(name, **fields):
    """A group with an institution of its own, of the whole country."""
    return an_institution(name=name, group=a_group(name=name, **fields))


def shared(region, institution, *partners, what="noted", at=NOON, **fields):
    follow_up = a_follow_up(region=region, institution=institution, basis="Kunjungan", **fields)
    follow_up.partners.set(partners)
    if what:
        follow_up.steps.create(what=what, after="in_progress", at=at)
    return follow_up


def sent(complaint, institution, state="answered", at=NOON):
    replied_at = None if state == "sent" else at
    return a_referral(complaint, institution=institution, state=state, replied_at=replied_at, sent_at=NOON)


def told(query="", *, today=TODAY, **fields):
    return figure("jejaring", query, today=today, **fields)


def ties(query="", **fields):
    return [
        (row["group"], row["other"], row["follow_ups"], row["complaints"])
        for row in told(query, **fields).rows
    ]


def test_a_follow_up_ties_all_groups_whose_institutions_took_part():
    region, lead, one, other = a_region(), group("A"), group("B"), group("C")
    group("D")
    shared(region, lead, one, other, an_institution(group=one.group))
    shared(region, other, lead)

    assert ties() == [("A", "C", 2, 0), ("A", "B", 1, 0), ("B", "C", 1, 0)]
    assert (
        told().title == "D belum tercatat bekerja sama dengan kelompok lain; 3 dari 6 pasangan bekerja sama"
    )
    assert [row["last"] for row in told().rows] == [date(2024, 6, 3)] * 3


@pytest.mark.parametrize(
    ("what", "counts"),
    [
        *((work, True) for work in ("noted", "started", "finished", "resumed")),
        *((other, False) for other in ("created", "edited", "given_up", "verified", "sent_back")),
        *((answer, False) for answer in ("confirmed", "disputed", None)),
    ],
)
def test_only_steps_of_work_tell_that_institutions_took_part(what, counts):
    shared(a_region(), group("A"), group("B"), what=what)

    assert bool(ties()) == counts


def test_work_of_before_is_not_brought_back_by_what_is_said_of_it_later():
    group("X", code="BPJSTK")  # sends complaints, and takes part in no follow-up by that
    long_ago = datetime(2023, 6, 3, 5, tzinfo=UTC)
    follow_up = shared(a_region(), group("A"), group("B"), what="finished", at=long_ago)
    follow_up.steps.create(what="verified", after="done", at=NOON)
    assert ties() == []

    follow_up.steps.create(what="noted", after="in_progress", at=NOON)
    assert ties() == [("A", "B", 1, 0)]


def test_an_institution_of_the_same_group_ties_nothing():
    lead = group("A")
    group("B")
    shared(a_region(), lead, an_institution(group=lead.group))

    assert ties() == []


def test_a_complaint_ties_those_who_took_it_on_and_the_group_whose_desk_sent_it():
    own, first, then, no = (
        group(name, code=code) for name, code in zip("XABC", ("BPJSTK", *"ABC"), strict=True)
    )
    complaint = a_complaint(status="referred")
    sent(complaint, first, at=datetime(2024, 5, 3, 5, tzinfo=UTC))
    sent(complaint, no, "refused")
    sent(complaint, then, "accepted")
    sent(complaint, then, "withdrawn", datetime(2024, 6, 1, 5, tzinfo=UTC))
    sent(a_complaint(status="referred"), no, "sent")
    again = a_complaint(status="referred")
    sent(again, own)
    sent(again, no, "withdrawn", None)  # passed on before it had replied

    found = {(row["group"], row["other"]): (row["complaints"], row["last"]) for row in told().rows}

    assert found == {
        ("X", "A"): (1, date(2024, 5, 3)),
        ("X", "B"): (1, date(2024, 6, 3)),
        ("A", "B"): (1, date(2024, 6, 3)),
    }


def test_a_reply_without_a_day_counts_from_the_day_of_sending():
    group("X", code="BPJSTK")
    a_referral(a_complaint(), institution=group("A"), state="answered", sent_at=NOON)

    assert [(row["other"], row["last"]) for row in told().rows] == [("A", date(2024, 6, 3))]


def test_where_the_register_has_no_such_group_the_desk_belongs_to_none():
    complaint = a_complaint(status="referred")
    sent(complaint, group("A"))
    assert ties() == []

    sent(complaint, group("B"))
    assert ties() == [("A", "B", 0, 1)]


@pytest.mark.parametrize(
    ("today", "query", "since", "until"),
    [
        (date(2024, 6, 15), "", date(2023, 12, 16), date(2024, 6, 15)),
        (date(2024, 6, 30), "", date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 6, 15), "sampai=2024-05", date(2023, 12, 1), date(2024, 5, 31)),
        (date(2024, 8, 30), "", date(2024, 2, 29), date(2024, 8, 30)),
        (date(2024, 12, 30), "", date(2024, 6, 30), date(2024, 12, 30)),
        (date(2024, 12, 31), "", date(2024, 7, 1), date(2024, 12, 31)),
        (date(2024, 1, 31), "", date(2023, 8, 1), date(2024, 1, 31)),
        (date(2018, 6, 15), "sampai=2017-08", date(2017, 3, 1), date(2017, 8, 31)),
    ],
)
def test_six_months_end_with_the_month_asked_or_today(today, query, since, until):
    facts = result_of("jejaring", query, today=today).facts
    assert (facts["since"], facts["until"]) == (since, until)


def test_the_first_and_the_last_day_are_those_at_home():
    kupang, one, other = a_region(time_zone="Asia/Makassar"), group("A"), group("B")
    query, before, after = "sampai=2024-05", (2023, 11, 30, 15, 59), (2024, 5, 31, 16)
    for moment in (before, after):
        at = datetime(*moment, tzinfo=UTC)
        shared(kupang, one, other, at=at)
        complaint = a_complaint(region=kupang, status="referred")
        sent(complaint, one, at=at)
        sent(complaint, other, at=at)
    assert ties(query) == []

    for moment in ((2023, 11, 30, 16), (2024, 5, 31, 15, 59)):
        at = datetime(*moment, tzinfo=UTC)
        shared(kupang, one, other, at=at)
        complaint = a_complaint(region=kupang, status="referred")
        sent(complaint, one, at=at)
        sent(complaint, other, at=at)
    assert ties(query) == [("A", "B", 2, 2)]
    assert told(query).rows[0]["last"] == date(2024, 5, 31)


def test_who_has_no_institution_in_the_register_is_unknown_and_widens_the_bounds():
    region, one, other = a_region(), group("A"), group("B")
    for name in "CDEFGHI":
        group(name)
    a_group(name="Tanpa")
    shared(region, one, other)

    # 10 groups, 45 pairs, of which nine of who has no institution are open.
    assert told().title == (
        "7 kelompok belum tercatat bekerja sama dengan kelompok lain; "
        "1 sampai 10 dari 45 pasangan bekerja sama"
    )
    assert told().notes[:3] == (
        "Belum tercatat bekerja sama: C; D; E; F; G; H; I.",
        "? = tidak diketahui, karena belum punya instansi di daftar: Tanpa.",
        "Kerapatan jaringan 2% sampai 22%, menurut pasangan yang tidak diketahui.",
    )


def test_of_too_few_known_groups_the_density_is_not_told():
    region, institutions = a_region(), [group(name) for name in "ABC"]
    shared(region, *institutions[:2])
    a_group(name="Tanpa")

    assert (
        "Kerapatan jaringan tidak dinilai: baru 3 dari 4 kelompok punya instansi di daftar, kurang dari 80%."
        in (told().notes)
    )
    group("D")
    assert "Kerapatan jaringan 10% sampai 50%, menurut pasangan yang tidak diketahui." in told().notes


def test_an_institution_counts_where_it_is_while_it_holds():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    local, ended = a_group(name="Lokal"), a_group(name="Berakhir")
    group("Nasional")
    an_institution(group=local, region=here)
    an_institution(group=ended, valid_to=date(2023, 12, 15))

    def unknown(query=""):
        cells = shown("jejaring", query, today=TODAY).cells
        known = {cell.where["group"] for cell in cells if cell.value}
        return sorted({cell.where["group"].name for cell in cells if cell.where["group"] not in known})

    assert unknown() == ["Berakhir"]
    assert unknown(f"wilayah={there.code}") == ["Berakhir", "Lokal"]
    assert unknown(f"wilayah={here.code}&sampai=2023-12") == []


def test_who_stands_in_the_middle_is_named():
    region, centre, *others = a_region(), *(group(name) for name in "ABCD")
    for one in others:
        shared(region, centre, one)

    assert told().title == "Tidak ada kelompok yang diketahui bekerja sendiri; 3 dari 6 pasangan bekerja sama"
    assert told().notes == (
        "Kerapatan jaringan 50% dari semua pasangan.",
        "Bekerja sama dengan paling banyak kelompok: A, dengan 3 kelompok.",
        "Paling sering menghubungkan dua kelompok yang tidak bekerja sama langsung: A.",
    )


def test_nobody_no_tie_and_one_group_are_told_apart():
    a_region()
    assert told().title == "Belum ada kelompok atau wilayah untuk ditampilkan"
    group("A")
    assert told().title == "Belum ada kelompok atau wilayah untuk ditampilkan"

    group("B")
    assert told().title == "Belum tercatat kelompok yang bekerja sama dengan kelompok lain"
    assert (told().rows, told().drawing) == ((), None)
    assert told().notes[0] == "Belum tercatat bekerja sama: A; B."


def test_regions_add_up_and_a_reader_of_one_is_told_of_that_one():
    here, there, one, other = a_region(), a_region(), group("A"), group("B")
    for region in (here, there, there):
        shared(region, one, other)
    outside = a_complaint(outside_province="Jawa Timur")
    for institution in (one, other):
        sent(outside, institution)

    part = say_ties(shown_to(Reader((here,)), "jejaring", today=TODAY))

    assert ties() == [("A", "B", 3, 1)]
    assert ties(f"wilayah={there.code}") == [("A", "B", 2, 0)]
    assert [(row["matters"], row["complaints"]) for row in part.rows] == [(1, 0)]
    assert part.subtitle == (
        "Urusan yang dikerjakan bersama oleh dua kelompok, 16 Desember 2023 sampai 15 Juni 2024; "
        "bagian wilayah Anda"
    )


def test_invented_matters_count_only_where_nothing_of_either_kind_is_real():
    region, one, other = a_region(), group("A"), group("B")
    invented = an_institution(group=a_group(name="C"), is_sample=True)
    complaint = a_complaint(region=region, is_sample=True)
    for institution in (one, other):
        sent(complaint, institution)
    assert (told().sampled, ties()) == (True, [("A", "B", 0, 1)])
    assert "diketahui" not in " ".join(told().notes)

    shared(region, one, invented)
    assert (told().sampled, ties()) == (False, [("A", "C", 1, 0)])
    # Its one tie is seen; whether it has others is not known without a real institution.
    assert "? = tidak diketahui, karena belum punya instansi di daftar: C." in told().notes


def test_the_square_holds_each_pair_twice_and_shades_who_is_unknown():
    region = a_region()
    one, other = group("Satu", code="S1"), group("Dua", code="D2")
    a_group(name="Tanpa", code="T3")
    shared(region, one, other)

    spec = told().drawing["spec"]

    assert spec["data"]["values"] == [
        {"down": "Satu\tS1", "across": "D2", "text": "1"},
        {"down": "Dua\tD2", "across": "S1", "text": "1"},
    ]
    rows, columns = (layer["data"]["values"] for layer in spec["layer"][:2])
    assert (rows, columns) == ([{"unknown": "Tanpa\tT3"}], [{"unknown": "T3"}])
    marks = [(one["across"], one["text"]) for one in spec["layer"][2]["data"]["values"]]
    assert marks == [("S1", "·"), ("D2", "·"), ("T3", "?")]
    assert spec["layer"][3]["encoding"]["x"]["scale"]["domain"] == ["S1", "D2", "T3"]


def test_who_may_open_complaints_may_open_follow_ups():
    rows = {Permission.COMPLAINTS_VIEW, Permission.FOLLOW_UPS_VIEW}
    assert {len(rows & granted) for granted in GRANTS.values()} == {0, 2}


def test_the_figure_opens_to_who_may_open_its_rows(client):
    client.force_login(an_officer(of=a_region()))
    assert client.get("/dasbor/jejaring/").status_code == 200
    for person in (a_user(), an_observer()):
        client.force_login(person)
        assert client.get("/dasbor/jejaring/").status_code == 403


def test_the_first_month_of_another_figure_changes_nothing(client):
    shared(a_region(), group("A"), group("B"))

    assert client.get("/dasbor/jejaring/?dari=2024-05").status_code == 302  # who is not signed in
    client.force_login(an_officer())
    assert client.get("/dasbor/jejaring/?dari=2024-05").status_code == 400
    assert client.get("/dasbor/?dari=2024-05&sampai=2024-05").status_code == 200
    assert list(client.get("/dasbor/jejaring/").context["choices"].fields) == ["wilayah", "sampai"]


def test_queries_do_not_grow_with_groups_regions_and_matters():
    def queries():
        with CaptureQueriesContext(connection) as run:
            result_of("jejaring", today=TODAY)
        return len(run)

    shared(a_region(), group("A"), group("B"))
    sent(a_complaint(), group("C"))
    first = queries()
    for _time in range(3):
        shared(a_region(), *(an_institution() for _time in range(3)))
        sent(a_complaint(), an_institution())

    assert queries() == first
