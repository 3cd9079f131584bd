"""Recording and editing of institutions and their former names."""

from datetime import date

import pytest

from pmi_portal.audit.models import Event
from stakeholders.models import District, FormerName, Institution
from tests.stakeholders.posting import former_names, institution_form, meanwhile
from tests.support.records import (
    LONG_AGO,
    a_district,
    a_group,
    a_region,
    a_staff_member,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db
NEW = "/instansi/baru/"


@pytest.fixture
def here():
    return a_region()


@pytest.fixture
def officer(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


def refused(client, url, form):
    """The errors by field of a form that must be refused."""
    before = list(Institution.objects.values()), list(FormerName.objects.values())
    page = client.post(url, form)
    assert page.status_code == 422
    assert (list(Institution.objects.values()), list(FormerName.objects.values())) == before
    return {name: [str(error) for error in errors] for name, errors in page.context["form"].errors.items()}


def test_an_officer_records_an_institution_with_a_former_name(client, here, officer):
    group, district = a_group(), a_district(region=here)
    names = former_names(
        {"name": "BP3TKI  Surabaya", "valid_to": "2019-12-31", "source": "Perpres 90/2019"}, {}
    )

    page = client.post(
        NEW, institution_form(group=group, region=here, district=district) | names, follow=True
    )

    institution = Institution.objects.get()
    assert page.redirect_chain == [(institution.get_absolute_url(), 302)]
    assert "Instansi dicatat: Dinas Tenaga Kerja Kabupaten Contoh." in page.content.decode()
    assert (institution.region, institution.district, institution.is_sample) == (here, district, False)
    former = institution.former_names.get()
    assert (former.name, former.valid_to) == ("BP3TKI Surabaya", date(2019, 12, 31))
    assert institution.history.get().history_user == officer
    event = Event.objects.about(institution).get()
    assert (event.action, event.actor) == ("institution.created", officer)


def test_the_form_of_an_officer_chooses_the_only_region_beforehand(client, here, officer):
    a_region()
    form = client.get(NEW).context["form"]
    assert form["region"].value() == here.pk
    assert list(form.fields["region"].queryset) == [here]
    assert form.fields["region"].required


def test_staff_may_record_a_national_institution(client):
    client.force_login(a_staff_member())
    client.post(NEW, institution_form(group=a_group(), region="", level="national"))
    assert Institution.objects.get().region is None


def test_an_empty_form_names_what_is_missing(client, officer):
    errors = refused(client, NEW, former_names())
    assert set(errors) == {"name", "group", "region", "level"}
    assert errors["name"] == ["Wajib diisi."]


def test_a_post_without_anything_is_a_form_error(client, officer):
    assert set(refused(client, NEW, {})) == {"name", "group", "region", "level"}


def test_a_foreign_region_is_no_choice(client, officer):
    form = institution_form(group=a_group(), region=a_region())
    assert set(refused(client, NEW, form)) == {"region"}


def test_an_officer_cannot_leave_the_region_empty(client, officer):
    assert set(refused(client, NEW, institution_form(group=a_group(), region=""))) == {"region"}


def test_a_district_of_a_foreign_region_is_no_choice(client, here, officer):
    form = institution_form(group=a_group(), region=here, district=a_district())
    assert set(refused(client, NEW, form)) == {"district"}


def test_a_district_must_lie_in_the_chosen_region(client, here):
    client.force_login(a_staff_member())
    elsewhere = a_district(name="Kab. Lain")
    form = institution_form(group=a_group(), region=here, district=elsewhere)
    assert refused(client, NEW, form) == {"district": [f"Kab. Lain tidak termasuk wilayah {here}."]}


def test_a_national_institution_has_no_district(client):
    client.force_login(a_staff_member())
    form = institution_form(group=a_group(), region="", district=a_district())
    assert set(refused(client, NEW, form)) == {"district"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 201),
        ("name", "   "),
        ("level", "planet"),
        ("group", "999999"),
        ("group", "satu"),
        ("address", "x" * 301),
        ("note", "x" * 2001),
        ("region", "99999999999999999999999"),
    ],
)
def test_a_wrong_or_over_long_value_is_refused_at_its_field(client, here, officer, field, value):
    form = institution_form(group=a_group(), region=here) | {field: value}
    assert set(refused(client, NEW, form)) == {field}


def test_a_name_stands_once_in_a_region_whatever_its_case(client, here, officer):
    an_institution(name="LTSA Kupang", region=here)
    form = institution_form(group=a_group(), region=here, name="ltsa  kupang")
    assert refused(client, NEW, form) == {"name": ["Instansi dengan nama ini sudah ada di wilayah tersebut."]}


def test_the_former_name_of_another_institution_is_taken(client, here, officer):
    other = an_institution(name="BP3MI Jawa Timur", region=here)
    FormerName.objects.create(institution=other, name="BP3TKI Surabaya")
    form = institution_form(group=a_group(), region=here, name="BP3TKI Surabaya")
    assert refused(client, NEW, form) == {
        "name": ["Nama ini adalah nama lama dari BP3MI Jawa Timur di wilayah yang sama."]
    }


