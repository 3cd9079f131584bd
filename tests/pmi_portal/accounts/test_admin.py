"""Django's admin: one login, one way out, only administrators, and no door beside the house."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from pmi_portal.accounts.models import User
from pmi_portal.audit.models import Event
from tests.support.records import PASSWORD, a_board_member, a_staff_member, an_observer, an_officer
from tests.support.sign_in import a_second_factor, code_now, give_code, sign_in

USERS = "/admin/accounts/user/"


@pytest.fixture
def inside(client, administrator):
    client.force_login(administrator)
    return client


def test_the_admin_has_no_login_of_its_own(client, db):
    for address in ("/admin/", "/admin/login/", USERS):
        assert client.get(address)["Location"] == f"/akun/login/?next={address}"
        refused = client.post(address, {"username": "x", "password": "x"})
        assert (refused.status_code, refused.context["login"]) == (403, f"/akun/login/?next={address}")


def test_the_way_into_the_admin_leads_over_the_code(client, administrator):
    secret, _codes = a_second_factor(administrator)
    sign_in(client, administrator.email, to=USERS)
    assert client.get(USERS).status_code == 302
    assert give_code(client, code_now(secret))["Location"] == USERS
    assert client.get(USERS).status_code == 200


@pytest.mark.parametrize("make", [an_observer, an_officer, a_staff_member, a_board_member])
def test_only_administrators_get_in(client, db, make):
    client.force_login(make())
    assert client.get("/admin/").status_code == 403


def test_its_own_doors_for_password_and_way_out_lead_to_the_portals(inside):
    names = ("login", "logout", "password_change")
    targets = {name: inside.get(reverse(f"admin:{name}"))["Location"] for name in names}
    assert targets == {
        "login": reverse("admin:index"),
        "logout": reverse("account_logout"),
        "password_change": reverse("account_change_password"),
    }


def test_its_pages_carry_the_portals_header(inside):
    page = inside.get("/admin/").content.decode()
    assert '<link rel="stylesheet" href="/static/css/admin.css">' in page
    assert f'action="{reverse("account_logout")}"' in page
    assert reverse("admin:logout") not in page


def test_screens_that_would_mislead_are_gone():
    assert [model for model in (Group, EmailAddress, Authenticator) if admin.site.is_registered(model)] == []


def new_user(client, **fields):
    no_postings = {"postings-TOTAL_FORMS": 0, "postings-INITIAL_FORMS": 0}
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    return client.post(f"{USERS}add/", {"full_name": "Budi Santoso"} | passwords | no_postings | fields)


def test_a_new_user_signs_in_by_the_address_as_typed(inside, client):
    assert new_user(inside, email="Budi@Portal.Example").status_code == 302
    assert User.objects.get(full_name="Budi Santoso").email == "budi@portal.example"
    assert sign_in(type(client)(), "Budi@Portal.Example")["Location"] == "/"


def test_two_users_never_share_an_address(inside):
    new_user(inside, email="budi@portal.example")
    again = new_user(inside, email="BUDI@portal.example")
    assert again.status_code == 200
    assert User.objects.filter(full_name="Budi Santoso").count() == 1


def test_users_are_switched_off_and_not_deleted(inside, db):
    person = a_staff_member()
    assert inside.post(f"{USERS}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    page = inside.get(USERS).content.decode()
    assert 'value="delete_selected"' not in page
    assert User.objects.filter(pk=person.pk).exists()


def test_the_administrator_helps_who_lost_the_phone(inside, db):
    person, other = a_staff_member(), a_staff_member()
    a_second_factor(person)
    a_second_factor(other)
    inside.post(USERS, {"action": "remove_second_factor", "_selected_action": [person.pk]})
    assert [Authenticator.objects.filter(user=user).count() for user in (person, other)] == [0, 2]


def test_nothing_is_told_of_a_second_factor_that_was_not_there(inside, db):
    with_phone, without = a_staff_member(), a_staff_member()
    a_second_factor(with_phone)
    chosen = [with_phone.pk, without.pk]
    inside.post(USERS, {"action": "remove_second_factor", "_selected_action": chosen})
    told = Event.objects.filter(action="user.second_factor_removed").values_list("subject_id", flat=True)
    assert list(told) == [str(with_phone.pk)]


def test_the_user_screen_shows_no_hash(inside, db):
    person = a_staff_member()
    page = inside.get(f"{USERS}{person.pk}/change/").content.decode()
    assert person.password not in page
    assert person.password.rpartition("$")[2] not in page
