"""Numbers of people in free answers: told, and hidden before they are stored if the officer says so."""

import pytest
from django.urls import reverse

from surveys.importing.actions.imports import commit_batch
from surveys.models import Question, Response
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db

NIK = "NIK 5371012345670001 hp 0812-3456-7890"
HIDDEN = "NIK ••••••••••••••01 hp ••••••••••••90"
USUAL = "Sejak 12-05-2026 antre 3 jam, bayar Rp 2.500.000"


@pytest.fixture
def survey_round(region):
    survey_round = an_skm_round(regions=[region])
    Question.objects.create(
        version=survey_round.version, code="SARAN", label="Saran", text="Apa saran Anda?", kind="text"
    )
    return survey_round


def a_batch(survey_round, region, officer, *texts):
    rows = [[*a_row(region), text] for text in texts]
    return checked(survey_round, [*HEADINGS, "Saran"], *rows, by=officer)


def texts_of(batch, officer):
    commit_batch(batch=batch, by=officer)
    return [each.answers.get("SARAN") for each in Response.objects.order_by("row_number")]


def told(batch):
    return [each for each in batch.report["notices"] if "angka panjang" in each]


def test_they_are_told_and_stored_as_they_are_unless_something_is_decided(survey_round, region, officer):
    batch = a_batch(survey_round, region, officer, NIK, NIK, USUAL)
    (notice,) = told(batch)
    assert notice.startswith("Kolom L (Saran): 2 sel berisi angka panjang seperti NIK atau nomor telepon.")
    assert texts_of(batch, officer) == [NIK, NIK, USUAL]


def test_a_usual_text_is_not_told(survey_round, region, officer):
    assert told(a_batch(survey_round, region, officer, USUAL, None)) == []


def test_on_the_page_of_columns_they_are_hidden(client, survey_round, region, officer):
    batch = a_batch(survey_round, region, officer, NIK, USUAL)
    client.force_login(officer)
    address = reverse("import_columns", args=[batch.pk])
    form = client.get(address).context["form"]
    content = {field.html_name: column.name for column, field in form.rows}
    content |= {"shown": form["shown"].value(), "heading_row": "1", "masks_texts": "on"}
    client.post(address, content)
    batch.refresh_from_db()
    assert batch.decisions == {"masks_texts": True}
    assert client.get(address).context["form"]["masks_texts"].value() is True
    assert [each.startswith("Kolom L (Saran): angka panjang") for each in told(batch)] == [True]
    assert texts_of(batch, officer) == [HIDDEN, USUAL]


def test_a_file_without_such_answers_is_not_asked(client, survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    client.force_login(officer)
    assert "Samarkan" not in client.get(reverse("import_columns", args=[batch.pk])).content.decode()
