"""Every bad file of the catalogue through the officer's upload form: words to act on, nothing written."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surveys.importing.actions.imports import check_batch
from surveys.models import ImportBatch, Response
from tests.spreadsheets.build import CASES
from tests.spreadsheets.cases import REFUSED, REFUSED_WHEN_PARSED
from tests.support.records import a_region, an_officer
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State
LISTED = re.compile(r"T\d\d|X0\d|X1[0-3]|C0\d|C1[0-2]")
WANTED = [case for case in CASES if LISTED.match(case.key)]


@pytest.fixture
def officer():
    return an_officer(of=a_region(name="Cilacap"))


def upload(client, officer, case):
    client.force_login(officer)
    region = officer.postings.get().region
    file = SimpleUploadedFile("x", case.content())
    file._name = case.name  # as a hostile browser would send it, past Django's own cleaning
    answers = {"round": an_skm_round(regions=[region]).pk, "region": region.pk, "sheet": "", "file": file}
    return client.post(reverse("import_create"), answers, follow=True)


@pytest.mark.parametrize("case", WANTED, ids=lambda case: case.key)
def test_upload_is_answered_in_words_and_writes_no_answer(client, officer, case):
    page = upload(client, officer, case)

    assert page.status_code in (200, 422)
    batch = ImportBatch.objects.first()
    if batch and batch.state == State.UPLOADED:  # too large to be checked while a person waits
        check_batch(batch=batch, job=batch.job, by=officer)
        page = client.get(batch.get_absolute_url())
    assert batch is None or ImportBatch.objects.get().state in (State.CHECKED, State.REFUSED)
    assert Response.objects.count() == 0
    if case.answer.kind in (REFUSED, REFUSED_WHEN_PARSED):
        said = page.context["form"].errors if "form" in page.context else page.context["check"].refusals
        assert len(said) > 0


def test_the_list_is_complete():
    keys = {case.key[:3] for case in WANTED}

    assert keys == {
        *(f"T{n:02d}" for n in range(1, 21)),
        *(f"X{n:02d}" for n in range(1, 14)),
        *(f"C{n:02d}" for n in range(1, 13)),
    }
