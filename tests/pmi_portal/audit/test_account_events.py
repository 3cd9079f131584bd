"""Each event about accounts is in the audit log exactly once, and without a personal value."""

import json

import pytest
from django.urls import reverse

from pmi_portal.audit.models import Event
from tests.support.records import PASSWORD, a_staff_member, an_observer
from tests.support.sign_in import a_second_factor, code_now, give_code, reauthenticate, sign_in

ACTIVATE = "/akun/2fa/totp/activate/"
NEW = "kuda terbang ungu pelan"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db):
    return a_staff_member(email="dewi.lestari@portal.example")


def logged():
    """(action, id of whom it is about, id of who did it) of every event, oldest first."""
    events = Event.objects.order_by("pk")
    return [(event.action, event.subject_id, event.actor_id) for event in events]


def by_themselves(person, *actions):
    return [(action, str(person.pk), person.pk) for action in actions]


def test_signing_in_and_out(client, person):
    sign_in(client, person.email)
    client.post(reverse("account_logout"))
    assert logged() == by_themselves(person, "user.signed_in", "user.signed_out")


def test_signing_in_with_a_code_is_one_event(client, person):
    secret, _codes = a_second_factor(person)
    sign_in(client, person.email)
    assert logged() == []
    give_code(client, code_now(secret))
    assert logged() == by_themselves(person, "user.signed_in")


def test_a_wrong_password_names_the_account_and_nobody_as_actor(client, person):
    sign_in(client, person.email.upper(), "bukan kata sandinya")
    assert logged() == [("user.sign_in_failed", str(person.pk), None)]


def test_an_unknown_address_leaves_no_trace_of_itself(client, db):
    sign_in(client, "rahasia@portal.example", "bukan kata sandinya")
    assert logged() == [("user.sign_in_failed", "", None)]
    assert "rahasia" not in json.dumps(list(Event.objects.values("action", "subject", "detail")))


def test_who_was_switched_off_and_tries_all_the_same(client, person):
    person.is_active = False
    person.save()
    sign_in(client, person.email)
    assert logged() == [("user.sign_in_failed", str(person.pk), None)]
    assert Event.objects.get().detail == {"inactive": True}


def test_a_wrong_code(client, person):
    a_second_factor(person)
    sign_in(client, person.email)
    give_code(client, "000000")
    assert logged() == [("user.code_refused", str(person.pk), None)]


def test_a_changed_password(client, person):
    client.force_login(person)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), form)
    assert logged() == by_themselves(person, "user.password_changed")


def test_a_password_set_by_the_link(client, person, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert logged() == by_themselves(person, "user.password_reset")


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_added_renewed_and_removed(client, person):
    client.force_login(person)
    reauthenticate(client, to=ACTIVATE)
    client.post(ACTIVATE, {"code": code_now(client.get(ACTIVATE).context["form"].secret)})
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert logged() == by_themselves(
        person, "user.second_factor_added", "user.recovery_codes_renewed", "user.second_factor_removed"
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refused_door(client, db, method):
    person = an_observer()
    client.force_login(person)
    client.generic(method, "/admin/accounts/user/?q=rahasia")
    assert logged() == [("access.denied", "", person.pk)]
    assert Event.objects.get().detail == {"view": "admin:accounts_user_changelist", "method": method}


def test_a_door_that_refuses_from_inside(client, administrator):
    client.force_login(administrator)
    client.get("/admin/audit/event/add/")
    assert logged() == [("access.denied", "", administrator.pk)]


def test_what_an_administrator_does_to_accounts(client, administrator):
    person = a_staff_member()
    a_second_factor(person)
    client.force_login(administrator)
    users = "/admin/accounts/user/"
    for action in ("end_sessions", "remove_second_factor"):
        client.post(users, {"action": action, "_selected_action": [person.pk]})
    passwords = {"usable_password": "true", "password1": NEW, "password2": NEW}
    client.post(f"{users}{person.pk}/password/", passwords)
    assert logged() == [
        ("user.sessions_ended", str(person.pk), administrator.pk),
        ("user.second_factor_removed", str(person.pk), administrator.pk),
        ("user.edited", str(person.pk), administrator.pk),
    ]


def test_no_event_holds_an_address_a_name_or_a_password(client, person):
    secret, codes = a_second_factor(person)
    sign_in(client, person.email, "bukan kata sandinya")
    sign_in(client, person.email)
    give_code(client, codes[0])
    client.get("/admin/")
    told = json.dumps(list(Event.objects.values("action", "subject", "detail")))
    forbidden = [person.email, person.full_name, PASSWORD, "bukan kata sandinya", secret, codes[0]]
    assert [value for value in forbidden if value in told] == []
    assert Event.objects.count() == 3
