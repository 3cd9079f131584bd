"""On what the processing of a file's data rests is declared once, when it is uploaded."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from pmi_portal.audit.models import Event
from surveys.importing.actions.imports import upload_file
from surveys.models import ImportBatch
from tests.support.records import a_region, a_staff_member
from tests.surveys.importing.batches import checked, uploaded
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round, csv_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def sent(page, survey_round, region, **fields):
    return page.post(
        "/impor/baru/", {"round": survey_round.pk, "file": a_file(HEADINGS, a_row(region)), **fields}
    )


@pytest.mark.parametrize("fields", [{}, {"basis": ""}, {"basis": "kontrak"}])
def test_without_a_basis_nothing_is_uploaded(page, survey_round, region, fields):
    answer = sent(page, survey_round, region, **fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["basis"])
    assert ImportBatch.objects.count() == 0


def test_what_was_declared_stays_with_the_import_and_stands_in_the_log(page, survey_round, region):
    assert sent(page, survey_round, region, basis="legal_duty").status_code == 302
    batch = ImportBatch.objects.get()
    assert batch.basis == "legal_duty"
    assert Event.objects.get(action="import.uploaded").detail["basis"] == "legal_duty"
    assert "Kewajiban hukum" in page.get(f"/impor/{batch.pk}/").content.decode()


@pytest.mark.parametrize("basis", ["", "kontrak"])
def test_the_action_asks_again(survey_round, officer, basis):
    file = a_file(HEADINGS)
    with pytest.raises(ValidationError, match="dasar hukum"):
        upload_file(survey_round=survey_round, region=None, file=file, basis=basis, by=officer)


def test_the_first_file_of_a_round_declares_and_the_next_begins_with_it(page, survey_round, officer):
    def offered():
        return page.get(f"/impor/baru/?putaran={survey_round.code}").context["form"]["basis"].value()

    elsewhere = a_region()
    foreign = uploaded(survey_round, HEADINGS, by=a_staff_member(), region=None)
    uploaded(an_skm_round(regions=[elsewhere]), HEADINGS, by=a_staff_member())
    assert offered() is None
    ImportBatch.objects.filter(pk=foreign.pk).update(uploaded_by=officer, basis="consent")
    assert offered() == "consent"
    assert page.get("/impor/baru/").context["form"]["basis"].value() is None


def test_an_import_from_before_says_that_it_was_not_asked(page, survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    ImportBatch.objects.update(basis="")
    assert "belum ditanyakan" in page.get(f"/impor/{batch.pk}/").content.decode()


@pytest.mark.parametrize(("words", "basis"), [([], "public_task"), (["--basis", "consent"], "consent")])
def test_the_shell_tells_the_public_task_unless_told(survey_round, region, officer, tmp_path, words, basis):
    file = tmp_path / "survei.csv"
    file.write_bytes(csv_bytes(HEADINGS, a_row(region)))
    call_command(
        "import_survey", str(file), *words, "--commit", "--round", survey_round.code, "--as", officer.email
    )
    assert ImportBatch.objects.get().basis == basis
