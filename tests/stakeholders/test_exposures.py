"""The register of exposures: read from what an office sends, listed, and taken back as a file."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pmi_portal.audit.models import Event
from stakeholders.models import Exposure
from stakeholders.register_columns import MonthWidget, PeopleWidget
from tests.stakeholders.files import EXPOSURE_HEADS, read_csv, xlsx
from tests.stakeholders.test_imports import confirmed, faults_of, reviewed, rows_of, sent
from tests.support.records import a_region, a_staff_member, an_administrator, an_exposure, an_officer

pytestmark = pytest.mark.django_db
HEADS = EXPOSURE_HEADS


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path


@pytest.fixture
def kupang():
    return a_region(code="KUPANG", name="Kupang")


@pytest.fixture
def staff(client):
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def seen(client, *rows, heads=HEADS):
    return reviewed(client, *rows, heads=heads, place="pajanan")


def stored():
    return sorted(
        Exposure.objects.values_list("region__code", "month", "destination", "low", "high", "source")
    )


@pytest.mark.parametrize(
    "written",
    [
        "2026-03",
        "2026/3",
        "03/2026",
        "Maret 2026",
        "mar 2026",
        "15 Maret 2026",
        "2026-03-31",
    ],
)
def test_a_month_is_read_however_it_is_written(client, kupang, staff, written):
    page = seen(client, ["kupang", written, "Taiwan", 1200, "1.250,0", "BPJS Ketenagakerjaan"])
    assert rows_of(page) == [(2, "new", "Kupang, Maret 2026, Taiwan")]
    assert stored() == []

    confirmed(client, page, left_out=0)

    assert stored() == [("KUPANG", date(2026, 3, 1), "taiwan", 1200, 1250, "BPJS Ketenagakerjaan")]
    exposure = Exposure.objects.get()
    assert [(row.history_type, row.history_user) for row in exposure.history.all()] == [("+", staff)]
    assert Event.objects.filter(action="exposures.imported", actor=staff).count() == 1


@pytest.mark.parametrize("written", ["1250", "1.250", "1,250", "1.250,0", 1250, 1250.0])
def test_a_number_of_people_is_read_however_thousands_are_marked(written):
    assert PeopleWidget().clean(written) == 1250
    assert PeopleWidget().clean("1.250.000") == 1_250_000


def test_a_cell_of_a_date_means_its_month():
    assert MonthWidget().clean(datetime(2026, 3, 9, 0, 0)) == date(2026, 3, 1)


def test_without_a_column_of_destinations_all_are_meant_together(client, kupang, staff):
    page = seen(client, ["Kupang", "2026-03", 10, 20, "BPS"], heads=[*HEADS[:2], *HEADS[3:]])
    confirmed(client, page, left_out=0)

    assert stored() == [("KUPANG", date(2026, 3, 1), "semua", 10, 20, "BPS")]


def test_the_same_month_again_changes_what_is_stored_and_tells_what(client, kupang, staff):
    an_exposure(region=kupang, month=date(2026, 3, 1), low=10, high=20, source="BPS")
    page = seen(
        client, ["Kupang", "Maret 2026", "", 10, 25, "BPS"], ["Kupang", "April 2026", "", 1, 1, "BPS"]
    )
    assert [row.kind for row in page.context["page"]] == ["changed", "new"]
    assert page.context["page"][0].differences == [("Paling banyak", 20, 25)]

    confirmed(client, page, left_out=0)

    assert [one[3:5] for one in stored()] == [(10, 25), (1, 1)]
    assert Exposure.objects.get(month=date(2026, 3, 1)).history.first().history_type == "~"
    assert rows_of(seen(client, ["Kupang", "2026-03", "semua", 10, 25, "BPS"]))[0][1] == "unchanged"


@pytest.mark.parametrize(
    "place, written, reason",
    [
        (0, "Bali", "“Bali” tidak dikenal atau bukan wilayah tugas Anda."),
        (0, "", "Wajib diisi."),
        (1, "", "Wajib diisi."),
        (
            1,
            "Marett 2026",
            "“1 Marett 2026”: nama bulan “Marett” tidak dikenal; maksudnya “Maret”? "
            "Tulis bulan, misalnya 2026-03.",
        ),
        (1, "2026-13", "“2026-13-1”: tanggal itu tidak ada dalam kalender. Tulis bulan, misalnya 2026-03."),
        (3, "", "Wajib diisi."),
        (3, 0, "Tulis bilangan bulat mulai dari 1."),
        (3, -5, "Tulis bilangan bulat mulai dari 1."),
        (3, 10.5, "Tulis bilangan bulat mulai dari 1."),
        (4, 10**12, "Tulis bilangan bulat mulai dari 1."),
        (4, "banyak", "“banyak” bukan angka."),
        (4, "1.25", "Tulis bilangan bulat mulai dari 1."),
        (4, "1.250,5", "Tulis bilangan bulat mulai dari 1."),
        (4, "1.250,000.5", "“1.250,000.5” tidak tertulis sebagai angka yang lazim."),
        (4, 9, "“Paling banyak” lebih kecil daripada “paling sedikit”. Tukar keduanya."),
        (5, "", "Wajib diisi."),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_stored(client, kupang, staff, place, written, reason):
    row = ["Kupang", "2026-03", "", 10, 20, "BPS"]
    row[place] = written

    page = seen(client, row)

    assert faults_of(page) == [[(HEADS[place], reason)]]
    assert stored() == []


def test_an_unknown_destination_is_told_what_there_is(client, kupang, staff):
    ((_heading, reason),) = faults_of(seen(client, ["Kupang", "2026-03", "Mars", 1, 2, "BPS"]))[0]
    assert reason.startswith("“Mars” tidak dikenal; pilihannya: semua negara tujuan, Malaysia dan Brunei, ")


def test_a_month_that_comes_twice_in_a_file_is_refused_however_it_is_written(client, kupang, staff):
    page = seen(
        client, ["Kupang", "2026-03", "", 1, 2, "BPS"], ["KUPANG", "Maret 2026", "semua", 3, 4, "BPS"]
    )

    assert faults_of(page)[-1] == [("", "Baris ini mengulang baris 2.")]


def test_a_file_without_months_is_refused(client, kupang, staff):
    page = sent(client, xlsx(["Wilayah asal", "Paling sedikit"], ["Kupang", 1]), place="pajanan")

    assert "Kolom wajib tidak ada: Bulan." in str(page.context["form"].errors)


def test_an_officer_sees_the_own_region_and_changes_nothing(client, kupang):
    an_exposure(region=kupang, source="BPS Kupang")
    an_exposure(region=a_region(), source="BPS lain")
    client.force_login(an_officer(of=kupang))

    page = client.get(reverse("exposure_list"))

    assert "BPS Kupang" in page.content.decode()
    assert "BPS lain" not in page.content.decode()
    assert reverse("exposure_import") not in page.content.decode()
    assert client.get(reverse("exposure_import")).status_code == 403


def test_the_list_leaves_as_a_file_that_comes_back_unchanged(client, kupang, staff):
    an_exposure(region=kupang, destination="hongkong", low=7, high=9)
    an_exposure(region=kupang, destination="taiwan")

    file = client.post(reverse("exposure_export") + "?destination=hongkong", {"kind": "csv"})

    heads, *rows = read_csv(file.content)
    assert rows == [["Kupang", "2024-05", "Hong Kong dan Makau", "7", "9", "BPS", "tidak"]]
    back = sent(client, file.content, name="pajanan.csv", place="pajanan")
    assert [row.kind for row in back.context["page"]] == ["unchanged"]


def test_the_admin_takes_the_first_day_of_a_month_only(client, kupang):
    client.force_login(an_administrator())
    form = {
        "region": kupang.pk,
        "month": "2/3/2026",
        "destination": "semua",
        "low": 5,
        "high": 4,
        "source": "BPS",
    }

    refused = client.post(reverse("admin:stakeholders_exposure_add"), form)
    assert refused.context["adminform"].form.errors == {
        "month": ["Isi hari pertama bulan itu."],
        "__all__": ["“Paling banyak” lebih kecil daripada “paling sedikit”. Tukar keduanya."],
    }
    client.post(reverse("admin:stakeholders_exposure_add"), form | {"month": "1/3/2026", "high": 5})
    assert stored() == [("KUPANG", date(2026, 3, 1), "semua", 5, 5, "BPS")]


def test_an_exposure_of_a_part_of_a_month_is_none():
    with pytest.raises(ValidationError, match="hari pertama"):
        Exposure(region=a_region(), month=date(2026, 3, 2), low=1, high=1, source="BPS").full_clean()
