"""Complaints received: incidents, people and duplicates, by origin and group of categories."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.urls import reverse

from reports.dashboards.catalogue import Asked
from reports.results.readers import Reader
from tests.reports.asking import figure, shown_to
from tests.support.records import a_board_member, a_category, a_complaint, a_region, an_officer

pytestmark = pytest.mark.django_db


def received(group, **fields):
    return a_complaint(category=a_category(group=group), **fields)


def a_duplicate(of, **fields):
    fields = {"region": of.region, "category": of.category, "closed_at": of.received_at} | fields
    return a_complaint(status="duplicate", original=of, **fields)


def told_rows(told):
    """{(place, group): (incidents, people, duplicates)} of rows that are not all nothing."""
    rows = {(row["region"], row["group"]): (row["n"], row["people"], row["duplicates"]) for row in told.rows}
    return {key: numbers for key, numbers in rows.items() if any(numbers)}


def test_incidents_people_and_duplicates_are_counted_apart_by_origin():
    cilacap, kupang = a_region(name="Cilacap"), a_region(name="Kupang")
    unpaid = received("wages", region=cilacap, people=3)
    received("wages", region=cilacap, people=2)
    a_duplicate(unpaid, people=60)
    received("law", region=kupang)
    received("wages", outside_province="Bali", outside_zone="Asia/Makassar")

    told = figure("pengaduan")

    assert told_rows(told) == {
        ("Cilacap", "upah dan kontrak"): (2, 5, 1),
        ("Kupang", "hukum, overstay, dan pemulangan"): (1, 1, 0),
        ("di luar daerah kantong", "upah dan kontrak"): (1, 1, 0),
    }
    assert len(told.rows) == 3 * 7
    assert told.title == "Pengaduan terbanyak: “upah dan kontrak”, 3 dari 4 kejadian"
    assert told.notes == (
        "Orang yang terdampak: 7.",
        "Laporan duplikat, tidak dihitung sebagai kejadian: 1.",
        "Tanpa pajanan: untuk membandingkan wilayah, lihat laju pengaduan.",
    )
    alone = figure("pengaduan", f"wilayah={cilacap.code}")
    assert not any("pajanan" in note for note in alone.notes)


def test_groups_with_as_many_are_all_named():
    region = a_region()
    for group in ("wages", "law", "wages", "law", "health"):
        received(group, region=region)
    assert figure("pengaduan").title == (
        "Pengaduan terbanyak: “upah dan kontrak” dan “hukum, overstay, dan pemulangan”, "
        "masing-masing 2 dari 5 kejadian"
    )

    for group in ("health", "other", "other"):
        received(group, region=region)
    assert figure("pengaduan").title == ("4 rumpun pengaduan sama banyak, masing-masing 2 dari 8 kejadian")


def test_nothing_received_is_said():
    a_region()

    told = figure("pengaduan")

    assert told.title == "Belum ada pengaduan yang diterima dalam periode ini"
    assert {row["n"] for row in told.rows} == {0}
    assert told.notes == ()
    assert told.print_spec["data"]["values"]


def test_a_complaint_counts_in_the_month_of_its_day_at_home():
    kupang = a_region(time_zone="Asia/Makassar")
    # One minute before and at midnight of 1 June in Kupang.
    received("wages", region=kupang, received_at=datetime(2024, 5, 31, 15, 59, tzinfo=UTC))
    received("law", region=kupang, received_at=datetime(2024, 5, 31, 16, 0, tzinfo=UTC))

    may = figure("pengaduan", "dari=2024-05&sampai=2024-05")
    june = figure("pengaduan", "dari=2024-06&sampai=2024-06")

    assert [list(told_rows(told)) for told in (may, june)] == [
        [(kupang.name, "upah dan kontrak")],
        [(kupang.name, "hukum, overstay, dan pemulangan")],
    ]
    assert may.subtitle == "Jumlah kejadian menurut wilayah asal dan rumpun, Mei 2024"


def test_what_came_before_the_portal_is_received_and_told():
    received("wages", past_import=1)
    received("wages")

    told = figure("pengaduan")

    assert told.title == "Pengaduan terbanyak: “upah dan kontrak”, 2 dari 2 kejadian"
    assert "Di antaranya dari daftar sebelum portal: 1 kejadian." in told.notes


def test_invented_complaints_count_only_where_there_is_nothing_real():
    region = a_region()
    received("wages", region=region, is_sample=True)
    invented = figure("pengaduan")
    received("law", region=region)

    real = figure("pengaduan")

    assert (sum(row["n"] for row in invented.rows), invented.sampled) == (1, True)
    assert (sum(row["n"] for row in real.rows), real.sampled) == (1, False)
    assert real.title.startswith("Pengaduan terbanyak: “hukum")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kelamin=female", "; jenis kelamin: perempuan"),
        ("tahap=cpmi", "; tahap: calon PMI"),
        ("tujuan=malaysia", "; negara tujuan: Malaysia dan Brunei"),
        ("rumpun=wages", "; rumpun: upah dan kontrak"),
    ],
)
def test_a_filter_narrows_and_says_so(query, told):
    region = a_region()
    of_one = {"person_sex": "female", "person_stage": "cpmi", "destination": "BN"}
    received("wages", region=region, **of_one)
    received("law", region=region, person_sex="male", person_stage="abroad", destination="TW")

    narrowed = figure("pengaduan", query)

    assert told_rows(narrowed) == {(region.name, "upah dan kontrak"): (1, 1, 0)}
    assert narrowed.subtitle.endswith(f"{told}; periode belum selesai")
    if query.startswith("rumpun"):
        assert narrowed.title == "1 kejadian: “upah dan kontrak”"
        assert len(narrowed.rows) == 2


def test_who_may_open_one_region_sees_that_part_and_is_told_so():
    here, there = a_region(name="Kupang"), a_region()
    received("wages", region=here)
    for _time in range(2):
        received("law", region=there)
    received("law", outside_province="Bali")
    officer = an_officer(of=here)

    told = Asked(officer, QueryDict()).figure("pengaduan")

    assert {row["region"] for row in told.rows} == {"Kupang"}
    assert told.title == "Pengaduan terbanyak: “upah dan kontrak”, 1 dari 1 kejadian"
    assert told.subtitle.endswith("; bagian wilayah Anda")
    whole = shown_to(Reader((here, there), sees_all=True), "pengaduan")
    assert not whole.is_part


def test_one_region_asked_for_has_no_row_of_elsewhere():
    here = a_region(name="Kupang", code="KUPANG")
    received("law", outside_province="Bali")

    told = figure("pengaduan", "wilayah=KUPANG")

    assert {row["region"] for row in told.rows} == {"Kupang"}
    assert told.title == "Belum ada pengaduan yang diterima dalam periode ini"
    assert here.code == told.rows[0]["region"].upper()


def test_a_number_leads_to_the_list_of_just_those(client):
    region = a_region()
    counted = [received("wages", region=region, person_sex="female") for _time in range(2)]
    double = a_duplicate(counted[0])
    received("law", region=region)
    received("wages", region=region, received_at=datetime(2023, 1, 5, tzinfo=UTC))
    outside = received("wages", outside_province="Bali")
    client.force_login(a_board_member())

    told = figure("pengaduan", "dari=2024-01", regions=[region])

    def listed(row, key):
        page = client.get(row[key])
        return {one.record for one in page.context["table"].rows}

    rows = {(row["region"], row["group"]): row for row in told.rows}
    here, elsewhere = (rows[place, "upah dan kontrak"] for place in (region.name, "di luar daerah kantong"))
    assert listed(here, "listed") == set(counted)
    assert listed(here, "doubled") == {double}
    assert listed(elsewhere, "listed") == {outside}
    assert rows[region.name, "jaminan sosial"]["listed"] == ""
    # The list cannot be asked for women only.
    women = figure("pengaduan", "kelamin=female").rows
    assert {(row["n"], row["listed"]) for row in women} == {(0, ""), (2, "")}
    assert reverse("complaint_list") in client.get("/dasbor/pengaduan/").content.decode()
