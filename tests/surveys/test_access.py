"""Who may open which door of the surveys, and what a door of another region answers."""

import re

import pytest

from surveys.importing.actions.imports import check_batch, upload_file
from surveys.models import ImportBatch
from tests.support.records import (
    a_board_member,
    a_region,
    a_staff_member,
    a_user,
    an_administrator,
    an_observer,
    an_officer,
)
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
ROLES = ("anonymous", "observer", "board", "officer_there", "officer_here", "staff", "administrator")
LOOK = (302, 403, 200, 200, 200, 200, 200)
LOOK_HERE = (302, 403, 200, 404, 200, 200, 200)
ARRANGE = (302, 403, 403, 403, 403, 200, 200)
IMPORT = (302, 403, 403, 200, 200, 200, 200)
IMPORT_HERE = (302, 403, 403, 404, 200, 200, 200)
DOORS = [
    ("/survei/", LOOK),
    ("/survei/di-sini/", LOOK_HERE),
    ("/survei/contoh/", LOOK),
    ("/survei/di-sini/templat.xlsx", LOOK_HERE),
    ("/survei/baru/", ARRANGE),
    ("/survei/di-sini/ubah/", ARRANGE),
    ("/kuesioner/", LOOK),
    ("/kuesioner/SKM-2017/1/", LOOK),
    ("/impor/", IMPORT),
    ("/impor/baru/", IMPORT),
    ("/impor/{batch}/", IMPORT_HERE),
    ("/impor/{batch}/masalah.csv", IMPORT_HERE),
    ("/impor/{batch}/urungkan/", IMPORT_HERE),
]
WRITING = ["/impor/{batch}/simpan/", "/impor/{batch}/batal/", "/impor/{batch}/periksa/"]
WRITING += ["/impor/{batch}/urungkan/", "/impor/{batch}/pulihkan/"]


@pytest.fixture
def here():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def batch(here):
    """An import that the officer here has uploaded and checked."""
    survey_round = an_skm_round(regions=[here], code="di-sini")
    an_skm_round(code="contoh")
    officer = an_officer(of=here)
    file = a_file(HEADINGS, a_row(here), a_row(here, 9), name="rahasia.csv")
    uploaded = upload_file(survey_round=survey_round, region=here, file=file, basis="public_task", by=officer)
    return check_batch(batch=uploaded, by=officer)


def sign_in(client, role, batch):
    people = {
        "observer": an_observer,
        "board": a_board_member,
        "officer_there": an_officer,
        "officer_here": lambda: batch.uploaded_by,
        "staff": a_staff_member,
        "administrator": an_administrator,
    }
    if role in people:
        client.force_login(people[role]())


@pytest.mark.parametrize("role", ROLES)
def test_every_door_opens_to_whom_it_should(client, batch, role):
    sign_in(client, role, batch)
    answers = {door: client.get(door.format(batch=batch.pk)).status_code for door, _expected in DOORS}
    assert answers == {door: expected[ROLES.index(role)] for door, expected in DOORS}


@pytest.mark.parametrize("role", ["officer_there", "board", "observer", "anonymous"])
def test_nobody_else_can_write_through_the_import(client, batch, role):
    sign_in(client, role, batch)
    expected = {"officer_there": 404}.get(role, 403)
    assert [client.post(door.format(batch=batch.pk)).status_code for door in WRITING] == [expected] * len(
        WRITING
    )
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.CHECKED


@pytest.mark.parametrize("door", ["/impor/{}/", "/impor/{}/masalah.csv"])
def test_a_foreign_import_looks_as_if_it_did_not_exist(client, batch, door):
    client.force_login(an_officer())
    foreign, missing = (client.get(door.format(pk)) for pk in (batch.pk, 999_999))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert neutral(foreign, batch.pk) == neutral(missing, 999_999)


def neutral(answer, pk):
    """The page without what names the number that was asked for."""
    return TOKEN.sub("", answer.content.decode()).replace(f"/impor/{pk}/", "/impor/N/")


def test_the_list_of_imports_shows_only_the_officers_own_and_those_of_the_region(client, batch, here):
    client.force_login(an_officer())
    assert list(client.get("/impor/").context["table"].data) == []
    assert "rahasia.csv" not in client.get("/impor/").content.decode()
    client.force_login(an_officer(of=here))
    assert [each.pk for each in client.get("/impor/").context["table"].data] == [batch.pk]


def test_the_list_of_rounds_shows_only_the_officers_region_and_the_examples(client, batch):
    an_skm_round(regions=[a_region()], title="Rahasia wilayah lain")
    client.force_login(batch.uploaded_by)
    page = client.get("/survei/")
    assert {each.code for each in page.context["table"].data} == {"di-sini", "contoh"}
    assert "Rahasia wilayah lain" not in page.content.decode()


def test_a_regional_staff_member_arranges_rounds_of_that_region_only(client, here):
    client.force_login(a_user("kpkp_staff", of=here))
    an_skm_round(regions=[here], code="sini")
    an_skm_round(regions=[here, a_region()], code="dua")
    an_skm_round(code="contoh")
    answers = [client.get(f"/survei/{code}/ubah/").status_code for code in ("sini", "dua", "contoh")]
    assert answers == [200, 404, 404]
