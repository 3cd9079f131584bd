"""The lists of the desk as files: the columns of the page, plain values, all pages, the same filters."""

import csv
import io
import threading
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.models import Event
from pmi_portal.files import few_at_once
from pmi_portal.lists import list_files, tables
from stakeholders.models import Posting
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_follow_up,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_activity,
    an_event,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db
LISTS = ["/fgd/", "/fgd/pernyataan/", "/pengaduan/", "/tindak-lanjut/", "/sosialisasi/"]
FILE_ONLY = {
    "/fgd/": ["Kelompok seluruhnya", "Nama sesi", "Mulai", "Selesai", "Zona waktu", "Status"],
    "/fgd/pernyataan/": ["Tanda darurat", "Waktu kejadian"],
    "/pengaduan/": ["Dipegang sejak", "Penerusan", "Tindak lanjut terbuka", "Ditangani di"],
    "/sosialisasi/": ["Pendaftaran dalam 90 hari"],
}


@pytest.fixture
def staff(client):
    client.force_login(a_staff_member())


@pytest.fixture
def records():
    """One of each kind; some parts of them are unknown."""
    region = a_region(name="Kupang", time_zone="Asia/Makassar")
    district = a_district(region=region, name="Kab. Kupang")
    session = a_session(
        event=an_event(title="FGD Kupang", region=region),
        held_on=date(2024, 5, 6),
        title="Sesi 2",
        starts_at=time(9),
        venue="Balai",
    )
    a_participation(session=session, people=None)
    said = a_statement(
        session=session,
        group=a_group(name="Kepala desa"),
        theme=a_theme(code="T4", name="Klaim"),
        kind="risk",
        text="=1+1 Loket\ntutup",
    )
    received_at = datetime(2024, 5, 6, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))  # the next day in Kupang
    category = a_category(code="BPJS-CLAIM", name="Klaim")
    complaint = a_complaint(region=region, district=district, category=category, received_at=received_at)
    institution = an_institution(region=region, name="BP3MI NTT")
    follow_up = a_follow_up(statement=said, institution=institution, due_on=date(2024, 6, 1))
    activity = an_activity(
        region=region,
        district=None,
        village="",
        title="Sosialisasi",
        held_on=date(2024, 5, 6),
        registrations=17,
    )
    return said, complaint, follow_up, activity


