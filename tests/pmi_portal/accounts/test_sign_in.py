"""Signing in and out: what opens, what stays shut, and what the answer gives away."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.support.doors import doors
from tests.support.records import PASSWORD, a_staff_member
from tests.support.sign_in import a_second_factor, code_now, give_code, sign_in

CHANGE = "/akun/password/change/"  # opens to everybody who is signed in


@pytest.fixture
def person(db):
    return a_staff_member(email="dewi.lestari@portal.example")


def is_in(client):
    return client.get(CHANGE).status_code == 200


@pytest.mark.parametrize(
    "typed", ["dewi.lestari@portal.example", "Dewi.Lestari@Portal.EXAMPLE", " dewi.lestari@portal.example "]
)
def test_the_address_opens_whatever_its_case(client, person, typed):
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)


def test_an_address_typed_in_capitals_by_the_administrator_opens_too(client, db):
    person = a_staff_member()
    person.email = "Bambang@Portal.Example"
    person.save()
    sign_in(client, "bambang@portal.example")
    assert is_in(client)


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client, person):
    wrong = sign_in(client, person.email, "bukan kata sandinya")
    unknown = sign_in(client, "tidak.ada@portal.example", "bukan kata sandinya")
    assert (wrong.status_code, bare(wrong, person.email)) == (
        unknown.status_code,
        bare(unknown, "tidak.ada@portal.example"),
    )
    assert "Alamat surel atau kata sandi tidak cocok." in wrong.content.decode()


def bare(response, address):
    """The page without the address typed and without the token that differs each time."""
    token = response.context["csrf_token"]
    return response.content.decode().replace(address, "").replace(str(token), "")


def test_who_was_switched_off_is_told_so_only_with_the_right_password(client, person):
    person.is_active = False
    person.save()
    right = sign_in(client, person.email)
    assert right["Location"] == reverse("account_login")
    assert "dinonaktifkan" in client.get(right["Location"]).content.decode()
    wrong = sign_in(client, person.email, "bukan kata sandinya")
    assert "Alamat surel atau kata sandi tidak cocok." in wrong.content.decode()
    assert not is_in(client)


def test_who_is_switched_off_loses_access_at_the_next_request(client, person):
    sign_in(client, person.email)
    assert is_in(client)
    person.is_active = False
    person.save()
    assert client.get(CHANGE)["Location"] == f"/akun/login/?next={CHANGE}"


def test_the_session_gets_a_new_key_at_sign_in(client, person):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted

    sign_in(client, person.email)

    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_a_session_key_somebody_made_up_is_refused(client, person):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client, person.email)
    assert client.session.session_key != "a" * 32


def test_the_session_holds_no_password(client, person):
    a_second_factor(person)
    sign_in(client, person.email)  # half-way: the code is still missing
    assert PASSWORD not in str(client.session.items())
    assert person.password not in str(client.session.items())


def test_signing_out_kills_the_session_on_the_server(client, person):
    sign_in(client, person.email)
    key = client.session.session_key
    client.post(reverse("account_logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get(CHANGE).status_code == 302


def test_signing_out_asks_the_browser_to_forget(client, person):
    sign_in(client, person.email)
    response = client.post(reverse("account_logout"))
    assert response["Location"] == reverse("account_login")
    assert response["Clear-Site-Data"] == '"cache"'
    assert response["Cache-Control"] == "no-store, private"


def test_only_signing_out_asks_the_browser_to_forget(client, person):
    sign_in(client, person.email)
    assert "Clear-Site-Data" not in client.get(CHANGE)


def test_a_link_to_signing_out_only_asks(client, person):
    sign_in(client, person.email)
    client.get(reverse("account_logout"))
    assert is_in(client)


CLOSED = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_set_password",
    "account_signup",
}


def test_nobody_signs_up_or_changes_addresses_here(client, person):
    sign_in(client, person.email)
    paths = {door.name: door.path() for door in doors() if door.name in CLOSED}
    assert set(paths) == CLOSED
    assert {client.get(path).status_code for path in paths.values()} == {404}
    assert {client.post(path).status_code for path in paths.values()} == {404}


def test_the_login_page_says_what_the_portal_is(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "Portal PMI mencatat sosialisasi, FGD, pengaduan, tindak lanjut, dan survei kepuasan" in page


HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//portal.example@evil.example/",
    "https://testserver.evil.example/",
    "\x00//evil.example",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_a_hostile_target_stays_on_the_site(client, person, target):
    assert sign_in(client, person.email, to=target)["Location"] == "/"
    assert client.get(reverse("account_login"), {"next": target})["Location"] == "/"
    assert client.post(reverse("account_logout"), {"next": target})["Location"] == reverse("account_login")


def test_another_host_of_this_portal_is_no_target_either(client, person, settings):
    settings.ALLOWED_HOSTS = ["testserver", ".example.go.id"]
    assert sign_in(client, person.email, to="http://lain.example.go.id/")["Location"] == "/"


def test_a_page_of_the_portal_is_reached_after_signing_in(client, person):
    there = client.get(CHANGE)["Location"]
    assert sign_in(client, person.email, to=there.partition("next=")[2])["Location"] == CHANGE


def test_a_hostile_target_stays_on_the_site_after_the_code_too(client, person):
    secret, _codes = a_second_factor(person)
    sign_in(client, person.email, to="//evil.example")
    assert give_code(client, code_now(secret))["Location"] == "/"


def test_a_part_of_a_page_asked_for_after_the_login_ended_sends_the_whole_page_to_the_login(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/fgd/7/?tampil=semua"}

    response = client.post("/fgd/7/pernyataan/tambah/", headers=headers)

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/akun/login/?next=/fgd/7/%3Ftampil%3Dsemua"


def test_the_way_back_after_the_login_never_leads_to_another_site(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example//evil.example/x"}

    response = client.get("/fgd/", headers=headers)

    assert response["HX-Redirect"].startswith("/akun/login/?next=/")
    assert "https" not in response["HX-Redirect"]
