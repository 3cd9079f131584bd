"""Who may open which door: every URL is declared, stands in tests/matrix.csv, and answers as it says."""

import csv

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, path, reverse
from django.urls.resolvers import RegexPattern

from pmi_portal.accounts.access import Access, declared_access
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from stakeholders.models import Posting
from tests.architecture.source import ROOT, assert_none
from tests.support import records
from tests.support.doors import doors, patterns

MATRIX = ROOT / "tests" / "matrix.csv"
PEOPLE = {
    "anonymous": None,
    "observer": records.an_observer,
    "officer": records.an_officer,
    "staff": records.a_staff_member,
    "board": records.a_board_member,
    "administrator": records.an_administrator,
}
ROLES = {
    "observer": Role.OBSERVER,
    "officer": Role.REGIONAL_OFFICER,
    "staff": Role.KPKP_STAFF,
    "board": Role.BOARD,
    "administrator": Role.ADMINISTRATOR,
}
PUBLIC = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "calendar_feed",
    "health",
    "language_choose",
    "mfa_authenticate",
    "offline_shell",
    "offline_worker",
    "theme_choose",
}


def access_to(door):
    return declared_access(view=door.view, url_name=door.url_name, namespaces=door.namespaces)


def undeclared(all_doors):
    silent = (door for door in all_doors if not access_to(door))
    return [f"{door.name}: say who may open it, @requires(Permission.X)" for door in silent]


def matrix():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {row.pop("url_name"): row for row in csv.DictReader(file)}


def visitor(person):
    """A browser of this person."""
    client = Client(raise_request_exception=False)  # a door that breaks answers 500
    if make := PEOPLE[person]:
        client.force_login(make())
    return client


def answer(client, door):
    """What GET brings: the status, or `login` where it leads to the login page."""
    response = client.get(door.path())
    leads_to_login = response.get("Location", "").startswith(reverse("account_login"))
    return "login" if leads_to_login else str(response.status_code)


def line(door, visitors):
    return ",".join([door.name, *(answer(visitors[person], door) for person in PEOPLE)])


def test_every_door_says_who_may_open_it():
    assert_none(undeclared(doors()))


def test_a_door_that_says_nothing_is_named():
    def forgotten(request):
        return HttpResponse("")

    resolver = URLResolver(RegexPattern(r"^/"), [path("lupa/", forgotten, name="lupa")])
    assert undeclared(doors(resolver)) == ["lupa: say who may open it, @requires(Permission.X)"]


def test_only_these_doors_are_public():
    assert {door.name for door in doors() if access_to(door) is Access.PUBLIC} == PUBLIC


def test_the_second_net_is_open_only_where_the_first_is():
    waived = {door.name for door in doors() if not getattr(door.view, "login_required", True)}
    open_or_closed = {door.name for door in doors() if access_to(door) in (Access.PUBLIC, Access.CLOSED)}
    assert waived - open_or_closed == set()


def test_only_the_admin_has_doors_without_a_name():
    assert {spaces for pattern, spaces, *_ in patterns() if not pattern.name} == {("admin",)}


def test_the_matrix_has_a_row_for_every_door_and_no_other(db):
    rows, all_doors = matrix(), {door.name: door for door in doors()}
    visitors = {person: visitor(person) for person in PEOPLE}
    missing = [f"add: {line(door, visitors)}" for name, door in all_doors.items() if name not in rows]
    assert_none([*missing, *(f"remove: {name}" for name in rows if name not in all_doors)])


@pytest.mark.parametrize("person", PEOPLE)
def test_every_door_answers_as_the_matrix_says(db, person):
    rows, client = matrix(), visitor(person)
    known = (door for door in doors() if door.name in rows)
    answers = ((door.name, rows[door.name][person], answer(client, door)) for door in known)
    assert_none(f"{name}: {person} expected {said}, got {got}" for name, said, got in answers if said != got)


def test_the_matrix_says_what_the_roles_grant():
    rows = matrix()
    asked = {door.name: access_to(door) for door in doors() if isinstance(access_to(door), Permission)}
    # Some screens of the admin only show: there the administrator too is refused, as the matrix tells.
    pairs = [(name, person) for name in asked if name in rows for person in ROLES]
    pairs = [pair for pair in pairs if not (pair[0].startswith("admin:") and pair[1] == "administrator")]
    refused = {(name, person) for name, person in pairs if rows[name][person] == "403"}
    not_granted = {(name, person) for name, person in pairs if asked[name] not in GRANTS[ROLES[person]]}
    assert refused == not_granted


@pytest.mark.parametrize("permission", [permission for permission in Permission if permission != "admin_use"])
def test_every_permission_is_granted_to_somebody_beside_the_administrator(permission):
    assert [role for role in Role if role != Role.ADMINISTRATOR and permission in GRANTS[role]] != []


def test_permissions_are_read_aloud_in_alphabetical_order():
    assert list(Permission) == sorted(Permission)


def test_the_administrator_holds_every_permission():
    assert GRANTS[Role.ADMINISTRATOR] == set(Permission)


def test_a_revoked_posting_shuts_the_door_at_the_next_request(db, client):
    person = records.a_staff_member()
    client.force_login(person)
    assert client.get(reverse("session_list")).status_code == 200

    Posting.objects.filter(user=person).delete()

    assert client.get(reverse("session_list")).status_code == 403


def test_every_door_refuses_a_form_without_its_token(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    answers = {door.name: client.post(door.path()).status_code for door in doors()}
    assert {name: code for name, code in answers.items() if code != 403} == {}