def test_two_national_institutions_cannot_share_a_name(client):
    client.force_login(a_staff_member())
    an_institution(name="KP2MI")
    form = institution_form(group=a_group(), region="", name="KP2MI")
    assert set(refused(client, NEW, form)) == {"name"}


def test_the_same_name_in_another_region_is_free(client, here, officer):
    an_institution(name="LTSA", region=a_region())
    client.post(NEW, institution_form(group=a_group(), region=here, name="LTSA"))
    assert Institution.objects.filter(region=here, name="LTSA").exists()


def edited(client, institution, **changes):
    form = institution_form(group=institution.group, region=institution.region, name=institution.name)
    return client.post(f"/instansi/{institution.pk}/ubah/", form | changes)


def test_former_names_are_added_changed_and_removed(client, here, officer):
    institution = an_institution(region=here)
    first = FormerName.objects.create(institution=institution, name="BP3TKI")
    gone = FormerName.objects.create(institution=institution, name="Salah")
    rows = former_names(
        {"id": first, "institution": institution, "name": "BP3TKI Kupang"},
        {"id": gone, "institution": institution, "name": "Salah", "DELETE": "on"},
        {"institution": institution, "name": "UPT BP2MI Kupang", "valid_from": "2020-01-01"},
        existing=2,
    )

    assert edited(client, institution, **rows).status_code == 302

    assert list(institution.former_names.order_by("pk").values_list("name", flat=True)) == [
        "BP3TKI Kupang",
        "UPT BP2MI Kupang",
    ]


@pytest.mark.parametrize("existing", [0, 1])
def test_the_former_name_of_a_foreign_institution_cannot_be_taken_over(client, here, officer, existing):
    institution = an_institution(region=here)
    foreign = FormerName.objects.create(institution=an_institution(region=a_region()), name="BP3TKI")
    rows = former_names({"id": foreign, "name": "Direbut", "DELETE": "on"}, existing=existing)

    edited(client, institution, **rows)

    foreign.refresh_from_db()
    assert (foreign.name, foreign.institution == institution) == ("BP3TKI", False)


def test_a_former_name_cannot_end_before_it_began(client, here, officer):
    institution = an_institution(region=here)
    rows = former_names({"name": "BP3TKI", "valid_from": "2020-01-01", "valid_to": "2019-12-31"})
    page = edited(client, institution, **rows)
    assert page.status_code == 422
    assert "Tanggal akhir tidak boleh sebelum tanggal mulai." in page.content.decode()
    assert not institution.former_names.exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"source": "Perpres 90/2019"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "BP3TKI", "valid_from": "kemarin"}, "valid_from"),
        ({"name": "BP3TKI", "source": "x" * 301}, "source"),
    ],
)
def test_a_faulty_former_name_is_refused_at_its_field(client, here, officer, row, field):
    institution = an_institution(region=here)
    page = edited(client, institution, **former_names(row))
    assert page.status_code == 422
    assert [set(form.errors) for form in page.context["page"].formset] == [{field}]


def test_a_former_name_stands_once(client, here, officer):
    institution = an_institution(region=here)
    page = edited(client, institution, **former_names({"name": "BP3TKI"}, {"name": "BP3TKI"}))
    assert page.status_code == 422
    assert not institution.former_names.exists()


def test_more_former_names_than_allowed_are_refused(client, here, officer):
    institution = an_institution(region=here)
    rows = former_names(*({"name": f"Nama {number}"} for number in range(21)))
    assert edited(client, institution, **rows).status_code == 422
    assert not institution.former_names.exists()


def test_an_institution_keeps_a_group_and_district_that_went_out_of_use(client, here, officer):
    institution = an_institution(
        region=here, group=a_group(valid_to=LONG_AGO), district=a_district(region=here, valid_to=LONG_AGO)
    )
    a_group(valid_to=LONG_AGO)
    form = client.get(f"/instansi/{institution.pk}/ubah/").context["form"]
    assert list(form.fields["group"].queryset) == [institution.group]
    assert list(form.fields["district"].queryset) == [institution.district]
    assert edited(client, institution, district=str(institution.district_id)).status_code == 302


def test_an_officer_cannot_move_an_institution_to_a_foreign_region(client, here, officer):
    institution = an_institution(region=here)
    page = edited(client, institution, region=str(a_region().pk))
    institution.refresh_from_db()
    assert (page.status_code, institution.region) == (422, here)


def test_a_district_moved_in_the_meantime_is_a_form_error_and_all_texts_stay(client, here, officer):
    district = a_district(region=here, name="Kab. Kupang")
    form = institution_form(group=a_group(), region=here, district=district, name="LTSA Baru")
    names = former_names({"name": "LTSA-P2TKI"})

    with meanwhile(lambda: District.objects.update(region=a_region())):
        page = client.post(NEW, form | names)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [f"Kab. Kupang tidak termasuk wilayah {here}."]
    assert ('value="LTSA Baru"' in page.content.decode(), "LTSA-P2TKI" in page.content.decode()) == (
        True,
        True,
    )
    assert not Institution.objects.exists()
