"""Complaints by exposure: what is counted, by how many people, and which region differs."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from outreach.models import Complaint
from reports.results.readers import Reader
from reports.saying.rates import TOO_FEW, say_rates
from reports.saying.wording import NOT_AVAILABLE
from tests.reports.asking import figure, shown_to
from tests.support.records import a_complaint, a_region, an_activity, an_exposure

pytestmark = pytest.mark.django_db
MONTHS = range(1, 7)
TODAY = date(2024, 7, 15)


def some_complaints(region, n, *, month=5, **fields):
    """`n` incidents of a month of 2024; one is made, the others are like it."""
    first = a_complaint(region=region, received_at=datetime(2024, month, 6, 2, tzinfo=UTC), **fields)
    others = [Complaint.objects.get(pk=first.pk) for _other in range(n - 1)]
    for number, other in enumerate(others):
        other.pk, other.number = None, f"{first.number}-{number}"
    Complaint.objects.bulk_create(others)


def half_a_year(region, *, complaints, people, **fields):
    for month in MONTHS:
        some_complaints(region, complaints, month=month)
        an_exposure(region=region, month=date(2024, month, 1), low=people, high=people, **fields)


def told(query="", *, today=TODAY):
    return figure("laju", query, today=today)


def row_of(region, found):
    return next(row for row in found.rows if row["region"] == region.name)


def test_without_exposure_there_is_no_rate():
    kupang = a_region(name="Kupang")
    some_complaints(kupang, 30)

    found = told()

    assert found.title == "Laju pengaduan belum dapat dihitung: pajanannya belum dicatat"
    assert [(row["rate"], row["n"], row["left_out"]) for row in found.rows] == [(NOT_AVAILABLE, 0, 30)]
    assert row_of(kupang, found)["verdict"] == "Tanpa pajanan, jadi tidak dapat dibandingkan."
    assert found.chart is None
    assert "30 kejadian di luar hitungan: bulannya tanpa pajanan atau belum berakhir." in found.notes


def test_a_rate_counts_only_months_that_are_over_and_have_an_exposure():
    region = a_region()
    for month in (4, 5, 7):
        some_complaints(region, 20, month=month)
    for month in (3, 5, 6, 7):
        an_exposure(region=region, month=date(2024, month, 1), low=1000, high=1400)

    row = row_of(region, told())

    # May and June: nothing was recorded before April, April has no exposure, and July is not over.
    assert (row["months"], row["n"], row["left_out"]) == (2, 20, 40)
    assert (row["least"], row["most"]) == (round(2000 / 12), round(2800 / 12))
    assert row["rate"] == pytest.approx(20 / (2400 / 12) * 1000)
    assert row["low"] < row["rate"] < row["high"]
    assert row["listed"] == ""  # the list would hold 40 more


def test_the_month_that_ends_today_is_not_over():
    region = a_region()
    some_complaints(region, 20)
    an_exposure(region=region)

    assert row_of(region, told(today=date(2024, 5, 31)))["months"] == 0
    assert row_of(region, told(today=date(2024, 6, 1)))["months"] == 1


def test_few_incidents_are_told_and_no_rate():
    region = a_region()
    some_complaints(region, 19)
    an_exposure(region=region)

    row = row_of(region, told())

    assert (row["rate"], row["n"], row["least"]) == (TOO_FEW, 19, 83)


def test_all_destinations_together_go_before_parts_which_go_by_themselves():
    whole, parts = a_region(), a_region()
    for region in (whole, parts):
        some_complaints(region, 21, destination="MY")
        some_complaints(region, 22, destination="TW")
        an_exposure(region=region, destination="malaysia", low=100, high=100)
    an_exposure(region=whole)

    found, malaysia = told(), told("tujuan=malaysia")

    assert [(row_of(one, found)["n"], row_of(one, found)["least"]) for one in (whole, parts)] == [
        (43, round(1000 / 12)),
        (21, round(100 / 12)),
    ]
    for one in (whole, parts):
        assert (row_of(one, malaysia)["n"], row_of(one, malaysia)["least"]) == (21, round(100 / 12))
    assert row_of(whole, told("tujuan=taiwan"))["months"] == 0


def test_a_region_is_told_apart_from_the_others_together():
    kupang, cilacap, indramayu = (a_region(name=name) for name in ("Kupang", "Cilacap", "Indramayu"))
    half_a_year(kupang, complaints=30, people=1000)
    half_a_year(cilacap, complaints=10, people=1000)
    half_a_year(indramayu, complaints=10, people=1000)

    found = told()

    assert found.title == (
        "Laju pengaduan Kupang lebih tinggi daripada wilayah lain, Cilacap dan Indramayu lebih rendah"
    )
    assert row_of(kupang, found)["verdict"].startswith("lebih tinggi: 3,00 kali (")
    assert row_of(cilacap, found)["verdict"].startswith("lebih rendah: 0,50 kali (")
    assert row_of(kupang, found)["listed"].startswith(
        f"/pengaduan/?region={kupang.code}&status=kejadian&since="
    )
    assert told(f"wilayah={kupang.code}").title == "Laju pengaduan Kupang lebih tinggi daripada wilayah lain"


def test_who_sees_one_region_learns_nothing_of_how_many_the_others_have():
    kupang, cilacap = a_region(name="Kupang"), a_region(name="Cilacap")
    half_a_year(kupang, complaints=30, people=1000)
    half_a_year(cilacap, complaints=10, people=1000)

    found = say_rates(shown_to(Reader((kupang,)), "laju", today=TODAY))

    assert [(row["region"], row["verdict"]) for row in found.rows] == [("Kupang", "lebih tinggi")]
    assert found.subtitle.endswith("; bagian wilayah Anda")


def test_equal_rates_of_unequal_regions_are_not_told_apart():
    large, small = a_region(name="Besar"), a_region(name="Kecil")
    half_a_year(large, complaints=40, people=4000)
    half_a_year(small, complaints=10, people=1000)

    assert told().title == "Belum terbukti ada wilayah yang laju pengaduannya berbeda seperempat atau lebih"


def test_a_proved_difference_of_less_than_a_quarter_is_told_as_such():
    one, other = a_region(), a_region()
    half_a_year(one, complaints=240, people=1000)
    half_a_year(other, complaints=200, people=1000)

    found = told()

    assert row_of(one, found)["verdict"].startswith("berbeda kurang dari seperempat: 1,20 kali (")
    assert found.title == "Belum terbukti ada wilayah yang laju pengaduannya berbeda seperempat atau lebih"


def test_months_that_only_one_has_are_not_compared():
    one, other = a_region(), a_region()
    half_a_year(one, complaints=30, people=1000)
    some_complaints(other, 30)
    an_exposure(region=other)

    found = told()

    assert row_of(one, found)["verdict"] == "tidak dibandingkan: kurang dari 6 bulan bersama"
    assert found.title == "Laju pengaduan antarwilayah belum dapat dibandingkan"


def test_invented_exposures_measure_no_real_complaint():
    region = a_region()
    some_complaints(region, 30)
    an_exposure(region=region, is_sample=True)
    assert row_of(region, told())["months"] == 0

    Complaint.objects.update(is_sample=True)
    found = told()
    assert (row_of(region, found)["months"], found.sampled) == (1, True)

    an_exposure(region=region, month=date(2024, 6, 1))
    assert row_of(region, told())["months"] == 1  # the real one alone
    assert row_of(region, told())["left_out"] == 30


def test_months_before_the_first_real_complaint_are_not_counted_for_an_invented_one():
    region = a_region()
    some_complaints(region, 1, month=3, is_sample=True)
    some_complaints(region, 20, month=5)
    for month in (3, 4, 5):
        an_exposure(region=region, month=date(2024, month, 1))

    assert row_of(region, told())["months"] == 1


def test_the_first_month_is_that_of_the_office_whoever_looks():
    region = a_region()
    a_complaint(region=region, received_at=datetime(2024, 5, 31, 18, tzinfo=UTC))  # June there
    for month in (5, 6):
        an_exposure(region=region, month=date(2024, month, 1))

    for zone in ("UTC", "Asia/Jayapura"):
        with timezone.override(zone):
            assert row_of(region, told())["months"] == 1


def test_invented_outreach_stands_beside_no_real_complaint():
    region = a_region()
    some_complaints(region, 20)
    an_activity(region=region, women=12, men=8, status="held", is_sample=True)
    assert row_of(region, told())["came"] == 0

    Complaint.objects.update(is_sample=True)
    assert (row_of(region, told())["came"], told().sampled) == (20, True)


def test_beside_the_rate_stands_who_came_to_outreach():
    region = a_region()
    some_complaints(region, 20)
    an_exposure(region=region)
    an_activity(region=region, women=12, men=8, status="held")
    an_activity(region=region, women=5, men=5, status="held", held_on=date(2023, 5, 6))

    assert row_of(region, told())["came"] == 30
    assert row_of(region, told("dari=2024-01"))["came"] == 20
