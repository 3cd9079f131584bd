"""The demo people and registers: every role, each record marked, and one seed gives one data set."""

import random

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.loading.demo import PASSWORD, Demo, DemoNotAllowed
from pmi_portal.loading.reference import Loader
from stakeholders import reference
from stakeholders.demo import records as demo
from stakeholders.models import Contact, Exposure, Institution, Posting, Region
from stakeholders.rules import why_not_district, why_not_institution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def referred():
    reference.load(Loader())


def loaded(seed=1, scale=1):
    made = Demo(random.Random(seed), scale)
    demo.load(made)
    return made.made


def without_exposures(made):
    return {name: n for name, n in made.items() if name != "exposures"}


def registers_of(seed):
    """What this seed invents; the database is left as it was."""
    with transaction.atomic():
        loaded(seed)
        institutions = Institution.objects.filter(is_sample=True).order_by("pk")
        contacts = Contact.objects.filter(is_sample=True).order_by("pk")
        invented = (
            list(
                institutions.values_list("name", "group__code", "region__code", "district__name", "address")
            ),
            list(contacts.values_list("full_name", "position", "institution__name", "group__code", "phone")),
        )
        transaction.set_rollback(True)
    return invented


def test_every_role_has_an_account_and_every_region_an_officer():
    loaded()
    accounts = User.objects.filter(is_sample=True)
    national = Posting.objects.filter(user__in=accounts, region=None).values_list("role", "user__email")
    assert dict(national) == {
        Role.ADMINISTRATOR: "admin@portal.example",
        Role.KPKP_STAFF: "kpkp@portal.example",
        Role.BOARD: "dewas@portal.example",
        Role.OBSERVER: "pengamat@portal.example",
    }
    officers = Posting.objects.filter(role=Role.REGIONAL_OFFICER)
    assert list(officers.order_by("region__order").values_list("region", flat=True)) == list(
        Region.objects.values_list("pk", flat=True)
    )
    assert all(user.check_password(PASSWORD) for user in accounts)
    assert [user.full_name for user in accounts if " " not in user.full_name] == ["Slamet", "Suharti"]


def test_each_region_gets_about_a_dozen_institutions_over_the_groups_and_twenty_contacts():
    made = loaded()
    assert without_exposures(made) == {"accounts": 8, "institutions": 48, "contacts": 80}
    for region in Region.objects.all():
        institutions = region.institutions.filter(is_sample=True)
        assert (institutions.count(), region.contacts.count()) == (12, 20)
        assert institutions.values("group").distinct().count() == 12


def test_scale_multiplies_the_registers():
    assert without_exposures(loaded(scale=3)) == {"accounts": 8, "institutions": 144, "contacts": 240}


def test_one_seed_gives_one_data_set_and_another_seed_another():
    assert registers_of(1) == registers_of(1)
    assert registers_of(1) != registers_of(2)


def test_what_the_demo_invents_keeps_the_rules():
    loaded()
    institutions = Institution.objects.filter(is_sample=True)
    contacts = Contact.objects.filter(is_sample=True)
    assert {why_not_district(one.district, one.region) for one in institutions} == {None}
    assert {why_not_institution(one.institution, one.region) for one in contacts} == {None}
    assert not contacts.exclude(email__endswith=".example").exists()


def test_every_invented_record_has_a_history():
    loaded()
    staff = User.objects.get(email="kpkp@portal.example")
    contact = Contact.objects.filter(is_sample=True).first()
    assert [(row.history_type, row.history_user) for row in contact.history.all()] == [("+", staff)]


def test_the_demo_is_loaded_once():
    loaded()
    with pytest.raises(DemoNotAllowed):
        loaded()


def test_each_region_has_an_exposure_of_every_month_that_is_over():
    loaded()
    today = timezone.localdate()
    months = (today.year - 2017) * 12 + today.month - 8  # since August 2017
    for region in Region.objects.all():
        spans = region.exposures.filter(is_sample=True, month__lt=today.replace(day=1))
        assert (spans.count(), spans.filter(high__gt=F("low")).count()) == (months, months)
        assert spans.first().history.count() == 1
    assert Exposure.objects.count() == 4 * months
