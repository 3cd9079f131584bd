"""An officer sees an import into the own region, but no row that was read for other regions."""

import pytest

from stakeholders.models import Posting
from surveys.importing.actions.imports import ResultChanged, check_batch, commit_batch, upload_file
from surveys.models import Response
from tests.support.records import a_region, an_officer
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db
SECRET = "Rahasia Cilacap"


@pytest.fixture
def here():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def there():
    return a_region(name="Cilacap", code="CILACAP")


@pytest.fixture
def survey_round(here, there):
    return an_skm_round(regions=[here, there])


@pytest.fixture
def rows(here, there):
    """One right row of each region, and a faulty one of the other, whose cell holds a secret."""
    return [HEADINGS, a_row(here), a_row(there, 4), a_row(there, SECRET)]


def checked(survey_round, rows, *, region, by):
    batch = upload_file(
        survey_round=survey_round, region=region, file=a_file(*rows), basis="public_task", by=by
    )
    return check_batch(batch=batch, by=by)


@pytest.fixture
def batch(survey_round, rows, here, administrator):
    """Uploaded into this region by an administrator, who may read the rows of every region."""
    return checked(survey_round, rows, region=here, by=administrator)


@pytest.fixture
def page(client, here):
    client.force_login(an_officer(of=here))
    return client


def everything(page, batch):
    return page.get(f"/impor/{batch.pk}/").content.decode(), page.get(f"/impor/{batch.pk}/masalah.csv")


def test_who_works_nationally_sees_every_row(client, batch, administrator):
    client.force_login(administrator)
    text, file = everything(client, batch)
    assert (SECRET in text, SECRET in file.content.decode()) == (True, True)


def test_the_officer_of_the_region_sees_the_import_but_no_row_and_no_count_of_rows(page, batch):
    text, file = everything(page, batch)
    assert ("survei.csv" in text, "3 baris dibaca" in text) == (True, False)
    assert "diperiksa juga untuk wilayah yang bukan wilayah tugas Anda" in text
    assert (SECRET in text, "Cilacap" in text, "Simpan 2 baris" in text) == (False, False, False)
    assert (file.status_code, SECRET in file.content.decode()) == (403, False)


def test_the_officer_cannot_save_what_may_not_be_seen(batch, here):
    with pytest.raises(ResultChanged, match="bukan wilayah tugas Anda"):
        commit_batch(batch=batch, by=an_officer(of=here))
    assert Response.objects.count() == 0


def test_after_another_check_the_officer_sees_and_saves_the_rows_of_the_own_region(page, batch):
    page.post(f"/impor/{batch.pk}/periksa/")
    text, file = everything(page, batch)
    assert ("Simpan 1 baris yang benar" in text, SECRET in text) == (True, False)
    assert (file.status_code, SECRET in file.content.decode()) == (200, False)
    page.post(f"/impor/{batch.pk}/simpan/")
    assert [response.region.code for response in Response.objects.all()] == ["KUPANG"]


def test_an_officer_of_two_regions_shares_no_row_with_one_of_them(page, survey_round, rows, here, there):
    of_both = an_officer(of=here)
    Posting.objects.create(user=of_both, role="regional_officer", region=there)
    text, file = everything(page, checked(survey_round, rows, region=here, by=of_both))
    assert (SECRET in text, file.status_code) == (False, 403)


def test_an_officer_who_moved_sees_no_row_of_the_former_region(client, survey_round, rows, there):
    moved = an_officer(of=there)
    batch = checked(survey_round, rows, region=there, by=moved)
    moved.postings.update(region=a_region())
    client.force_login(moved)
    text, file = everything(client, batch)
    assert (SECRET in text, file.status_code) == (False, 403)
    assert "rahasia" not in text.lower()


def test_a_colleague_of_the_same_region_sees_the_rows(page, survey_round, rows, here):
    rows = [*rows[:2], a_row(here, "Terbaca")]
    text, file = everything(page, checked(survey_round, rows, region=here, by=an_officer(of=here)))
    assert ("Terbaca" in text, "Terbaca" in file.content.decode()) == (True, True)
