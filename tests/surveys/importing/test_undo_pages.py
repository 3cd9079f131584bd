"""Undoing an import in the browser: what it would do, one by one what a person changed, and the way back."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from surveys.importing import undo_forms
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, PastResponse, Response, SurveyRound
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.test_undoing import corrected, imported, said
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def undo(page, batch, **fields):
    shown = page.get(f"/impor/{batch.pk}/urungkan/").context["form"]["shown"].value()
    return page.post(f"/impor/{batch.pk}/urungkan/", {"shown": shown, "reason": "salah berkas"} | fields)


def test_a_saved_import_leads_to_the_page_of_its_undo_and_back(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    assert f'href="/impor/{batch.pk}/urungkan/"' in page.get(f"/impor/{batch.pk}/").content.decode()
    assert "Keluar 2 responden yang dibawa unggahan ini" in text_of(page.get(f"/impor/{batch.pk}/urungkan/"))
    answer = undo(page, batch)
    assert (answer.status_code, answer.url) == (302, f"/impor/{batch.pk}/")
    assert said() == {}
    told = text_of(page.get(answer.url))
    assert "salah berkas" in told
    assert "2 responden keluar, 0 kembali ke isi sebelumnya, 0 tetap karena sudah diubah" in told
    assert page.post(f"/impor/{batch.pk}/pulihkan/").url == f"/impor/{batch.pk}/"
    assert said() == {"1": "1", "2": "2"}


def test_in_english_respondents_are_taken_out_and_nobody_is_signed_out(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, by=officer)
    page.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    undo, response = (
        text_of(page.get(address))
        for address in (f"/impor/{batch.pk}/urungkan/", Response.objects.get().get_absolute_url())
    )
    assert "Taken out 1 respondents this upload brought" in undo
    assert "Put back 0 respondents to their former answers" in undo
    for heading in ("Respondent Respondent number 1", "Questionnaire ", "Answers Persyaratan"):
        assert heading in response


def test_an_undo_and_its_taking_back_sent_twice_are_done_once(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, by=officer)
    form = page.get(f"/impor/{batch.pk}/urungkan/").context["form"]
    sent = {name: form[name].value() for name in ("shown", "submission")} | {"reason": "salah berkas"}
    answers = [page.post(f"/impor/{batch.pk}/urungkan/", sent) for _time in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, f"/impor/{batch.pk}/")] * 2
    assert PastResponse.objects.count() == 1
    assert [page.post(f"/impor/{batch.pk}/pulihkan/").status_code for _time in range(2)] == [302, 409]
    assert PastResponse.objects.count() == 2


@pytest.mark.parametrize("reason", [" ", "Milik 5371011503900001"])
def test_an_undo_needs_a_reason_that_names_nobody(page, survey_round, region, officer, reason):
    batch = imported(survey_round, region, 1, by=officer)
    answer = undo(page, batch, reason=reason)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reason"})
    assert said() == {"1": "1"}
    with pytest.raises(ValidationError):
        undo_batch(batch=batch, reason=reason, shown=undoing_of(batch).shown, by=officer)
    assert said() == {"1": "1"}


def test_what_a_person_changed_stands_beside_what_it_was_and_is_asked(page, survey_round, region, officer):
    imported(survey_round, region, 1, 1, by=officer)
    batch = imported(survey_round, region, 4, 4, by=officer, updates=True)
    corrected(survey_round, "1", 3, by=officer)
    told = text_of(page.get(f"/impor/{batch.pk}/urungkan/"))
    assert "dikoreksi" in told
    assert "salah ketik" in told
    before, left, now = (f"{score} – {word}" for score, word in WORDS.items())
    assert f"Persyaratan {before} {left} {now}" in told
    (conflict,) = undoing_of(batch).conflicts
    undo(page, batch, reverted=[conflict.key])
    assert said() == {"1": "1", "2": "1"}


WORDS = {1: "Tidak sesuai", 4: "Sangat sesuai", 3: "Sesuai"}


def test_of_what_the_import_brought_a_tick_takes_the_respondent_out_and_says_so(
    page, survey_round, region, officer
):
    imported(survey_round, region, 1, by=officer)
    batch = imported(survey_round, region, 4, 4, by=officer, updates=True)
    corrected(survey_round, "1", 3, by=officer)
    corrected(survey_round, "2", 3, by=officer)
    told = text_of(page.get(f"/impor/{batch.pk}/urungkan/"))
    before, left, now = (f"{score} – {word}" for score, word in WORDS.items())
    assert told.count("Bila dicentang, responden ini keluar.") == 1
    assert f"Persyaratan {before} {left} {now}" in told
    assert f"Persyaratan belum ada {left} {now}" in told
    undo(page, batch, reverted=[each.key for each in undoing_of(batch).conflicts])
    assert said() == {"1": "1"}


def test_without_a_tick_it_stays(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    corrected(survey_round, "1", 3, by=officer)
    undo(page, batch)
    assert said() == {"1": "3"}


def test_a_tick_for_a_response_of_another_import_puts_nothing_back(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, by=officer)
    other = Response.objects.get()
    assert undo(page, batch, reverted=[f"{other.pk}:{other.revision}"]).status_code == 422
    assert said() == {"1": "1"}


def test_a_change_between_page_and_click_is_told_and_what_was_typed_stays(
    page, survey_round, region, officer
):
    batch = imported(survey_round, region, 1, 2, by=officer)
    shown = undoing_of(batch).shown
    corrected(survey_round, "2", 4, by=officer)
    answer = page.post(f"/impor/{batch.pk}/urungkan/", {"shown": shown, "reason": "kolom tertukar"})
    assert answer.status_code == 409
    assert "kolom tertukar" in text_of(answer)
    assert said() == {"1": "1", "2": "4"}


def test_only_so_many_conflicts_are_asked_and_the_others_stay(
    page, survey_round, region, officer, monkeypatch
):
    monkeypatch.setattr(undo_forms, "CONFLICTS_ASKED", 2)
    batch = imported(survey_round, region, 1, 1, 1, by=officer)
    for number in "123":
        corrected(survey_round, number, 2, by=officer)
    assert "Dan 1 responden lainnya" in text_of(page.get(f"/impor/{batch.pk}/urungkan/"))
    keys = [each.key for each in undoing_of(batch).conflicts]
    undo(page, batch, reverted=keys[:2])
    assert said() == {"3": "2"}


def test_who_does_not_work_in_all_of_its_regions_sees_nothing_of_its_rows(client, survey_round, region):
    staff = a_staff_member()
    batch = imported(survey_round, region, 1, by=staff)
    ImportBatch.objects.update(uploaded_by=(there := an_officer(of=a_region(name="Lain"))))
    corrected(survey_round, "1", 3, by=staff)
    client.force_login(there)
    told = text_of(client.get(f"/impor/{batch.pk}/urungkan/"))
    assert "Mintalah staf KPKP" in told
    assert "salah ketik" not in told
    assert client.post(f"/impor/{batch.pk}/urungkan/", {"reason": "x"}).status_code in (409, 422)
    assert said() == {"1": "3"}


def test_taking_back_what_cannot_be_taken_back_says_why(page, survey_round, region, officer):
    batch = imported(survey_round, region, 1, by=officer)
    answer = page.post(f"/impor/{batch.pk}/pulihkan/")
    assert answer.status_code == 409
    assert "Hanya unggahan yang sudah diurungkan dapat dipulihkan." in text_of(answer)
    undo(page, batch)
    SurveyRound.objects.update(state="locked")
    assert page.post(f"/impor/{batch.pk}/pulihkan/").status_code == 409
    assert ImportBatch.objects.get().state == State.UNDONE
