"""What the pages of the registers show, and that long lists cost no more queries than short ones."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import FormerName, TermAlias
from tests.stakeholders.posting import contact_form, former_names, institution_form
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_contact,
    a_district,
    a_group,
    a_region,
    a_staff_member,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def rows(page):
    return list(page.context["table"].data)


def queries(client, url):
    client.get(url)  # the first request of a test also fills caches
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# --- lists


def test_the_list_of_institutions_shows_the_own_region_and_the_country(client):
    here = a_region()
    ours, national = an_institution(region=here, name="A"), an_institution(name="B")
    foreign = an_institution(region=a_region(), name="Instansi seberang")
    client.force_login(an_officer(of=here))
    page = client.get("/instansi/")
    assert rows(page) == [ours, national]
    assert foreign.name not in page.content.decode()


def test_institutions_are_found_by_text_region_group_and_state(client, staff):
    TermAlias.objects.create(family="BP3MI", term="BP3TKI")
    here, group = a_region(code="DI SINI"), a_group()
    ours = an_institution(name="BP3MI Jawa Timur", region=here, group=group)
    old = an_institution(name="LTSA", region=here, valid_to=LONG_AGO)
    national = an_institution(name="Kementerian")
    asked = {
        "q=BP3TKI": [ours],
        f"region={quote(here.code)}": [ours, old],
        "region=nasional": [national],
        f"group={group.code}": [ours],
        "active=tidak": [old],
        f"active=ya&region={quote(here.code)}": [ours],
        "q=tidak+ada": [],
    }
    assert {query: rows(client.get(f"/instansi/?{query}")) for query in asked} == asked


def test_applied_filters_stand_above_the_list_as_chips(client, staff):
    region = a_region(name="Kupang")
    page = client.get(f"/instansi/?q=BP3TKI&region={region.code}&active=ya")
    chips = [(chip.label, chip.value, chip.without) for chip in page.context["chips"]]
    assert chips == [
        ("Cari", "BP3TKI", f"/instansi/?region={region.code}&active=ya"),
        ("Wilayah", "Kupang", "/instansi/?q=BP3TKI&active=ya"),
        ("Status", "Aktif", f"/instansi/?q=BP3TKI&region={region.code}"),
    ]


def test_the_chip_of_national_records_says_so_in_words(client, staff):
    [chip] = client.get("/instansi/?region=nasional").context["chips"]
    assert (chip.label, chip.value) == ("Wilayah", "Tingkat nasional")


@pytest.mark.parametrize("query", ["region=XXX", "group=%00", "active=mungkin", "q=" + "x" * 101, "page=0"])
def test_a_filter_that_makes_no_sense_is_answered_with_a_page(client, staff, query):
    assert client.get(f"/instansi/?{query}").status_code == 200


def test_a_foreign_region_is_no_filter_for_an_officer(client):
    here, there = a_region(), a_region()
    client.force_login(an_officer(of=here))
    page = client.get(f"/instansi/?region={there.code}")
    assert set(page.context["filter"].form.errors) == {"region"}
    assert there.name not in page.content.decode()


def test_contacts_are_found_by_text_region_and_group(client, staff):
    here = a_region()
    ours = a_contact(full_name="Suharti", region=here)
    a_contact(full_name="Bambang", region=a_region())
    for query in ("q=suharti", f"region={here.code}", f"group={ours.group.code}"):
        assert rows(client.get(f"/narahubung/?{query}")) == [ours]


def test_an_empty_register_says_what_to_do_next(client, staff):
    assert 'href="/instansi/baru/"' in client.get("/instansi/").content.decode().split("</header>")[-1]
    client.force_login(an_officer())
    assert "Belum ada narahubung yang dicatat." in client.get("/narahubung/").content.decode()


def test_an_invented_record_says_so_in_list_and_detail(client, staff):
    sample = an_institution(is_sample=True)
    tag = '<span class="tag tag-sample">data contoh</span>'
    assert client.get("/instansi/").content.decode().count(tag) == 1
    assert client.get(f"/instansi/{sample.pk}/").content.decode().count(tag) == 1
    an_institution()
    assert client.get("/instansi/").content.decode().count(tag) == 1


@pytest.mark.parametrize("sort", ["name", "-name", "group", "-region", "level"])
def test_a_list_can_be_sorted(client, staff, sort):
    an_institution(region=a_region())
    an_institution()
    assert client.get(f"/instansi/?sort={sort}").status_code == 200


# --- regions and groups


def test_the_list_of_regions_counts_districts_people_and_institutions(client, staff):
    region = a_region()
    a_district(region=region, population=400_000)
    a_district(region=region, population=None)
    a_district(region=region, population=5, valid_to=LONG_AGO)
    an_institution(region=region)
    empty = a_region()
    found = {row.pk: row for row in rows(client.get("/wilayah/"))}
    counts = [(row.district_count, row.population, row.institution_count) for row in found.values()]
    assert list(found) == [region.pk, empty.pk]
    assert counts == [(2, 400_000, 1), (0, None, 0)]


def test_an_officer_sees_only_the_own_region(client):
    here, there = a_region(), a_region()
    client.force_login(an_officer(of=here))
    assert rows(client.get("/wilayah/")) == [here]
    assert client.get(f"/wilayah/{there.code}/").status_code == 404


def test_a_region_shows_its_districts_with_both_codes_and_its_zone(client, staff):
    region = a_region(time_zone="Asia/Makassar", named_as_in_source="Kupang")
    district = a_district(region=region, kemendagri_code="53.01", bps_code="5303", population=391_539)
    page = client.get(f"/wilayah/{region.code}/")
    html = page.content.decode()
    assert list(page.context["districts"]) == [district]
    for text in ("53.01", "5303", "WITA", "391.539", "disebut di sumber", "“Kupang”"):
        assert text in html


def test_a_region_links_to_its_institutions_and_contacts_with_their_number(client, staff):
    region = a_region()
    an_institution(region=region)
    a_contact(region=region)
    a_contact(region=region)
    a_contact(institution=an_institution(region=a_region()))
    a_contact(region=a_region())
    page = client.get(f"/wilayah/{region.code}/")
    assert (page.context["institution_count"], page.context["contact_count"]) == (1, 2)
    assert f'href="/narahubung/?region={region.code}"' in page.content.decode()


def test_who_may_not_see_contacts_is_not_told_their_number(client):
    region, group = a_region(), a_group()
    institution = an_institution(region=region, group=group)
    a_contact(region=region, group=group, institution=institution, full_name="Suharti")
    client.force_login(a_board_member())
    for url in (f"/wilayah/{region.code}/", f"/kelompok/{group.code}/", f"/instansi/{institution.pk}/"):
        page = client.get(url)
        assert "contact_count" not in page.context
        assert "Suharti" not in page.content.decode()


def test_groups_come_in_their_order_with_the_institutions_one_may_see(client):
    here = a_region()
    second, first = a_group(order=2), a_group(order=1)
    an_institution(group=first, region=here)
    an_institution(group=first, region=a_region())
    an_institution(group=first)
    client.force_login(an_officer(of=here))
    found = rows(client.get("/kelompok/"))
    assert [(group, group.institution_count) for group in found] == [(first, 2), (second, 0)]


def test_a_group_shows_its_wording_in_the_source_and_its_visible_institutions(client):
    here, group = a_region(), a_group(named_as_in_source="BP3TKI", reason="Sekarang BP3MI.")
    ours = an_institution(group=group, region=here)
    an_institution(group=group, region=a_region())
    client.force_login(an_officer(of=here))
    page = client.get(f"/kelompok/{group.code}/")
    assert rows(page) == [ours]
    assert "“BP3TKI”" in page.content.decode()
    assert "Sekarang BP3MI." in page.content.decode()


# --- details and history


def test_an_institution_shows_its_former_names_and_visible_contacts(client):
    here = a_region()
    institution = an_institution(note="Lihat https://kp2mi.go.id/")
    former = FormerName.objects.create(institution=institution, name="BP3TKI", valid_to="2019-12-31")
    ours = a_contact(institution=institution, region=here)
    a_contact(institution=institution, region=a_region(), full_name="Orang seberang")
    client.force_login(an_officer(of=here))
    page = client.get(f"/instansi/{institution.pk}/")
    assert (list(page.context["former_names"]), list(page.context["contacts"])) == ([former], [ours])
    assert "31 Desember 2019" in page.content.decode()
    assert "Orang seberang" not in page.content.decode()


def test_markup_in_a_name_is_shown_as_text(client, staff):
    evil = "<script>alert(1)</script>"
    institution = an_institution(name=evil, note=evil, address=evil)
    contact = a_contact(full_name=evil, institution=institution, note=evil)
    pages = ("/instansi/", f"/instansi/{institution.pk}/", "/narahubung/", f"/narahubung/{contact.pk}/")
    for url in (*pages, f"/instansi/{institution.pk}/ubah/"):
        assert evil not in client.get(url).content.decode()


def test_the_timeline_tells_who_changed_which_fields_newest_first(client, staff):
    group = a_group()
    client.post("/instansi/baru/", institution_form(group=group, region="", level="national"))
    institution = group.institutions.get()
    edit = f"/instansi/{institution.pk}/ubah/"
    changed = institution_form(group=group, region="", level="national", address="Lain", note="Baru")
    client.post(edit, changed)
    client.post(edit, changed | former_names({"name": "BP3TKI"}))

    steps = client.get(f"/instansi/{institution.pk}/").context["timeline"]

    assert [(step.who, step.what) for step in steps] == [
        (staff.full_name, "Diubah: nama lama"),
        (staff.full_name, "Diubah: alamat kantor, catatan"),
        (staff.full_name, "Dicatat"),
    ]


def test_the_timeline_of_a_contact_names_fields_and_no_personal_value(client, staff):
    contact = a_contact(full_name="Nama Lama", email="lama@portal.example", phone="0800-0000-1111")
    form = contact_form(group=contact.group, region="", full_name="Nama Baru", position="")
    client.post(f"/narahubung/{contact.pk}/ubah/", form)
    page = client.get(f"/narahubung/{contact.pk}/")
    assert page.context["timeline"][0].what == "Diubah: nama lengkap, surel, telepon"
    for old in ("Nama Lama", "lama@portal.example", "0800-0000-1111"):
        assert old not in page.content.decode()


# --- queries


@pytest.mark.parametrize("url", ["/instansi/", "/narahubung/", "/wilayah/", "/kelompok/", "/instansi/?q=Ins"])
def test_a_list_costs_the_same_queries_for_one_row_and_three(client, staff, url):
    def a_row():
        institution = an_institution(region=a_region())
        a_contact(institution=institution, region=institution.region)

    a_row()
    one = queries(client, url)
    a_row()
    a_row()
    assert queries(client, url) == one


def test_a_detail_costs_the_same_queries_for_one_related_row_and_three(client, staff):
    region, group = a_region(), a_group()
    institution = an_institution(region=region, group=group)
    contact = a_contact(institution=institution, region=region)
    urls = [f"/instansi/{institution.pk}/", f"/wilayah/{region.code}/", f"/kelompok/{group.code}/"]
    urls += [f"/narahubung/{contact.pk}/", f"/instansi/{institution.pk}/ubah/"]

    def more(name):
        FormerName.objects.create(institution=institution, name=name)
        a_contact(institution=institution, region=region)
        a_district(region=region)
        an_institution(region=region, group=group)
        for record in (institution, contact):
            record.note = name
            record.save()

    more("satu")
    one = [queries(client, url) for url in urls]
    more("dua")
    more("tiga")
    assert [queries(client, url) for url in urls] == one
