"""What a posting grants, and where."""

from django.core.management import call_command

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission, Role
from stakeholders.models import Posting
from tests.support.records import a_region, a_staff_member, a_user, an_administrator, an_officer


def test_an_officer_holds_a_permission_in_the_own_region_only(db):
    here, _there = a_region(), a_region()
    officer = an_officer(of=here)
    assert officer.holds_somewhere(Permission.IMPORTS_RUN)
    assert officer.regions_for(Permission.IMPORTS_RUN) == {here.pk}
    assert officer.regions_for(Permission.SESSIONS_EDIT) == set()


def test_two_postings_add_up(db):
    here, there = a_region(), a_region()
    officer = an_officer(of=here)
    Posting.objects.create(user=officer, role=Role.OBSERVER, region=there)
    assert officer.regions_for(Permission.DASHBOARD_VIEW) == {here.pk, there.pk}
    assert officer.regions_for(Permission.IMPORTS_RUN) == {here.pk}


def test_a_national_posting_holds_everywhere(db):
    assert a_staff_member().regions_for(Permission.SESSIONS_EDIT) is None


def test_who_has_no_posting_holds_nothing(db):
    person = a_user()
    assert [permission for permission in Permission if person.holds_somewhere(permission)] == []
    assert {len(person.regions_for(permission)) for permission in Permission} == {0}


def test_a_role_nobody_knows_grants_nothing(db):
    person = a_user()
    Posting.objects.bulk_create([Posting(user=person, role="ghost")])
    assert [permission for permission in Permission if person.holds_somewhere(permission)] == []
    assert person.regions_for(Permission.DASHBOARD_VIEW) == set()


def test_who_is_switched_off_holds_nothing(db):
    person = an_administrator()
    person.is_active = False
    assert [permission for permission in Permission if person.holds_somewhere(permission)] == []
    assert person.regions_for(Permission.DASHBOARD_VIEW) == set()


def test_the_first_administrator_holds_everything_without_a_posting(db):
    person = a_user(is_superuser=True)
    assert [permission for permission in Permission if not person.holds_somewhere(permission)] == []
    assert person.regions_for(Permission.DASHBOARD_VIEW) is None


def test_roles_are_listed_in_their_order(db):
    person = an_officer(of=a_region())
    Posting.objects.create(user=person, role=Role.ADMINISTRATOR)
    assert person.roles == [Role.ADMINISTRATOR, Role.REGIONAL_OFFICER]


def test_the_first_administrator_is_made_from_the_shell(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "kuda terbang ungu pelan")
    call_command(
        "createsuperuser", interactive=False, email="Sri@Portal.example", full_name="Sri", verbosity=0
    )
    assert User.objects.get(email="sri@portal.example").roles == [Role.ADMINISTRATOR]
