"""The code after the password: set-up, use once, recovery, and roles that cannot do without."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from pmi_portal import crypto
from pmi_portal.accounts.access import Access, declared_access
from pmi_portal.accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR
from pmi_portal.audit.models import Event
from tests.support.doors import doors
from tests.support.records import a_board_member, a_staff_member, an_administrator, an_officer
from tests.support.sign_in import a_second_factor, code_now, give_code, reauthenticate, sign_in

CHANGE = "/akun/password/change/"
ACTIVATE = "/akun/2fa/totp/activate/"


@pytest.fixture
def person(db):
    return a_staff_member()


def is_public_or_closed(door):
    access = declared_access(view=door.view, url_name=door.url_name, namespaces=door.namespaces)
    return access in (Access.PUBLIC, Access.CLOSED)


def stored(person, kind):
    return Authenticator.objects.get(user=person, type=kind).data


def test_the_code_opens_after_the_password(client, person):
    secret, _codes = a_second_factor(person)
    assert sign_in(client, person.email, to=CHANGE)["Location"] == reverse("mfa_authenticate")
    assert give_code(client, code_now(secret))["Location"] == CHANGE
    assert client.get(CHANGE).status_code == 200


def test_a_wrong_code_opens_nothing(client, person):
    a_second_factor(person)
    sign_in(client, person.email)
    page = give_code(client, "000000")
    assert "Kode tidak cocok" in page.content.decode()
    assert client.get(CHANGE).status_code == 302


def test_one_code_opens_once(person):
    secret, _codes = a_second_factor(person)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, person.email)
    code = code_now(secret)
    assert give_code(first, code).status_code == 302
    assert "sudah dipakai" in give_code(second, code).content.decode()
    assert second.get(CHANGE).status_code == 302


def test_between_password_and_code_nothing_else_opens(client, person):
    a_second_factor(person)
    sign_in(client, person.email)
    inside = [door.path() for door in doors() if not is_public_or_closed(door)]
    looked = {path: client.get(path).get("Location", "") for path in inside}
    opened = [path for path, led in looked.items() if not led.startswith(reverse("account_login"))]
    sent = {path: client.post(path).context["login"] for path in inside}  # only the page for unsent forms
    assert opened == []
    assert {led.partition("?")[0] for led in sent.values()} == {reverse("account_login")}
    assert len(inside) > 100


def test_who_turns_back_begins_anew(client, person):
    a_second_factor(person)
    sign_in(client, person.email)
    assert client.get(reverse("account_login"))["Location"] == reverse("mfa_authenticate")
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert client.get(reverse("account_login")).status_code == 200


def test_a_recovery_code_opens_once(person):
    _secret, codes = a_second_factor(person)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, person.email)
    assert give_code(first, codes[0]).status_code == 302
    assert give_code(second, codes[0]).status_code == 200
    assert give_code(second, codes[1]).status_code == 302


def test_secrets_lie_encrypted_in_the_database(person):
    secret, codes = a_second_factor(person)
    totp, recovery = stored(person, "totp"), stored(person, "recovery_codes")
    place = {"table": "mfa_authenticator", "column": "data", "row": person.pk}
    assert crypto.decrypt(totp["secret"], **place) == secret
    assert set(recovery) == {"seed", "used_mask"}
    assert len(crypto.decrypt(recovery["seed"], **place)) == 80
    assert not any(plain in json.dumps([totp, recovery]) for plain in [secret, *codes])


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_a_secret_copied_to_another_person_opens_nothing_and_says_whom_to_ask(client, person, kind, caplog):
    secret, codes = a_second_factor(person)
    other = a_staff_member()
    a_second_factor(other)
    Authenticator.objects.filter(user=other, type=kind).update(data=stored(person, kind))
    sign_in(client, other.email)

    page = give_code(client, code_now(secret) if kind == "totp" else codes[0])

    assert (page.status_code, "Minta administrator" in page.content.decode()) == (200, True)
    logged = [line.msg for line in caplog.records if line.name == "pmi_portal.accounts.forms"]
    assert [(one["event"], one["user"]) for one in logged] == [("second_factor_unreadable", other.pk)]
    assert list(Event.objects.filter(action="user.code_refused").values_list("subject_id", flat=True)) == [
        str(other.pk)
    ]
    assert client.get(CHANGE).status_code == 302


def test_setting_up_asks_for_the_password_again(client, person):
    sign_in(client, person.email)
    assert client.get(ACTIVATE)["Location"].startswith(reverse("account_reauthenticate"))
    assert "Kata sandi tidak cocok." in reauthenticate(client, to=ACTIVATE, password="salah").content.decode()
    assert reauthenticate(client, to=ACTIVATE)["Location"] == ACTIVATE


def set_up(client, person):
    sign_in(client, person.email)
    reauthenticate(client, to=ACTIVATE)
    page = client.get(ACTIVATE)
    return page, client.post(ACTIVATE, {"code": code_now(page.context["form"].secret)})


def test_setting_up_shows_a_code_to_scan_and_then_the_recovery_codes(client, person):
    page, response = set_up(client, person)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(response["Location"]).context["unused_codes"]
    assert len(codes) == 10
    assert client.get(reverse("mfa_download_recovery_codes")).content.decode().split()[-10:] == codes


@pytest.mark.django_db(transaction=True)
def test_setting_up_is_told_by_mail(client, person, mailoutbox):
    set_up(client, person)
    assert [mail.subject for mail in mailoutbox] == ["Portal PMI: Verifikasi dua langkah aktif"]


def test_who_asked_for_a_new_password_before_can_still_set_up(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    _page, response = set_up(client, person)
    assert response["Location"] == reverse("mfa_view_recovery_codes")


def test_switching_off_takes_the_recovery_codes_along(client, person):
    set_up(client, person)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0


def test_new_recovery_codes_end_the_old_ones(client, person):
    set_up(client, person)
    show = reverse("mfa_view_recovery_codes")
    old = client.get(show).context["unused_codes"]
    client.post(reverse("mfa_generate_recovery_codes"))
    new = client.get(show).context["unused_codes"]
    assert (len(new), set(new) & set(old)) == (10, set())


@pytest.fixture
def demanded(settings):
    settings.MFA_REQUIRED_ROLES = ["administrator", "kpkp_staff", "board"]


@pytest.mark.parametrize("make", [an_administrator, a_staff_member, a_board_member])
def test_a_role_that_needs_the_second_factor_finds_only_the_set_up(client, db, demanded, make):
    client.force_login(make())
    leads_to = {door.name: client.get(door.path()).get("Location") for door in doors()}
    let_through = {name for name, target in leads_to.items() if target != reverse("mfa_index")}
    assert let_through == OPEN_WITHOUT_SECOND_FACTOR | {d.name for d in doors() if is_public_or_closed(d)}


def test_the_set_up_page_says_why(client, person, demanded):
    client.force_login(person)
    page = client.get("/", follow=True).content.decode()
    assert "Peran Anda mewajibkan verifikasi dua langkah." in page


def test_set_up_once_everything_opens(client, person, demanded):
    set_up(client, person)
    assert client.get(CHANGE).status_code == 200


def test_a_role_that_does_not_need_it_goes_without(client, db, demanded):
    client.force_login(an_officer())
    assert client.get(CHANGE).status_code == 200
