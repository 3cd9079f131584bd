"""A sign-in ends when the person is away, and after a working day; nothing that was typed goes with it."""

import json
from datetime import timedelta

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmi_portal.accounts.sign_in_ends import BEGAN, SEEN_COOKIE, end_if_lapsed
from pmi_portal.audit.models import Event
from pmi_portal.drafts.models import Draft
from surveys.importing.actions.imports import upload_file
from tests.support.records import PASSWORD, a_staff_member, an_administrator
from tests.support.sign_in import sign_in
from tests.surveys.makers import HEADINGS, a_file, an_skm_round

START = timezone.now()
HOME, LOGIN = "/", "/akun/login/"


@pytest.fixture
def clock(monkeypatch):
    """Lets the hours pass."""

    def at(**later):
        monkeypatch.setattr(timezone, "now", lambda: START + timedelta(**later))

    at()
    return at


@pytest.fixture
def person(client, db, clock):
    person = a_staff_member()
    sign_in(client, person.email)
    client.get(HOME)
    return person


def save_draft(client):
    body = json.dumps({"key": "/fgd/kegiatan/baru/", "content": {"title": ["FGD"]}})
    return client.post("/draf/simpan/", body, content_type="application/json")


def test_who_does_something_within_half_an_hour_stays_signed_in(client, person, clock):
    for minutes in (29, 58, 87):
        clock(minutes=minutes)
        assert client.get(HOME).status_code == 200


def test_who_is_away_for_half_an_hour_is_led_to_the_login_and_back(client, person, clock):
    clock(minutes=30, seconds=1)

    answer = client.get("/fgd/?q=loket")

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next=/fgd/%3Fq%3Dloket")
    assert "Clear-Site-Data" not in answer.headers
    assert client.get(HOME).status_code == 302
    event = Event.objects.get(action="user.lapsed")
    assert (event.actor, event.subject_id) == (person, str(person.pk))


def test_who_types_for_an_hour_stays_signed_in_by_the_drafts(client, person, clock):
    for minutes in (20, 40, 60):
        clock(minutes=minutes)
        assert save_draft(client).status_code == 200

    clock(minutes=80)
    assert client.post("/draf/buang/", {"key": "/fgd/kegiatan/baru/"}).status_code == 204
    clock(minutes=109)
    assert client.get(HOME).status_code == 200


def test_a_draft_sent_too_late_leads_to_the_login_and_the_one_before_stays(client, person, clock):
    save_draft(client)
    clock(minutes=31)

    answer = client.post("/draf/simpan/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"][: len(LOGIN)]) == (204, LOGIN)
    assert Draft.objects.get().user == person


def test_what_a_page_sends_again_by_itself_is_no_sign_of_a_person(client, person, clock):
    for minutes in (10, 20, 30):
        clock(minutes=minutes)
        assert client.get(HOME, headers={"X-By-Itself": "1"}).status_code == 200

    clock(minutes=31)
    assert client.get(HOME, headers={"X-By-Itself": "1"}).status_code == 302


def test_a_page_that_asks_how_far_an_import_is_does_so_by_itself(client, clock, db):
    administrator = an_administrator()
    sign_in(client, administrator.email)
    file = {"file": a_file(HEADINGS)}
    batch = upload_file(
        survey_round=an_skm_round(), region=None, basis="public_task", by=administrator, **file
    )
    client.get(f"/impor/{batch.pk}/")
    for minutes in (10, 20, 30):
        clock(minutes=minutes)
        answer = client.get(f"/impor/{batch.pk}/", headers={"HX-Request": "true"})
        assert answer.status_code == 200

    clock(minutes=31)
    assert client.get(HOME).status_code == 302


def test_after_twelve_hours_even_the_busiest_signs_in_again(client, person, clock):
    for minutes in range(20, 12 * 60, 20):
        clock(minutes=minutes)
        assert client.get(HOME).status_code == 200, minutes

    clock(hours=12, seconds=1)
    assert client.get(HOME).url == f"{LOGIN}?next=/"


def test_twelve_hours_hold_however_late_the_session_was_written(client, person, clock):
    for minutes in range(20, 12 * 60, 20):
        clock(minutes=minutes)
        session = client.session
        session["later"] = minutes
        session.save()
        assert client.get(HOME).status_code == 200

    clock(hours=12, seconds=1)
    assert client.get(HOME).status_code == 302


