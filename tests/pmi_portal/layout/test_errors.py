"""Error pages: in the portal's words, without session and database, and silent about what exists."""

import logging
import re
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import path

from pmi_portal import urls as portal
from pmi_portal.accounts.access import public
from tests.support.records import PASSWORD, a_region, a_session, a_staff_member, an_officer
from tests.support.sign_in import sign_in


@public
def broken(request):
    raise RuntimeError("rahasia dapur")


@public
def broken_login(request):
    password = request.POST["password"]
    raise RuntimeError(f"cannot sign in {len(password)}")


@public
def denied(request):
    raise PermissionDenied("Forbidden user agent")


urlpatterns = [*portal.urlpatterns, path("rusak/", broken), path("rusak/masuk/", broken_login)]
urlpatterns.append(path("terlarang/", denied))
handler403, handler404, handler500 = portal.handler403, portal.handler404, portal.handler500


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_a_record_of_another_region_and_none_at_all_look_the_same(client, db):
    theirs = a_session(region=a_region())
    client.force_login(an_officer())
    foreign, missing = client.get(f"/fgd/{theirs.pk}/"), client.get("/fgd/999999999/")
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    for page in (foreign, missing):
        assert page.headers.pop("Expires")  # the second at which it was answered
    assert foreign.headers == missing.headers


def test_an_address_nobody_made_says_what_to_do(client):
    page = client.get("/tidak/ada/")
    assert page.status_code == 404
    assert "Alamat ini tidak ada, atau catatannya bukan untuk wilayah Anda." in page.content.decode()


def test_a_refused_person_learns_whom_to_ask(client, db):
    client.force_login(an_officer())
    page = client.get("/admin/")
    assert page.status_code == 403
    assert "Bila Anda memerlukannya, hubungi administrator." in page.content.decode()


@pytest.mark.urls(__name__)
def test_what_a_library_says_of_a_refusal_reaches_no_page(client):
    page = client.get("/terlarang/")
    assert (page.status_code, "Forbidden user agent" in page.text) == (403, False)
    assert "Bila Anda memerlukannya, hubungi administrator." in page.text


def test_an_old_form_is_told_to_reload():
    client = Client(enforce_csrf_checks=True)
    page = client.post("/akun/login/", {"login": "a@portal.example"})
    assert page.status_code == 403
    assert "Halaman ini terbuka terlalu lama." in page.content.decode()
    assert "Peran Anda" not in page.content.decode()


def test_too_many_requests_are_asked_to_wait(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "login_failed": None}
    pages = [sign_in(client, "a@portal.example") for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 429]
    assert "Tunggu satu menit, lalu coba lagi." in pages[1].content.decode()


@pytest.mark.urls(__name__)
def test_a_broken_page_gives_a_number_that_stands_in_the_log(client, caplog):
    page = client.get("/rusak/").content.decode()
    incident = re.search(r"Nomor kejadian: <strong>(\w{8})</strong>", page).group(1)
    logged = [record.msg for record in caplog.records if record.name == "pmi_portal.layout.errors"]
    assert [(line["event"], line["incident"], line["path"]) for line in logged] == [
        ("server_error", incident, "/rusak/")
    ]
    assert "rahasia dapur" not in page
    assert "Traceback" not in page


@pytest.mark.urls(__name__)
def test_no_two_incidents_share_a_number(client):
    pages = [client.get("/rusak/").content for _ in range(2)]
    assert pages[0] != pages[1]


@pytest.mark.urls(__name__)
def test_a_broken_login_logs_no_password(client, caplog):
    caplog.set_level(logging.DEBUG)
    client.post("/rusak/masuk/", {"login": "a@portal.example", "password": PASSWORD})
    assert "cannot sign in" in caplog.text
    assert PASSWORD not in caplog.text


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/tidak/ada/", 404), ("/rusak/", 500)])
def test_error_pages_need_no_database(client, address, status):
    # Without the `db` fixture every query raises.
    assert client.get(address).status_code == status


@contextmanager
def database_gone(fault=OperationalError):
    def gone(*_):
        raise fault("the database is gone")

    with connection.execute_wrapper(gone):
        yield


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
@pytest.mark.parametrize("signed_in", [True, False])
def test_without_the_database_a_page_says_when_to_try_again(client, db, fault, signed_in):
    if signed_in:
        client.force_login(a_staff_member())
    client.cookies["sessionid"] = client.cookies.get("sessionid", "x" * 32)
    with database_gone(fault):
        page = client.get("/fgd/?q=rahasia")
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert 'href="/fgd/?q=rahasia"' in page.content.decode()


def test_what_was_typed_while_the_database_is_gone_goes_out_again_from_the_page_that_says_so(client, db):
    client.force_login(a_staff_member())
    typed = {"title": "FGD “Adipala” <b>", "note": "\nBaris satu\r\nBaris dua", "topics": ["1", "2"]}
    with database_gone():
        page = client.post("/fgd/catat/", typed | {"submission": "7", "password1": "rahasia sekali"})
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "30", "no-store, private")
    form = re.search(r'<form method="post" action="(.*?)">(.*?)</form>', page.content.decode(), re.DOTALL)
    # A browser leaves out the line break right behind the tag.
    fields = re.findall(r'<textarea name="(.*?)" hidden>\n(.*?)</textarea>', form[2], re.DOTALL)
    fields = [(name, unescape(text)) for name, text in fields]
    pairs = [("title", typed["title"]), ("note", typed["note"]), ("topics", "1"), ("topics", "2")]
    assert (form[1], fields) == ("/fgd/catat/", [*pairs, ("submission", "7")])
    assert "rahasia sekali" not in page.content.decode()


def test_error_pages_follow_the_language_and_the_theme(client):
    client.cookies.load({"bahasa": "en", "tema": "dark"})
    page = " ".join(client.get("/tidak/ada/").content.decode().split())
    assert '<html lang="en" data-theme-choice="dark" data-bs-theme="dark">' in page
