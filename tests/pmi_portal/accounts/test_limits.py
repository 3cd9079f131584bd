"""Guessing is slow, and locks nobody out but the one who guesses."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from tests.support.records import a_staff_member
from tests.support.sign_in import a_second_factor, code_now, give_code, sign_in

WRONG = "bukan kata sandinya"
LOCKED = "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam 15 menit."


@pytest.fixture(autouse=True, params=["memory", "database"])
def limited(request, settings, db):
    """The limits of production, which tests leave off; with the cache of the demo and that of production."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,50/h/ip"}
    if request.param == "database":
        backend = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
        settings.CACHES = {"default": backend}
        call_command("createcachetable", verbosity=0)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return a_staff_member()


def guess(client, email, times, **where):
    return [sign_in(client, email, WRONG, **where) for _ in range(times)]


def says_locked(response):
    return LOCKED in response.content.decode()


def test_the_sixth_try_is_refused_and_says_until_when(client, person):
    assert [says_locked(response) for response in guess(client, person.email, 6)] == [False] * 5 + [True]


def test_the_right_password_does_not_open_a_locked_account(client, person):
    guess(client, person.email, 5)
    assert says_locked(sign_in(client, person.email))


def test_an_unknown_address_locks_in_the_same_words(client, person):
    known, unknown = guess(client, person.email, 6), guess(client, "tidak.ada@portal.example", 6)
    assert [says_locked(response) for response in known] == [says_locked(response) for response in unknown]


def test_a_made_up_forwarded_address_does_not_help(client, person):
    tries = [sign_in(client, person.email, WRONG, **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(6)]
    tries += [sign_in(client, person.email, WRONG, **{"X-Real-IP": "10.0.0.7", "Forwarded": "for=10.0.0.8"})]
    assert [says_locked(response) for response in tries] == [False] * 5 + [True] * 2


def test_nobody_locks_an_officer_out_from_elsewhere(client, person):
    guess(client, person.email, 6)
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(client, person.email)["Location"] == "/"


def test_behind_a_proxy_the_address_it_saw_counts(client, person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(6):
        sign_in(client, person.email, WRONG, **{"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.1"})
    there = {"X-Forwarded-For": "10.0.0.9, 192.0.2.1"}
    elsewhere = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    assert says_locked(sign_in(client, person.email, **there))
    assert sign_in(client, person.email, **elsewhere)["Location"] == "/"


def test_a_new_password_ends_the_lock(client, person, mailoutbox):
    guess(client, person.email, 6)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)
    new = "kuda terbang ungu pelan"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(client, person.email, new)["Location"] == "/"


def test_five_wrong_codes_lock_the_second_step(client, person):
    secret, _codes = a_second_factor(person)
    sign_in(client, person.email)
    for _ in range(5):
        give_code(client, "000000")
    refused = give_code(client, code_now(secret)).content.decode()
    assert "Terlalu banyak percobaan yang gagal. Coba lagi dalam 15 menit." in refused


def test_who_guesses_many_accounts_is_stopped_by_his_own_address(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,8/h/ip"}
    for n in range(8):
        sign_in(client, f"orang{n}@lain.example", WRONG)
    refused = sign_in(client, person.email).content.decode()
    assert "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam 60 menit." in refused