def test_who_throws_the_cookie_away_gains_nothing(client, person, clock):
    for minutes in (20, 40):
        clock(minutes=minutes)
        client.get(HOME)
    del client.cookies[SEEN_COOKIE]

    assert client.get(HOME).status_code == 302


def test_a_new_password_keeps_the_sign_in(client, person, clock):
    for minutes in (20, 40):
        clock(minutes=minutes)
        client.get(HOME)
    client.post(
        "/akun/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "kerbau ungu naik perahu",
            "password2": "kerbau ungu naik perahu",
        },
    )
    person.refresh_from_db()
    assert person.check_password("kerbau ungu naik perahu")

    assert client.get(HOME).status_code == 200


def test_a_new_sign_in_begins_anew(client, person, clock):
    clock(hours=11, minutes=50)
    assert client.get(HOME).status_code == 302
    sign_in(client, person.email)
    client.get(HOME)

    clock(hours=12, minutes=15)
    assert client.get(HOME).status_code == 200


def test_looking_at_pages_writes_no_session_and_sends_the_cookie_once_a_minute(client, person, clock):
    def look():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(HOME)
        written = [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]
        return written, SEEN_COOKIE in answer.cookies

    clock(seconds=50)
    assert look() == ([], False)
    clock(seconds=61)
    assert look() == ([], True)
    assert look() == ([], False)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, db, settings):
    settings.SESSION_COOKIE_SECURE = True
    sign_in(client, a_staff_member().email)
    cookie = client.get(HOME, secure=True).cookies[SEEN_COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert (cookie["max-age"], cookie["path"]) == ("", "/")  # it goes with the browser, as the session does


@pytest.mark.parametrize("forge", [lambda seen: "x", lambda seen: f"9{seen}", lambda seen: ""])
def test_a_forged_cookie_is_as_none(client, person, clock, forge):
    clock(minutes=29)
    client.cookies[SEEN_COOKIE] = forge(client.cookies[SEEN_COOKIE].value)
    assert SEEN_COOKIE in client.get(HOME).cookies

    clock(minutes=60)
    assert client.get(HOME).status_code == 302


def test_a_cookie_is_of_one_session_only(client, person, clock):
    """Carried to another session it says nothing about that one."""
    other = Client()
    clock(minutes=20)
    sign_in(other, a_staff_member().email)
    clock(minutes=31)
    other.cookies[SEEN_COOKIE] = client.cookies[SEEN_COOKIE].value

    assert other.get(HOME).status_code == 200
    assert client.get(HOME).status_code == 302


def test_the_cookie_goes_with_the_sign_in(client, person, clock):
    gone = client.post("/akun/logout/").cookies[SEEN_COOKIE]
    assert (gone.value, gone["max-age"]) == ("", 0)

    sign_in(client, person.email)
    client.get(HOME)
    clock(minutes=31)
    gone = client.get(HOME).cookies[SEEN_COOKIE]
    assert (gone.value, gone["max-age"]) == ("", 0)


def test_a_tab_that_only_waits_lives_as_long_as_the_one_in_use(client, person, clock):
    waits = {"headers": {"X-By-Itself": "1"}}
    for minutes in (20, 40, 60):
        clock(minutes=minutes)
        assert client.get("/fgd/", **waits).status_code == 200
        assert client.get(HOME).status_code == 200

    clock(minutes=91)
    assert [client.get("/fgd/", **waits).status_code, client.get(HOME).status_code] == [302, 302]


def test_a_lapse_is_told_once_however_many_pages_find_it(client, person, clock):
    """Two requests that both read the session before one of them ended it."""
    clock(minutes=31)
    requests = [RequestFactory().get(HOME), RequestFactory().get(HOME)]
    for request in requests:
        request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
        request.session = SessionStore(client.session.session_key)
        request.user, request._messages = person, CookieStorage(request)
        assert request.session[BEGAN]

    assert [end_if_lapsed(request) for request in requests] == [True, True]
    assert Event.objects.filter(action="user.lapsed").count() == 1
