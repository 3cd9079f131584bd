"""Changing and forgetting passwords, and which ones are good enough."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pmi_portal.accounts.models import User
from tests.support.records import PASSWORD, a_staff_member
from tests.support.sign_in import a_second_factor, sign_in

NEW = "kuda terbang ungu pelan"
CHANGE = "/akun/password/change/"


@pytest.fixture
def person(db):
    return a_staff_member(email="dewi@portal.example")


def change(client, **fields):
    return client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | fields)


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def link_in(mail):
    return next(line for line in mail.body.splitlines() if line.startswith("http"))


def set_by(client, link, password=NEW):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def test_a_change_needs_the_present_password(client, person):
    client.force_login(person)
    page = change(client, oldpassword="bukan kata sandinya").content.decode()
    assert "Kata sandi saat ini tidak cocok." in page
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_change_ends_the_other_sessions_and_keeps_this_one(person):
    here, there = Client(), Client()
    sign_in(here, person.email)
    sign_in(there, person.email)
    change(here)
    assert [client.get(CHANGE).status_code for client in (here, there)] == [200, 302]


def test_a_change_is_told_by_mail(client, person, mailoutbox):
    sign_in(client, person.email)
    change(client)
    mail = mailoutbox[0]
    assert (mail.to, mail.subject) == ([person.email], "Portal PMI: Kata sandi diganti")
    assert "Alamat IP: 127.0.0.1" in mail.body


def test_a_change_holds_even_when_the_mail_about_it_cannot_go_out(client, person, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    client.force_login(person)
    assert change(client).status_code == 302
    assert User.objects.get(pk=person.pk).check_password(NEW)


def test_known_and_unknown_addresses_get_the_same_answer(client, person, mailoutbox):
    known, unknown = ask(client, person.email), ask(client, "tidak.ada@portal.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert [mail.to for mail in mailoutbox] == [[person.email], ["tidak.ada@portal.example"]]


def test_who_is_switched_off_gets_no_link(client, person, mailoutbox):
    person.is_active = False
    person.save()
    ask(client, person.email)
    assert "http" not in mailoutbox[0].body


def test_the_link_sets_a_new_password_once(client, person, mailoutbox):
    ask(client, "DEWI@portal.example")
    link = link_in(mailoutbox[0])
    assert "Kata sandi diganti" in set_by(client, link).content.decode()
    assert "Tautan tidak berlaku lagi" in Client().get(link).content.decode()
    assert sign_in(client, person.email, NEW)["Location"] == "/"


def test_the_link_dies_after_an_hour(client, person, mailoutbox, settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    ask(client, person.email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "Tautan tidak berlaku lagi" in client.get(link_in(mailoutbox[0])).content.decode()


def test_a_reset_ends_every_session(client, person, mailoutbox):
    there = Client()
    sign_in(there, person.email)
    ask(client, person.email)
    set_by(client, link_in(mailoutbox[0]))
    assert there.get(CHANGE).status_code == 302


def test_a_reset_does_not_go_around_the_second_factor(client, person, mailoutbox):
    a_second_factor(person)
    ask(client, person.email)
    set_by(client, link_in(mailoutbox[0]))
    assert client.get(CHANGE).status_code == 302
    assert sign_in(client, person.email, NEW)["Location"] == reverse("mfa_authenticate")


def test_an_old_address_opens_nothing_after_the_administrator_changed_it(client, person, mailoutbox):
    ask(client, person.email)
    person.email = "dewi.baru@portal.example"
    person.save()

    ask(client, "dewi@portal.example")

    assert "tidak ada akun" in mailoutbox[1].body
    assert "Tautan tidak berlaku lagi" in client.get(link_in(mailoutbox[0])).content.decode()
    assert sign_in(client, "dewi@portal.example").status_code == 200
    assert EmailAddress.objects.count() == 0


@pytest.mark.parametrize(
    "password",
    [
        "sebelas11xy",  # 11 characters
        "123456789012",
        "password1234",
        "bpjs12345678",
        "KPKPjamsos2024",
        "dewi@portal.example",
    ],
)
def test_weak_passwords_are_refused(person, password):
    with pytest.raises(ValidationError):
        validate_password(password, person)


LONG = "kata sandi yang sangat panjang dan tidak masuk akal " * 3


@pytest.mark.parametrize("password", ["abcdefghqwertzuiopkl", "duabelas kata", LONG])
def test_long_passwords_need_no_figures_or_capitals(person, password):
    validate_password(password, person)


def test_every_character_of_a_long_password_counts(client, person):
    person.set_password("a" * 72 + "b")
    person.save()
    assert sign_in(client, person.email, "a" * 72 + "c").status_code == 200
    assert sign_in(client, person.email, "a" * 72 + "b").status_code == 302


def test_passwords_are_kept_with_argon2(person):
    assert person.password.startswith("argon2$argon2id$")
