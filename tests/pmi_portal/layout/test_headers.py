"""Headers that every answer carries, whatever became of the request."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path

from pmi_portal import urls as portal
from pmi_portal.accounts.access import public
from tests.support.doors import doors
from tests.support.records import a_staff_member, an_administrator
from tests.support.sign_in import sign_in

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


def raising(error):
    @public
    def view(request):
        raise error

    return view


urlpatterns = [
    *portal.urlpatterns,
    path("rusak/400/", raising(SuspiciousOperation("x")), name="suspicious"),
    path("rusak/403/", raising(PermissionDenied), name="denied"),
    path("rusak/404/", raising(Http404), name="absent"),
    path("rusak/500/", raising(RuntimeError("x")), name="broken"),
]
handler400, handler403 = portal.handler400, portal.handler403
handler404, handler500 = portal.handler404, portal.handler500


def faults(response):
    """The headers that are not as they must be."""
    policy = set(response.get("Content-Security-Policy", "").split("; "))
    checks = {
        "Content-Security-Policy": policy == POLICY,
        "X-Content-Type-Options": response.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": response.get("Referrer-Policy") == "same-origin",
        "X-Frame-Options": response.get("X-Frame-Options") == "DENY",
        "Cross-Origin-Opener-Policy": response.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Access-Control-Allow-Origin": "Access-Control-Allow-Origin" not in response,
        "Content-Type": not (response.streaming or response.content) or has_charset(response),
    }
    return [name for name, good in checks.items() if not good]


def has_charset(response):
    kind = response["Content-Type"]
    return not kind.startswith("text/") or kind.replace('"', "").endswith("; charset=utf-8")


def ask(client, address):
    return client.get(address, headers={"Origin": "https://evil.example"})


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_of_every_door_carries_them(db, signed_in):
    client = Client(raise_request_exception=False)
    if signed_in:
        client.force_login(an_administrator())
    found = {door.name: faults(ask(client, door.path())) for door in doors()}
    assert {name: missing for name, missing in found.items() if missing} == {}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", [400, 403, 404, 500])
@pytest.mark.parametrize("signed_in", [False, True])
def test_error_pages_carry_them_too(db, status, signed_in):
    client = Client(raise_request_exception=False)
    if signed_in:
        client.force_login(a_staff_member())
    response = ask(client, f"/rusak/{status}/")
    assert (response.status_code, faults(response)) == (status, [])
    assert (response.get("Cache-Control") == "no-store, private") is signed_in


def test_an_unreadable_host_gets_an_answer_with_headers_too(client):
    response = client.get("/", headers={"Host": "evil.example"})
    assert (response.status_code, faults(response)) == (400, [])


def test_nothing_a_signed_in_person_sees_is_kept_by_the_browser(db, client):
    client.force_login(an_administrator())
    answers = {door.name: client.get(door.path()).get("Cache-Control") for door in doors()}
    assert {name: said for name, said in answers.items() if said != "no-store, private"} == {}


def test_the_policy_allows_nothing_unsafe(client):
    policy = client.get("/akun/login/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def kept_to_itself(cookie):
    scope = cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]
    return scope == (True, "Lax", "/", "")


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(db, client):
    sign_in(client, a_staff_member().email)
    assert kept_to_itself(client.cookies[settings.SESSION_COOKIE_NAME])


def test_the_csrf_cookie_is_out_of_reach_of_scripts_and_other_sites(db, client):
    client.get("/akun/login/")
    assert kept_to_itself(client.cookies[settings.CSRF_COOKIE_NAME])


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-Server", "Forwarded"])
def test_a_host_somebody_claims_is_not_believed(client, db, header, mailoutbox):
    claimed = "host=evil.example" if header == "Forwarded" else "evil.example"
    client.post("/akun/password/reset/", {"email": a_staff_member().email}, headers={header: claimed})
    assert "http://testserver/akun/password/reset/key/" in mailoutbox[0].body
    assert "evil.example" not in mailoutbox[0].body


def test_a_protocol_somebody_claims_is_not_believed(client):
    response = client.get("/akun/login/", headers={"X-Forwarded-Proto": "https"})
    assert not response.wsgi_request.is_secure()
