"""The seven groups of categories: shipped, filled into what is there, and asked of the list."""

from importlib import import_module

import pytest
from django.apps import apps

from outreach.models import Complaint, ComplaintCategory
from outreach.reference import load
from pmi_portal.loading.reference import Loader
from pmi_portal.words.destinations import GROUPS
from tests.support.records import a_category, a_complaint, a_staff_member

pytestmark = pytest.mark.django_db

SOCIAL_SECURITY = {
    *("BPJS-BENEFIT", "BPJS-CARD", "BPJS-CHANNEL", "BPJS-CLAIM", "BPJS-COST", "BPJS-DATA", "BPJS-DESK"),
    *("BPJS-DUP", "BPJS-ELIG", "BPJS-INFO", "BPJS-LAPSE", "BPJS-OPP", "BPJS-POST", "C25"),
}
WANTED = {
    "social_security": SOCIAL_SECURITY,
    "wages": {"C02", "C03", "C07", "C10", "C26"},
    "placement": {"C06", "C11", "C12", "C13", "C19", "C22"},
    "violence": {"C14", "C15", "C18", "C21"},
    "health": {"C04", "C05", "C16", "C23", "C24"},
    "law": {"C01", "C08", "C17", "C20"},
    "other": {"C09", "C99"},
}


def loaded():
    loader = Loader()
    load(loader)
    return loader


def groups():
    rows = ComplaintCategory.objects.values_list("group", "code")
    return {group: {code for of, code in rows if of == group} for group in ComplaintCategory.Group.values}


def test_each_shipped_code_is_in_the_group_that_the_board_named():
    loaded()

    assert groups() == WANTED


def test_what_is_there_already_gets_its_group_and_stays_as_shipped_or_as_edited(monkeypatch):
    migration = import_module("outreach.migrations.0005_groups_of_categories")
    loaded()
    ComplaintCategory.objects.filter(code="C02").update(name="Upah tidak dibayar")
    a_category(code="X1", parent=ComplaintCategory.objects.get(code="C25"))
    a_category(code="X2")
    # As it was before there were groups.
    for row in ComplaintCategory.objects.exclude(reference_digest=""):
        shipped = row.code != "C02"
        row.group, row.reference_digest = "other", migration._digest(row) if shipped else "edited since"
        row.save()

    migration.sort_into_groups(apps, None)

    wanted = WANTED | {"social_security": SOCIAL_SECURITY | {"X1"}, "other": {"C09", "C99", "X2"}}
    assert groups() == wanted
    assert loaded().kept == ["C02 Upah tidak dibayar"]
    ComplaintCategory.objects.filter(code="C03").update(group="other")
    assert loaded().kept == ["C02 Upah tidak dibayar", "C03 Gaji di bawah standar"]
    # What nobody edited follows the next release.
    monkeypatch.setattr("outreach.reference.rows", _renamed("C10"))
    loaded()
    assert ComplaintCategory.objects.get(code="C10").name == "Baru"


def _renamed(code):
    rows = import_module("outreach.reference").rows

    def changed(file):
        return [row | {"name": "Baru"} if row.get("code") == code else row for row in rows(file)]

    return changed


def test_an_administrator_moves_a_category_to_another_group(client, administrator):
    category = a_category(code="C77")
    client.force_login(administrator)
    page = client.get(f"/admin/outreach/complaintcategory/{category.pk}/change/")
    typed = page.context["adminform"].form.initial | {"group": "violence", "active": "on"}

    client.post(page.request["PATH_INFO"], {name: value or "" for name, value in typed.items()})

    category.refresh_from_db()
    assert category.group == "violence"


def test_the_list_is_asked_for_a_group_and_for_each_incident_once(client):
    wages, other = a_category(group="wages"), a_category()
    first, second = a_complaint(category=wages), a_complaint(category=other)
    again = a_complaint(category=wages, status="duplicate", original=first, closed_at=first.received_at)
    client.force_login(a_staff_member())

    def listed(query):
        return {row.record for row in client.get(f"/pengaduan/?{query}").context["table"].rows}

    assert listed("group=wages") == {first, again}
    assert listed("status=kejadian") == {first, second}
    assert listed("status=kejadian&group=wages") == {first}


def test_each_destination_is_asked_for_by_its_group():
    made = {country: a_complaint(destination=country) for country in ("BN", "TW", "SA", "DE", "")}
    found = {group: list(Complaint.objects.bound_for(group)) for group in GROUPS}

    assert {group: rows for group, rows in found.items() if rows} == {
        "malaysia": [made["BN"]],
        "taiwan": [made["TW"]],
        "timur-tengah": [made["SA"]],
        "lain": [made["DE"]],
        "tidak-diketahui": [made[""]],
    }
