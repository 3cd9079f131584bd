"""Who holds complaints, and emergencies that still wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from reports.dashboards.catalogue import Asked
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.reports.asking import figure
from tests.support.records import a_board_member, a_complaint, a_region, an_institution, an_officer

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 25)  # the day after the last one for an answer
AHEAD = date(2024, 5, 31)
MAY = datetime(2024, 5, 6, 2, tzinfo=UTC)


def by_holder(query=""):
    return {
        row["holder"]: tuple(row[name] for name in ("n", "late", "young", "older", "old"))
        for row in figure("pemegang", query, today=TODAY).rows
    }


def test_each_is_counted_in_the_hands_it_lies_in_and_officers_without_names():
    kupang, cilacap = a_region(name="Kupang"), a_region(name="Cilacap")
    office = an_institution(name="BP3MI")
    a_complaint(region=kupang)
    for days in (3, 0):
        received_at = MAY - timedelta(days=days)
        a_complaint(region=kupang, assignee=an_officer(of=kupang), received_at=received_at)
    for region in (kupang, cilacap):
        a_referral(a_complaint_in("referred", region=region), institution=office)
        a_complaint(region=region, with_kpkp=True, answer_by=AHEAD)
    a_complaint(outside_province="Bali", answer_by=AHEAD)
    a_complaint_in("answered", region=cilacap)  # waits for the complainant, not for an answer
    a_complaint_in("closed", region=cilacap)
    a_complaint(region=cilacap, past_import=1)

    assert by_holder() == {
        "BP3MI": (2, 2, 0, 2, 0),
        "Petugas Kupang": (2, 2, 0, 2, 0),
        "Meja Kupang": (1, 1, 0, 1, 0),
        "KPKP": (3, 0, 0, 3, 0),
        "Meja Cilacap": (1, 0, 0, 1, 0),
    }
    oldest = {row["holder"]: row["oldest"] for row in figure("pemegang", today=TODAY).rows}
    assert (oldest["Petugas Kupang"], oldest["BP3MI"]) == (date(2024, 5, 3), date(2024, 5, 6))
    assert list(by_holder())[-2:] == ["KPKP", "Meja Cilacap"]
    assert figure("pemegang", today=TODAY).title == (
        "5 pengaduan terlambat dijawab; paling banyak di BP3MI dan Petugas Kupang, masing-masing 2"
    )


def test_the_last_day_is_not_late_and_a_pause_never_is():
    region = a_region(name="Kupang")
    a_complaint(region=region, answer_by=TODAY)
    a_complaint_in("paused", region=region)

    assert by_holder() == {"Meja Kupang": (2, 0, 0, 2, 0)}
    assert figure("pemegang", today=TODAY).title == (
        "2 pengaduan sedang dipegang, tidak ada yang terlambat dijawab"
    )


def test_ages_are_told_from_the_day_of_receipt_at_home():
    kupang = a_region(name="Kupang", time_zone="Asia/Makassar")
    # At home on 11 May, 14 days before; in Jakarta still on the 10th.
    edges = {14: datetime(2024, 5, 10, 16, tzinfo=UTC), 15: datetime(2024, 5, 10, 15, tzinfo=UTC)}
    for received_at in (*edges.values(), MAY - timedelta(days=41), MAY - timedelta(days=42)):
        a_complaint(region=kupang, received_at=received_at)

    assert by_holder() == {"Meja Kupang": (4, 4, 1, 2, 1)}
    assert figure("pemegang", today=TODAY).rows[0]["oldest"] == date(2024, 3, 25)


def test_nothing_held_is_a_sentence():
    a_region()

    told = figure("pemegang")

    assert (told.title, told.rows, told.print_spec) == ("Tidak ada pengaduan yang sedang dipegang", (), None)


def test_numbers_lead_to_the_lists_of_just_those(client):
    kupang, cilacap = a_region(name="Kupang", code="KUPANG"), a_region(name="Cilacap")
    office = an_institution(name="BP3MI")
    held = {
        "Meja Kupang": {a_complaint(region=kupang), a_complaint(region=kupang, answer_by=date(2999, 1, 1))},
        "Petugas Kupang": {a_complaint(region=kupang, assignee=an_officer(of=kupang))},
        "Petugas Cilacap": {a_complaint(region=cilacap, assignee=an_officer(of=cilacap))},
        "KPKP": {a_complaint(outside_province="Bali"), a_complaint(region=kupang, with_kpkp=True)},
        "BP3MI": {a_referral(a_complaint_in("referred", region=kupang), institution=office).complaint},
    }
    client.force_login(a_board_member())

    def listed(address):
        return {row.record for row in client.get(address).context["table"].rows}

    rows = {row["holder"]: row for row in figure("pemegang").rows}
    assert {holder: listed(row["held"]) for holder, row in rows.items()} == held
    for row in rows.values():
        assert len(listed(row["overdue"])) == row["late"]
    assert rows["Meja Kupang"]["late"] == 1
    of_kupang = {row["holder"]: row for row in figure("pemegang", "wilayah=KUPANG").rows}
    assert len(listed(of_kupang["KPKP"]["held"])) == of_kupang["KPKP"]["n"] == 1
    two = figure("pemegang", f"wilayah=KUPANG&wilayah={cilacap.code}").rows
    assert [row["held"] for row in two if row["holder"] == "KPKP"] == [""]


def test_who_sees_one_region_sees_what_is_held_there():
    here, there = a_region(name="Kupang"), a_region()
    office = an_institution(name="BP3MI")
    for region in (here, there):
        a_referral(a_complaint_in("referred", region=region), institution=office)

    told = Asked(an_officer(of=here), QueryDict()).figure("pemegang")

    assert [(row["holder"], row["n"]) for row in told.rows] == [("BP3MI", 1)]
    assert told.subtitle.endswith("; bagian wilayah Anda")


def test_invented_ones_count_only_where_there_is_nothing_real():
    region = a_region(name="Kupang")
    urgent = {"severity": "emergency", "urgent_on": date(2024, 5, 6)}
    a_complaint(region=region, is_sample=True, **urgent)
    invented = [figure(one, today=TODAY) for one in ("pemegang", "darurat")]
    a_complaint(region=region)

    real = [figure(one, today=TODAY) for one in ("pemegang", "darurat")]

    assert [told.sampled for told in (*invented, *real)] == [True, True, False, False]
    assert (invented[1].rows[0]["n"], real[1].rows[0]["n"], real[0].rows[0]["n"]) == (1, 0, 1)


def an_emergency(*signs, **fields):
    urgent = {"severity": "emergency", "urgent_on": date(2024, 5, 6)}
    return a_complaint(**urgent | dict.fromkeys(signs, True) | fields)


def test_emergencies_are_counted_by_sign_and_each_once_in_all():
    kupang, cilacap = a_region(name="Kupang"), a_region(name="Cilacap")
    an_emergency("violence", "minor", region=kupang)
    an_emergency("violence", region=kupang, received_at=MAY - timedelta(days=3))
    an_emergency(region=cilacap)
    an_emergency("death", region=cilacap, status="answered", answered_at=MAY, verified_at=MAY)
    a_complaint(region=cilacap)

    told = figure("darurat", today=TODAY)

    found = {(row["region"], row["sign"]): (row["n"], row["oldest"]) for row in told.rows}
    assert {key: numbers for key, numbers in found.items() if numbers[0]} == {
        ("Kupang", "semua darurat"): (2, date(2024, 5, 3)),
        ("Kupang", "kekerasan"): (2, None),
        ("Kupang", "korban anak"): (1, None),
        ("Cilacap", "semua darurat"): (1, date(2024, 5, 6)),
        ("Cilacap", "tanpa tanda di atas"): (1, None),
    }
    assert len(told.rows) == 3 * 7
    drawn = told.print_spec["data"]["values"]
    assert {(one["text"], one["kind"]) for one in drawn} == {
        *(("1", "filled"), ("2", "filled"), ("0", "hidden"))
    }
    assert told.title == "3 pengaduan darurat belum selesai, yang paling lama diterima 3 Mei 2024"


def test_no_emergency_and_one_are_told():
    region = a_region()
    assert figure("darurat").title == "Tidak ada pengaduan darurat yang belum selesai"

    an_emergency("trafficking", region=region)
    assert figure("darurat").title == "1 pengaduan darurat belum selesai, diterima 6 Mei 2024"


def test_emergencies_lead_to_the_list_of_just_those(client):
    region = a_region(name="Kupang")
    urgent = an_emergency("death", region=region)
    a_complaint(region=region)
    of_kpkp = an_emergency(outside_province="Bali")
    client.force_login(a_board_member())

    rows = [row for row in figure("darurat").rows if row["listed"]]

    for row, counted in zip(rows, (urgent, of_kpkp), strict=True):
        page = client.get(row["listed"])
        assert [one.record for one in page.context["table"].rows] == [counted]
        assert row["sign"] == "semua darurat"


@pytest.mark.parametrize("figure_id", ["pemegang", "darurat"])
def test_as_many_questions_however_many_there_are(figure_id):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            figure(figure_id)
        return len(captured)

    def fill():
        region = a_region()
        an_emergency(region=region)
        a_referral(a_complaint_in("referred", region=region))

    fill()
    for_one = questions()
    for _time in range(3):
        fill()

    assert questions() == for_one
