"""A form that comes after its sign-in ended gives back what was typed, to who typed it and to nobody else."""

import csv
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from outreach.models import FgdEvent
from pmi_portal.accounts.unsent_forms import MOST_LETTERS, POST_ONLY
from tests.architecture.source import ROOT
from tests.support.records import a_region, a_session, a_staff_member
from tests.support.sign_in import sign_in

ADDRESS, LOGIN = "/fgd/kegiatan/baru/", "/akun/login/"
IDLE = "Anda keluar otomatis karena tidak ada kegiatan selama 30 menit."
LONG = f"x {'x' * (MOST_LETTERS - 2)}"
OVER = "Anda keluar otomatis. Masuk lagi"


@pytest.fixture
def person(client, db):
    person = a_staff_member()
    sign_in(client, person.email)
    client.get("/")
    return person


@pytest.fixture
def away(person, monkeypatch):
    """The person comes back after an hour."""
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(hours=1))


def texts(page):
    return page.context["texts"]


def test_what_was_typed_comes_back_and_is_not_kept(client, away):
    page = client.post(ADDRESS, {"event-note": "Loket <b>tutup</b>", "event-region": "3"})

    assert (page.status_code, texts(page)) == (403, ["Loket <b>tutup</b>"])
    assert "Loket &lt;b&gt;tutup&lt;/b&gt;" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private"
    assert not FgdEvent.objects.exists()
    assert "Loket" not in client.get(f"{LOGIN}?next={ADDRESS}").content.decode()


def test_the_page_says_why_and_leads_to_the_login_and_back(client, away):
    page = client.post(ADDRESS, {"event-note": "x"})

    assert IDLE in page.content.decode()
    assert page.context["login"] == f"{LOGIN}?next={ADDRESS}"


def test_what_the_page_put_into_the_form_and_secrets_are_not_shown(client, away):
    sent = {
        "csrfmiddlewaretoken": "t",
        "submission": "s",
        "event-submission": "s",
        "seen": '{"note": "lama sekali"}',
        "rows-0-seen": '{"note": "lama sekali"}',
        "initial-note": "dari halaman",
        "draft": ADDRESS,
        "next": "/",
        "rows-TOTAL_FORMS": "2",
        "rows-0-id": "7",
        "rows-0-session": "7",
        "password1": "sapi hijau lompat",
        "_save": "Simpan",
        "empty": " ",
        "rows-1-venue": " Balai desa\n",
        "rows-2-venue": "Balai desa",
    }
    assert texts(client.post(ADDRESS, sent)) == ["Balai desa"]


def test_names_of_any_shape_cost_nothing(client, away):
    sent = urlencode({"-choice" * 20_000: "dua kata"})
    page = client.post(ADDRESS, sent, content_type="application/x-www-form-urlencoded")
    assert texts(page) == ["dua kata"]


def test_passwords_and_codes_of_the_account_pages_are_not_shown(client, away):
    page = client.post("/akun/2fa/totp/activate/", {"code": "123456"})
    assert (page.status_code, texts(page)) == (403, [])


def test_a_file_is_named_as_not_kept(client, away):
    file = SimpleUploadedFile("daftar <hadir>.pdf", b"%PDF")
    page = client.post(ADDRESS, {"file": file, "event-note": "x"})
    assert "Berkas “daftar &lt;hadir&gt;.pdf” tidak tersimpan" in page.content.decode()


def test_a_long_text_is_shown_up_to_a_limit_and_that_is_said(client, away):
    page = client.post(ADDRESS, {"event-note": LONG, "event-purpose": "y z"})

    assert texts(page) == [LONG]
    assert "terlalu panjang untuk ditampilkan seluruhnya" in page.content.decode()
    whole = client.post(ADDRESS, {"event-note": LONG})
    assert "terlalu panjang" not in whole.content.decode()


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/kalender/?bulan=2026-11", "/kalender/%3Fbulan%3D2026-11"),
        ("https://elsewhere.example/kalender/", "/"),
        ("http://testserver//elsewhere.example/", "/"),
        ("http://testserver/kalender/alamat/", "/"),
        ("http://testserver/no/such/page/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_to_a_page_that_can_be_looked_at(client, away, referer, back):
    page = client.post("/kalender/alamat/", headers={"Referer": referer})
    assert page.context["login"] == f"{LOGIN}?next={back}"


def test_addresses_that_only_take_forms_are_those_the_matrix_knows():
    with (ROOT / "tests/matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = {row.pop("url_name"): row for row in csv.DictReader(file)}
    closed_to_looking = {
        name for name, row in rows.items() if "405" in row.values() and row["anonymous"] == "login"
    }
    assert closed_to_looking == POST_ONLY


def test_a_sign_in_that_ended_elsewhere_gives_the_texts_back_too(client, person):
    client.session.flush()

    page = client.post(ADDRESS, {"event-note": "Antre panjang"})

    assert (page.status_code, texts(page)) == (403, ["Antre panjang"])
    assert OVER in page.content.decode()


def test_a_visitor_is_not_told_of_a_sign_in_that_never_was(client, db):
    page = client.post(ADDRESS, {"event-note": "Antre panjang"})
    assert (page.status_code, OVER in page.content.decode()) == (403, False)
    assert OVER not in client.get("/", follow=True).content.decode()


def test_a_form_of_a_foreign_page_gives_nothing_back(db):
    page = Client(enforce_csrf_checks=True).post(ADDRESS, {"event-note": "Antre panjang"})
    assert (page.status_code, "Antre panjang" in page.content.decode()) == (403, False)


def test_a_form_sent_by_htmx_sends_the_whole_page_to_the_login(client, person, monkeypatch):
    session = a_session(region=a_region())
    client.session.flush()
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/fgd/{session.pk}/"}

    answer = client.post(f"/fgd/{session.pk}/pernyataan/tambah/", {"text": "x"}, headers=asked)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{LOGIN}?next=/fgd/{session.pk}/")


def test_the_login_page_says_once_that_the_person_was_away(client, away, settings):
    settings.SESSION_IDLE_AGE = 1200
    led = client.get("/fgd/", follow=True).content.decode()

    assert "tidak ada kegiatan selama 20 menit" in led
    assert "tidak ada kegiatan" not in client.get(LOGIN).content.decode()
    assert settings.SESSION_COOKIE_NAME not in {name for name, one in client.cookies.items() if one.value}


def test_the_login_page_says_that_a_sign_in_ended_elsewhere(client, person):
    client.session.flush()
    assert OVER in client.get("/fgd/", follow=True).content.decode()
