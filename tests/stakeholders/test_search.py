"""Who finds which institutions and contacts, and under which name."""

import pytest

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Contact, FormerName, Institution, TermAlias
from tests.support.records import (
    a_board_member,
    a_contact,
    a_region,
    a_staff_member,
    a_user,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def families():
    for family, terms in {"BP3MI": ["BP3TKI", "UPT BP2MI"], "KP2MI": ["BNP2TKI", "BP2MI"]}.items():
        TermAlias.objects.bulk_create(TermAlias(family=family, term=term) for term in terms)


def renamed(name, *former, **fields):
    institution = an_institution(name=name, **fields)
    for old in former:
        FormerName.objects.create(institution=institution, name=old)
    return institution


@pytest.mark.parametrize(
    "text", ["BP3MI", "bp3tki", "UPT BP2MI", "upt  bp2mi jawa", "Timur BP3TKI", "BP3TKI Surabaya", "surabaya"]
)
def test_an_institution_is_found_under_every_name_its_words_ever_had(families, text):
    ours = renamed("BP3MI Jawa Timur", "BP3TKI Surabaya")
    an_institution(name="LTSA Kabupaten Cirebon")
    assert list(Institution.objects.searched(text)) == [ours]


def test_a_longer_term_goes_before_a_shorter_one_of_another_family(families):
    ours = an_institution(name="BP3MI Banten")
    an_institution(name="BP2MI")
    assert list(Institution.objects.searched("UPT BP2MI")) == [ours]


def test_each_word_must_be_found(families):
    an_institution(name="BP3MI Jawa Timur")
    assert not Institution.objects.searched("BP3TKI Cilacap").exists()


def test_a_search_counts_an_institution_once_however_many_names_match(families):
    ours = renamed("BP3MI Kupang", "BP3TKI Kupang", "UPT BP2MI Kupang")
    assert Institution.objects.searched("Kupang").count() == 1
    assert Institution.objects.searched("Kupang").get() == ours


def test_percent_and_underscore_are_letters_like_any_other():
    an_institution(name="LTSA Kupang")
    assert not Institution.objects.searched("%").exists()
    assert not Institution.objects.searched("L_SA").exists()


@pytest.mark.parametrize(
    "name", ["bp3mi  jawa timur", "BP3TKI SURABAYA", "BP3TKI\u2013Surabaya", "Jose Ma'ruf", "JOSÉ MARUF"]
)
def test_named_finds_the_present_and_former_names_however_they_are_spelled(name):
    ours = renamed("BP3MI Jawa Timur", "BP3TKI Surabaya", "José Ma\u2019ruf")
    renamed("BP3MI Jawa Timur Dua", "BP3TKI Surabaya Dua")
    assert list(Institution.objects.named(name)) == [ours]


def test_a_contact_is_found_through_a_former_name_of_the_institution(families):
    ours = a_contact(full_name="Suharti", institution=renamed("BP3MI Jawa Timur", "BP3TKI Surabaya"))
    a_contact(full_name="Bambang", position="Kepala")
    for text in ("suharti", "BP3TKI", "Surabaya Suharti"):
        assert list(Contact.objects.searched(text)) == [ours]


@pytest.mark.parametrize(("make", "model"), [(an_institution, Institution), (a_contact, Contact)])
def test_an_officer_sees_the_own_region_and_the_country_and_edits_only_the_own_region(make, model):
    here, there = a_region(), a_region()
    ours, _theirs, national = make(region=here), make(region=there), make()
    officer = an_officer(of=here)
    assert set(model.objects.visible_to(officer)) == {ours, national}
    assert set(model.objects.exportable_by(officer)) == {ours, national}
    assert list(model.objects.editable_by(officer)) == [ours]


@pytest.mark.parametrize(("make", "model"), [(an_institution, Institution), (a_contact, Contact)])
def test_staff_see_and_edit_everything(make, model):
    records = {make(region=a_region()), make()}
    staff = a_staff_member()
    assert set(model.objects.visible_to(staff)) == set(model.objects.editable_by(staff)) == records


def test_who_may_only_look_edits_and_exports_nothing():
    an_institution(region=a_region())
    for person in (a_board_member(), an_observer()):
        assert Institution.objects.visible_to(person).count() == 1
        assert not Institution.objects.editable_by(person).exists()
        assert not Institution.objects.exportable_by(person).exists()
        assert not Contact.objects.visible_to(person).exists()


def test_somebody_without_a_posting_or_switched_off_sees_not_even_national_records():
    an_institution()
    gone = an_officer(of=a_region())
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for person in (a_user(), User.objects.get(pk=gone.pk)):
        assert not Institution.objects.visible_to(person).exists()


def test_an_officer_of_one_region_who_observes_the_country_still_exports_only_the_own_region():
    here = a_region()
    ours, _theirs = an_institution(region=here), an_institution(region=a_region())
    officer = an_officer(of=here)
    officer.postings.create(role=Role.OBSERVER)
    assert Institution.objects.visible_to(officer).count() == 2
    assert list(Institution.objects.exportable_by(officer)) == [ours]
