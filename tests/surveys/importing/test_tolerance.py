"""How many refused rows an uploader tolerates: any number, none, or so many percent."""

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.audit.models import Event
from surveys.importing.actions.imports import accept_refused, check_batch, commit_batch, upload_file
from surveys.importing.rules import why_too_many_refused
from surveys.models import ImportBatch, Response, SurveyRound
from tests.support.records import a_staff_member, an_officer
from tests.surveys.importing.batches import uploaded
from tests.surveys.importing.test_import_pages import text_of
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def tolerating(tolerance, survey_round, region, *, right, wrong, by):
    rows = [*(a_row(region, 1 + n % 4) for n in range(right)), *(a_row(region, 9) for _each in range(wrong))]
    file = a_file(HEADINGS, *rows)
    facts = {"survey_round": survey_round, "region": None, "file": file}
    return check_batch(batch=upload_file(**facts, tolerance=tolerance, basis="public_task", by=by), by=by)


@pytest.mark.parametrize(
    ("tolerance", "refused", "is_too_many"),
    [(None, 100, False), (0, 0, False), (0, 1, True), (10, 10, False), (10, 11, True), (100, 100, False)],
)
def test_the_limit_itself_is_tolerated(tolerance, refused, is_too_many):
    counts = {"new": 60 - refused // 2, "unchanged": 40 - (refused + 1) // 2, "refused": refused}
    assert bool(why_too_many_refused(counts, tolerance)) == is_too_many


def test_rows_of_other_officers_and_empty_ones_are_no_part_of_the_share():
    counts = {"new": 9, "refused": 1, "foreign": 900, "empty": 900, "left_out": 5, "duplicate": 5}
    assert why_too_many_refused(counts, 10) is None
    assert "1 dari 10 baris ditolak, lebih dari 9% yang masih" in why_too_many_refused(counts, 9)
    assert "1 dari 14 baris" in why_too_many_refused(
        counts | {"conflict": 1, "changed": 1, "unchanged": 2}, 0
    )


def test_a_file_with_too_many_refused_rows_is_not_saved(survey_round, region, officer):
    batch = tolerating(10, survey_round, region, right=4, wrong=1, by=officer)
    with pytest.raises(ValidationError, match="1 dari 5 baris ditolak, lebih dari 10% yang masih diterima"):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 0


def test_a_file_with_few_enough_is_saved(survey_round, region, officer):
    batch = tolerating(20, survey_round, region, right=4, wrong=1, by=officer)
    assert commit_batch(batch=batch, by=officer).state == State.COMMITTED
    assert Response.objects.count() == 4


def test_who_wants_to_may_still_save_what_is_right(client, survey_round, region, officer):
    batch = tolerating(0, survey_round, region, right=4, wrong=1, by=officer)
    client.force_login(officer)
    shown = text_of(client.get(f"/impor/{batch.pk}/"))
    assert "1 dari 5 baris ditolak, dan berkas ini hanya boleh disimpan utuh." in shown
    assert "Simpan 4 baris yang benar" in shown
    refused = client.post(f"/impor/{batch.pk}/simpan/")
    assert (refused.status_code, Response.objects.count()) == (409, 0)
    assert client.post(f"/impor/{batch.pk}/simpan/", {"anyway": "1"}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.tolerance, Response.objects.count()) == (State.COMMITTED, None, 4)
    event = Event.objects.get(action="import.refused_rows_accepted")
    assert (event.detail["tolerance"], event.detail["counts"]["refused"]) == (0, 1)


def test_the_limit_is_lifted_of_a_checked_file_only(survey_round, region, officer):
    batch = uploaded(survey_round, HEADINGS, a_row(region), by=officer)
    with pytest.raises(ValidationError):
        accept_refused(batch=batch, by=officer)


def test_a_clean_file_is_saved_whatever_is_tolerated(client, survey_round, region, officer):
    client.force_login(officer)
    sent = {
        "round": survey_round.pk,
        "basis": "consent",
        "tolerance": "0",
        "file": a_file(HEADINGS, a_row(region)),
    }
    page = client.get("/impor/baru/")
    sent["submission"] = page.context["form"]["submission"].value()
    assert client.post("/impor/baru/", sent).status_code == 302
    batch = ImportBatch.objects.get()
    assert batch.tolerance == 0
    assert "ditolak, dan berkas" not in text_of(client.get(f"/impor/{batch.pk}/"))
    assert client.post(f"/impor/{batch.pk}/simpan/").status_code == 302
    assert Response.objects.count() == 1


def test_the_limit_is_lifted_only_by_who_may_save_and_see_the_rows(survey_round, region, officer):
    batch = tolerating(0, survey_round, region, right=4, wrong=1, by=officer)
    elsewhere = an_officer()
    national = ImportBatch.objects.get(pk=batch.pk)
    with pytest.raises(ValidationError, match="bukan untuk wilayah tugas"):
        accept_refused(batch=national, by=elsewhere)
    ImportBatch.objects.filter(pk=batch.pk).update(report=batch.report | {"regions": None})
    with pytest.raises(ValidationError, match="isi barisnya tidak ditampilkan"):
        accept_refused(batch=national, by=officer)
    batch.refresh_from_db()
    assert batch.tolerance == 0
    SurveyRound.objects.filter(pk=survey_round.pk).update(state="closed")
    with pytest.raises(ValidationError, match="tidak ada jawaban yang dapat ditambahkan"):
        accept_refused(batch=batch, by=a_staff_member())
