"""Who gets through which door of the registers, and what a foreign region answers."""

import re

import pytest
from django.urls import reverse

from stakeholders.models import Contact, Institution
from tests.support.records import (
    a_board_member,
    a_contact,
    a_group,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
    an_observer,
    an_officer,
)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "observer", "board", "officer_there", "officer_here", "staff", "administrator")
LOOK = (302, 200, 200, 200, 200, 200, 200)
LOOK_HERE = (302, 200, 200, 404, 200, 200, 200)
LOOK_CONTACTS = (302, 403, 403, 200, 200, 200, 200)
LOOK_CONTACTS_HERE = (302, 403, 403, 404, 200, 200, 200)
WRITE = (302, 403, 403, 200, 200, 200, 200)
WRITE_HERE = (302, 403, 403, 404, 200, 200, 200)
WRITE_NATIONAL = (302, 403, 403, 404, 404, 200, 200)
WRITE_BY_STAFF = (302, 403, 403, 403, 403, 200, 200)
NOBODYS_UPLOAD = (302, 403, 403, 404, 404, 404, 404)

DOORS = [
    ("region_list", (), LOOK),
    ("region_detail", ("here",), LOOK_HERE),
    ("group_list", (), LOOK),
    ("group_detail", ("group",), LOOK),
    ("institution_list", (), LOOK),
    ("institution_detail", ("institution",), LOOK_HERE),
    ("institution_detail", ("national_institution",), LOOK),
    ("institution_create", (), WRITE),
    ("institution_edit", ("institution",), WRITE_HERE),
    ("institution_edit", ("national_institution",), WRITE_NATIONAL),
    ("institution_export", (), WRITE),
    ("institution_import", (), WRITE),
    ("institution_import_review", ("upload",), NOBODYS_UPLOAD),
    ("contact_list", (), LOOK_CONTACTS),
    ("contact_detail", ("contact",), LOOK_CONTACTS_HERE),
    ("contact_detail", ("national_contact",), LOOK_CONTACTS),
    ("contact_create", (), WRITE),
    ("contact_edit", ("contact",), WRITE_HERE),
    ("contact_edit", ("national_contact",), WRITE_NATIONAL),
    ("contact_export", (), WRITE),
    ("contact_import", (), WRITE),
    ("contact_import_review", ("upload",), NOBODYS_UPLOAD),
    ("exposure_list", (), (302, 403, 200, 200, 200, 200, 200)),
    ("exposure_export", (), WRITE_BY_STAFF),
    ("exposure_import", (), WRITE_BY_STAFF),
    ("exposure_import_review", ("upload",), (302, 403, 403, 403, 403, 404, 404)),
]


@pytest.fixture
def here():
    return a_region()


@pytest.fixture
def found(here):
    """What DOORS speak of: records here and in the whole country."""
    return {
        "here": here.code,
        "group": a_group().code,
        "institution": an_institution(region=here).pk,
        "national_institution": an_institution().pk,
        "contact": a_contact(region=here).pk,
        "national_contact": a_contact().pk,
        "upload": "A" * 43 + ".xlsx",
    }


def a_person(role, here):
    makers = {
        "observer": an_observer,
        "board": a_board_member,
        "officer_there": an_officer,
        "officer_here": lambda: an_officer(of=here),
        "staff": a_staff_member,
        "administrator": an_administrator,
    }
    return makers[role]()


def doors(found):
    return [(name, wanted, reverse(name, args=[found[one] for one in wanted])) for name, wanted, _s in DOORS]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_every_door_answers_as_the_matrix_says(client, here, found, role, method):
    if role != "anonymous":
        client.force_login(a_person(role, here))
    wanted = {(name, args): statuses[ROLES.index(role)] for name, args, statuses in DOORS}
    if method == "post":  # an empty form is a form error, not a refusal
        forms = ("create", "edit", "import", "export")
        wanted = {
            door: 422 if status == 200 and door[0].endswith(forms) else status
            for door, status in wanted.items()
        }
    if method == "post" and role == "anonymous":  # the texts go back to who sent them
        wanted = {door: 403 if status == 302 else status for door, status in wanted.items()}
    answers = {(name, args): getattr(client, method)(url).status_code for name, args, url in doors(found)}
    assert answers == wanted


def test_the_matrix_has_a_row_for_every_door_of_the_registers():
    from stakeholders.urls import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == {name for name, _wanted, _statuses in DOORS}


@pytest.mark.parametrize("role", ROLES[1:])
def test_empty_posts_to_every_door_write_nothing(client, here, found, role):
    client.force_login(a_person(role, here))
    before = list(Institution.objects.values()), list(Contact.objects.values())
    for _name, _args, url in doors(found):
        client.post(url)
    assert (list(Institution.objects.values()), list(Contact.objects.values())) == before


@pytest.mark.parametrize("page", ["institution_detail", "institution_edit", "contact_detail", "contact_edit"])
def test_a_foreign_record_answers_like_one_that_does_not_exist(client, found, page):
    client.force_login(an_officer())
    numbers = found[page.partition("_")[0]], 999_999_999
    answers = [client.get(reverse(page, args=[number])) for number in numbers]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [
        TOKEN.sub("", answer.content.decode().replace(f"/{number}/", ""))
        for answer, number in zip(answers, numbers, strict=True)
    ]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("code", ["TIDAK-ADA", "%00", "..%2F", "x" * 3000, "١"])
def test_a_strange_code_in_the_address_is_not_found(client, code):
    client.force_login(a_staff_member())
    for place in ("wilayah", "kelompok"):
        assert client.get(f"/{place}/{code}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "9223372036854775808", "1e5", "٣"])
def test_a_strange_number_in_the_address_is_not_found(client, number):
    client.force_login(a_staff_member())
    for place in ("instansi", "narahubung"):
        assert client.get(f"/{place}/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "may"), [("observer", False), ("board", False), ("officer_here", True), ("staff", True)]
)
def test_buttons_to_edit_and_transfer_are_shown_only_to_whom_they_open(client, here, found, role, may):
    client.force_login(a_person(role, here))
    pages = {
        "/instansi/": ["/instansi/baru/", "/instansi/impor/", "/instansi/ekspor/"],
        f"/instansi/{found['institution']}/": [f"/instansi/{found['institution']}/ubah/"],
    }
    for page, links in pages.items():
        html = client.get(page).content.decode()
        assert [link in html for link in links] == [may] * len(links)


def test_an_officer_is_not_offered_to_edit_a_national_record(client, here, found):
    client.force_login(an_officer(of=here))
    for place, name in (("instansi", "national_institution"), ("narahubung", "national_contact")):
        assert "/ubah/" not in client.get(f"/{place}/{found[name]}/").content.decode()
