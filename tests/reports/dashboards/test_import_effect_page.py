"""The page of a saved file leads to what it changed in the index, for who may see both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import ImportBatch, Questionnaire, Response, ResponseTally
from tests.reports.indicators.test_import_effect import people, saved
from tests.support.records import a_board_member, a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_undoing import NUMBERED, undone
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
LINK = 'href="/impor/%s/indeks/"'


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
def batch(survey_round, here, there):
    """The second file of the round, of both regions."""
    by = a_staff_member()
    saved(survey_round, *people(here, range(10, 30), 1), *people(there, range(10, 30), 2), by=by)
    return saved(survey_round, *people(here, range(100, 130), 4), *people(there, range(100, 112), 4), by=by)


def page_of(client, batch, person):
    client.force_login(person)
    return client.get(f"/impor/{batch.pk}/indeks/")


def test_a_saved_file_leads_there_and_the_page_tells_each_region(client, batch):
    staff = batch.uploaded_by
    client.force_login(staff)
    assert LINK % batch.pk in client.get(batch.get_absolute_url()).content.decode()

    page = page_of(client, batch, staff)

    assert page.context["sentences"] == [
        "Kupang: IKM 69,44 tanpa berkas ini, 74,44 dengan berkas ini (20 → 50 responden).",
        "Cilacap: IKM 72,22 tanpa berkas ini, 74,31 dengan berkas ini (20 → 32 responden).",
    ]
    text = page.content.decode()
    assert all(sentence in text for sentence in page.context["sentences"])
    assert "yang isinya hari ini tidak berasal dari berkas ini" in text


def test_what_is_told_with_the_file_is_what_the_round_tells(client, batch):
    rows = page_of(client, batch, batch.uploaded_by).context["figure"].table
    page = client.get(f"/survei/{batch.round.code}/hasil/")

    with_file = [row[2].text for row in rows if row[1].text == "dengan berkas ini"]
    assert with_file == [headline.value for headline in page.context["headlines"]]


def test_a_round_that_is_written_into_leads_back_with_what_to_do(client, batch):
    ResponseTally.objects.filter(margin="").update(respondents=19)
    client.force_login(batch.uploaded_by)

    page = client.get(f"/impor/{batch.pk}/indeks/", follow=True)

    assert page.redirect_chain == [(batch.get_absolute_url(), 302)]
    assert "Isi putaran ini sedang diubah. Buka lagi sebentar lagi." in page.content.decode()


def test_an_officer_sees_the_own_region_only(client, batch, there):
    officer = an_officer(of=there)
    ImportBatch.objects.filter(pk=batch.pk).update(region=there)

    page = page_of(client, batch, officer)

    assert [sentence.partition(":")[0] for sentence in page.context["sentences"]] == ["Cilacap"]
    assert "69,44" not in page.content.decode()
    assert "bagian wilayah Anda" in page.content.decode()


def test_who_runs_no_imports_there_does_not_find_it(client, batch, here):
    assert page_of(client, batch, a_board_member()).status_code == 403
    assert page_of(client, batch, an_officer()).status_code == 404


def test_what_was_not_saved_changed_nothing_and_has_no_page(client, survey_round, here):
    staff = a_staff_member()
    batch = checked(survey_round, NUMBERED, *people(here, range(10, 30), 4), by=staff)
    client.force_login(staff)

    assert LINK % batch.pk not in client.get(batch.get_absolute_url()).content.decode()
    assert page_of(client, batch, staff).status_code == 404


def test_a_round_that_asked_something_else_has_no_index_to_change(client, batch):
    Questionnaire.objects.update(code="LAIN")
    client.force_login(batch.uploaded_by)

    assert LINK % batch.pk not in client.get(batch.get_absolute_url()).content.decode()
    assert page_of(client, batch, batch.uploaded_by).status_code == 404


def test_an_undone_file_is_told_as_undone_and_no_more_linked(client, batch):
    undone(batch, by=batch.uploaded_by)
    client.force_login(batch.uploaded_by)

    assert LINK % batch.pk not in client.get(batch.get_absolute_url()).content.decode()
    page = page_of(client, batch, batch.uploaded_by)
    assert "Unggahan ini sudah diurungkan" in page.content.decode()
    assert (
        page.context["figure"].title == "Tidak ada responden yang dihitung hari ini berasal dari berkas ini"
    )


def test_an_example_round_without_regions_is_told_to_who_sees_rounds(client, here):
    officer = an_officer(of=here)
    survey_round = an_skm_round(is_sample=True)
    batch = saved(survey_round, *people(here, range(10, 30), 4), by=a_staff_member())
    Response.objects.update(region=None)
    survey_round.tallies.update(region=None)
    ImportBatch.objects.update(uploaded_by=officer)

    page = page_of(client, batch, officer)

    assert page.context["sentences"] == [
        "Tanpa wilayah: tanpa berkas ini belum ada responden; dengan berkas ini IKM 77,78 (20 responden); "
        "data contoh."
    ]


def test_a_file_of_many_regions_and_rows_takes_no_more_queries(client, survey_round, here, there):
    staff = a_staff_member()
    small = saved(survey_round, *people(here, range(10, 25), 1), by=staff)
    large = saved(survey_round, *people(here, range(100, 160), 3), *people(there, range(1, 40), 4), by=staff)
    page_of(client, small, staff)

    def queries(batch):
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/impor/{batch.pk}/indeks/").status_code == 200
        return len(found)

    assert queries(small) == queries(large) <= 25
