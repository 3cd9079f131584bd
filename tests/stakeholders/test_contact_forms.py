"""Recording and editing of contacts."""

import pytest

from pmi_portal.audit.models import Event
from stakeholders.models import Contact, Institution
from tests.stakeholders.posting import contact_form, meanwhile
from tests.support.records import (
    a_contact,
    a_group,
    a_region,
    a_staff_member,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db
NEW = "/narahubung/baru/"


@pytest.fixture
def here():
    return a_region()


@pytest.fixture
def officer(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


def refused(client, url, form):
    before = list(Contact.objects.values())
    page = client.post(url, form)
    assert page.status_code == 422
    assert list(Contact.objects.values()) == before
    return set(page.context["form"].errors)


def test_an_officer_records_a_contact_of_an_own_or_a_national_institution(client, here, officer):
    for institution in (an_institution(region=here), an_institution()):
        form = contact_form(group=a_group(), region=here, institution=institution)
        page = client.post(NEW, form, follow=True)
        contact = Contact.objects.get(institution=institution)
        assert page.redirect_chain == [(contact.get_absolute_url(), 302)]
        assert "Narahubung dicatat: Suharti." in page.content.decode()


def test_the_audit_log_names_the_record_and_no_personal_value(client, here, officer):
    client.post(NEW, contact_form(group=a_group(), region=here))
    event = Event.objects.about(Contact.objects.get()).get()
    assert (event.action, event.actor, event.detail) == ("contact.created", officer, {})


def test_a_contact_needs_neither_institution_nor_position(client, here, officer):
    client.post(NEW, contact_form(group=a_group(), region=here, position="", email="", phone=""))
    assert Contact.objects.get().institution is None


def test_an_empty_form_names_what_is_missing(client, officer):
    assert refused(client, NEW, {}) == {"full_name", "group", "region"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", "x" * 201),
        ("full_name", " "),
        ("position", "x" * 151),
        ("email", "bukan surel"),
        ("phone", "0" * 31),
        ("note", "x" * 2001),
        ("group", "999999"),
        ("institution", "999999"),
    ],
)
def test_a_wrong_or_over_long_value_is_refused_at_its_field(client, here, officer, field, value):
    form = contact_form(group=a_group(), region=here) | {field: value}
    assert refused(client, NEW, form) == {field}


def test_foreign_regions_and_institutions_are_no_choice(client, here, officer):
    there = a_region()
    foreign = an_institution(region=there)
    assert refused(client, NEW, contact_form(group=a_group(), region=there)) == {"region"}
    form = contact_form(group=a_group(), region=here, institution=foreign)
    assert refused(client, NEW, form) == {"institution"}


def test_an_officer_cannot_record_a_national_contact(client, officer):
    assert refused(client, NEW, contact_form(group=a_group(), region="")) == {"region"}


def test_institution_and_region_of_a_contact_must_agree(client, here):
    client.force_login(a_staff_member())
    elsewhere = an_institution(region=a_region())
    for region in (here, ""):
        form = contact_form(group=a_group(), region=region, institution=elsewhere)
        assert refused(client, NEW, form) == {"institution"}


def test_editing_writes_who_did_it_into_the_history(client, here, officer):
    contact = a_contact(region=here)
    form = contact_form(group=contact.group, region=here, full_name="Suharti Baru")
    assert client.post(f"/narahubung/{contact.pk}/ubah/", form).status_code == 302
    newest = contact.history.first()
    assert (newest.full_name, newest.history_user) == ("Suharti Baru", officer)


def test_a_contact_of_another_region_cannot_be_edited(client, here, officer):
    contact = a_contact(region=a_region(), full_name="Asli")
    page = client.post(f"/narahubung/{contact.pk}/ubah/", contact_form(group=contact.group, region=here))
    contact.refresh_from_db()
    assert (page.status_code, contact.full_name) == (404, "Asli")


def test_an_institution_moved_in_the_meantime_is_a_form_error_and_the_text_stays(client, here, officer):
    contact, institution = a_contact(region=here), an_institution(region=here, name="LTSA")
    form = contact_form(group=contact.group, region=here, institution=institution, full_name="Suharti Baru")

    with meanwhile(lambda: Institution.objects.update(region=a_region())):
        page = client.post(f"/narahubung/{contact.pk}/ubah/", form)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [f"LTSA bukan instansi wilayah {here}."]
    assert 'value="Suharti Baru"' in page.content.decode()
    contact.refresh_from_db()
    assert (contact.full_name == "Suharti Baru", contact.institution) == (False, None)