def as_csv(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_xlsx(client, address):
    book = load_workbook(io.BytesIO(client.get(address).content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


@pytest.mark.parametrize("address", LISTS)
def test_a_file_has_the_columns_of_the_page(client, staff, records, address):
    page = client.get(address)
    heads = [str(column.header) for column in page.context["table"].columns]
    links = dict(page.context["table"].files)

    told, typed = as_csv(client, links["CSV"]), as_xlsx(client, links["XLSX"])

    assert told[0] == typed[0] == [*heads, *FILE_ONLY.get(address, ()), "Keterangan"]
    assert [name for name in FILE_ONLY.get(address, ()) if name in heads] == []
    assert len(told) == len(typed) == 2
    assert all(link in page.content.decode().replace("&amp;", "&") for link in links.values())


def test_values_are_plain_and_no_text_becomes_a_formula(client, staff, records):
    said, complaint, follow_up, _activity = records
    rows = {address: as_xlsx(client, f"{address}?unduh=xlsx")[1] for address in LISTS}

    day = datetime(2024, 5, 6)
    assert rows["/fgd/"][:-1] == [
        *(day, "FGD Kupang - Sesi 2", "Kupang, Balai", 1, None, 1),
        *(3, "Sesi 2", "09.00", None, "WITA", "terlaksana"),
    ]
    assert rows["/fgd/pernyataan/"][:-1] == [
        *("=1+1 Loket\ntutup", "risiko", "T4 Klaim", "Kepala desa"),
        *("6 Mei 2024, Kupang, FGD Kupang - Sesi 2", None, "tidak diketahui"),
    ]
    assert rows["/pengaduan/"][:-1] == [
        *(complaint.number, datetime(2024, 5, 7), "Kupang, Kab. Kupang", "BPJS-CLAIM Klaim", "baru"),
        *(datetime.combine(complaint.answer_by, time()), "Meja Kupang"),
        *(datetime.combine(complaint.held_since.astimezone(ZoneInfo("Asia/Makassar")), time()), 0, 0, None),
    ]
    assert rows["/tindak-lanjut/"][:-1] == [
        *(follow_up.number, follow_up.recommendation, "BP3MI NTT, Kupang", datetime(2024, 6, 1)),
        *("belum ditindaklanjuti", "belum ditanyakan"),
    ]
    assert rows["/sosialisasi/"][:3] == [day, "Sosialisasi", "Kupang"]
    assert rows["/sosialisasi/"][-2] == 17
    assert all(row[-1] is None for row in rows.values())
    assert as_csv(client, "/fgd/pernyataan/?unduh=csv")[1][0] == "'=1+1 Loket\ntutup"


def test_what_tags_say_on_the_page_stands_in_the_file(client, staff):
    a_complaint(severity="emergency", urgent_on=date(2024, 5, 6), is_sample=True)
    a_statement(session=a_session(event=an_event(is_sample=True)))

    assert as_csv(client, "/pengaduan/?unduh=csv")[1][-1] == "darurat, data contoh"
    assert as_csv(client, "/fgd/?unduh=csv")[1][-1] == "data contoh"
    assert as_csv(client, "/fgd/pernyataan/?unduh=csv")[1][-1] == "data contoh"


@pytest.mark.parametrize(("sort", "order"), [("theme", [0, 1, 2, 3, 4]), ("-theme", [4, 3, 2, 1, 0])])
def test_a_file_holds_all_pages_in_the_order_and_with_the_filters_of_the_list(
    client, staff, monkeypatch, sort, order
):
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 2)
    themes = [a_theme(code=f"T{number}", order=number) for number in range(5)]
    for number in (3, 0, 4, 1, 2):
        a_statement(text=f"Loket {number}", kind="risk", theme=themes[number])
    a_statement(text="Loket lain", kind="praise")

    rows = as_csv(client, f"/fgd/pernyataan/?kind=risk&q=loket&sort={sort}&per_page=1&page=2&unduh=csv")

    assert [row[0] for row in rows[1:]] == [f"Loket {number}" for number in order]
    links = dict(client.get("/fgd/pernyataan/?kind=risk&per_page=1&page=2").context["table"].files)
    assert links["CSV"] == "/fgd/pernyataan/?kind=risk&unduh=csv"


@pytest.mark.parametrize("sort", ["kind", "-kind", "theme"])
def test_equal_rows_keep_one_order_from_page_to_page(client, staff, sort):
    theme = a_theme()
    keys = [a_statement(kind="risk", theme=theme).pk for _number in range(6)]

    pages = [
        client.get(f"/fgd/pernyataan/?sort={sort}&per_page=2&page={page}").context["table"].page
        for page in (1, 2, 3)
    ]

    assert [row.record.pk for page in pages for row in page.object_list] == keys[::-1]


def test_only_what_the_person_may_see_goes_out_and_that_is_told(client):
    here = a_region()
    ours, _theirs = a_session(region=here, venue="Balai kita"), a_session(venue="Balai mereka")
    officer = an_officer(of=here)
    client.force_login(officer)

    rows = as_csv(client, "/fgd/?unduh=csv")

    assert [row[2] for row in rows[1:]] == [f"{here}, Balai kita"]
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == (
        "list.exported",
        officer,
        {"list": "sesi-fgd", "rows": 1, "filters": {}},
    )
    assert ours.event.region == here


def test_the_log_tells_what_the_list_was_narrowed_to_but_not_the_words_searched_for(client, staff):
    query = "/fgd/pernyataan/?kind=risk&q=Siti+Aminah&page=2&catatan=Siti&unduh=csv"
    as_csv(client, query)
    as_csv(client, f"{query}&theme=Siti")  # no theme has that key

    told = [event.detail["filters"] for event in Event.objects.order_by("pk")]
    assert told == [{"kind": "risk"}, {}]
    assert "Siti" not in str(Event.objects.values())


def test_only_regions_whose_posting_lets_lists_out_go_out(client):
    cilacap, kupang = a_region(name="Cilacap"), a_region(name="Kupang")
    for region in (cilacap, kupang):
        a_session(region=region, venue="Balai")
    person = an_observer(of=cilacap)
    Posting.objects.create(user=person, role=Role.REGIONAL_OFFICER, region=kupang)
    client.force_login(person)

    assert len(client.get("/fgd/").context["table"].rows) == 2
    assert [row[2] for row in as_csv(client, "/fgd/?unduh=csv")[1:]] == ["Kupang, Balai"]


def test_who_may_only_look_on_takes_no_list_out(client):
    a_session()
    client.force_login(an_observer())

    answer = client.get("/fgd/?unduh=csv")

    assert answer.status_code == 403
    assert client.get("/fgd/").context["table"].files == []
    assert [event.action for event in Event.objects.all()] == ["access.denied"]


def test_a_search_that_finds_too_much_says_so_in_the_file(client, staff, monkeypatch):
    monkeypatch.setattr("pmi_portal.lists.filters.MOST_FOUND", 2)
    for number in range(3):
        a_statement(text=f"Loket {number}")

    rows = as_csv(client, "/fgd/pernyataan/?q=loket&unduh=csv")

    assert len(rows) == 4
    assert rows[-1][0].startswith("Hanya 2 baris pertama")


def test_too_many_files_at_once_ask_to_try_again(client, staff, monkeypatch):
    monkeypatch.setattr(few_at_once, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(few_at_once, "WAIT_LIMIT", 0.01)
    with few_at_once.AT_ONCE:
        answer = client.get("/fgd/?sort=venue&unduh=csv", follow=True)
        matrix = client.get("/tindak-lanjut/matriks.xlsx?state=done", follow=True)

    assert answer.redirect_chain == [("/fgd/?sort=venue", 302)]
    assert matrix.redirect_chain == [("/tindak-lanjut/?state=done", 302)]
    for page in (answer, matrix):
        assert "Portal sedang menyiapkan unduhan lain." in page.content.decode()
    assert 'download=""' not in answer.content.decode()  # a browser would save that page in place of the file
    assert " download>" not in answer.content.decode()
    assert len(as_csv(client, "/fgd/?unduh=csv")) == 1


def test_a_file_that_is_cut_says_so(client, staff, monkeypatch):
    monkeypatch.setattr(list_files, "MOST_ROWS", 2)
    for _number in range(3):
        a_session()

    rows = as_csv(client, "/fgd/?unduh=csv")

    assert len(rows) == 4
    assert rows[-1] == ["Hanya 2 baris pertama; saring daftarnya untuk melihat yang lain."]
    assert Event.objects.get().detail["rows"] == 2


def test_a_file_takes_as_many_queries_for_many_rows_as_for_one(
    client, staff, django_assert_num_queries, django_assert_max_num_queries
):
    a_session()
    client.get("/fgd/?unduh=csv")
    with django_assert_max_num_queries(20) as one:
        client.get("/fgd/?unduh=csv")
    for _number in range(5):
        a_session()
    with django_assert_num_queries(len(one)):
        client.get("/fgd/?unduh=csv")


def test_what_is_no_kind_of_file_is_the_page(client, staff):
    assert client.get("/fgd/?unduh=exe").context["table"] is not None
    assert "Unduh daftar ini" not in client.get("/fgd/").content.decode()
