"""Who withdraws leaves an identity and nothing that was said, and no file brings it back."""

import json

import pytest
from django.core.serializers import serialize
from django.utils import translation

from pmi_portal.audit.models import Event
from surveys.importing.actions.imports import check_batch, commit_batch
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import PastResponse, Response
from surveys.responses import actions
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked, uploaded
from tests.surveys.importing.test_neighbours import HEADED, people, saved
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, assert_tallies_are_right
from tests.surveys.responses.cases import a_mixed_round, an_answered, sent

pytestmark = pytest.mark.django_db
SAID = ("Tambah loket", "Sudah baik", '"wa"', "2024-05-06", '"MY"', '"P"', '"TW"')


@pytest.fixture
def region():
    return a_region(name="Kupang")


@pytest.fixture
def officer(region):
    return an_officer(of=region)


def everything_kept_of(response):
    past = PastResponse.objects.filter(response_pk=response.pk)
    return serialize("json", [*Response.objects.filter(pk=response.pk), *past], ensure_ascii=False)


def test_a_withdrawal_erases_what_is_and_what_was_said_and_keeps_who_it_was(client, region, officer):
    response = an_answered(a_mixed_round(region), region)
    identity = (response.number, response.region, response.round, response.row_key)
    response.answers, response.destination = response.answers | {"SARAN": "Sudah baik."}, "TW"
    actions.correct_response(response=response, reason="Salah ketik.", by=officer)
    text = everything_kept_of(response)
    assert [said in text for said in SAID] == [True] * len(SAID)
    client.force_login(officer)

    page = client.get(f"/survei/jawaban/{response.pk}/langkah/tarik/").content.decode()
    assert "Langkah ini tidak dapat dibatalkan" in page
    assert sent(client, f"/survei/jawaban/{response.pk}/langkah/tarik/", reason="Minta.").status_code == 302

    text = everything_kept_of(response)
    assert [said for said in SAID if said in text] == []
    response.refresh_from_db()
    assert (response.number, response.region, response.round, response.row_key) == identity
    assert (response.answers, response.missing, response.responded_on, response.sex) == ({}, {}, None, "")
    pasts = PastResponse.objects.filter(response_pk=response.pk)
    assert [(past.answers, past.content_digest, past.sex) for past in pasts] == [({}, "", "")] * 2
    assert_tallies_are_right(response.round)


def test_the_page_of_a_withdrawn_response_tells_who_and_why_and_nothing_that_was_said(
    client, region, officer
):
    response = an_answered(a_mixed_round(region), region)
    response.answers = response.answers | {"SARAN": "Sudah baik."}
    actions.correct_response(response=response, reason="Salah ketik.", by=officer)
    actions.withdraw_response(response=response, reason="Responden meminta.", by=officer)
    client.force_login(officer)

    page = client.get(response.get_absolute_url()).content.decode()

    assert [word in page for word in ("Salah ketik.", "Responden meminta.", str(officer))] == [True] * 3
    assert [word for word in ("Tambah loket", "Sudah baik", "6 Mei 2024") if word in page] == []
    edit = client.get(f"/survei/jawaban/{response.pk}/ubah/")
    assert (b"<textarea" in edit.content, "tidak dapat dikembalikan" in edit.content.decode()) == (
        False,
        True,
    )


@pytest.mark.parametrize("numbers", [["7", "8"], [None, None]])
def test_the_same_file_does_not_bring_a_withdrawn_row_back(region, officer, numbers):
    survey_round = an_skm_round(regions=[region])
    heading = ["No responden", *HEADINGS]
    lines = [[numbers[0], *a_row(region, 4)], [numbers[1], *a_row(region, 1)]]
    commit_batch(batch=checked(survey_round, heading, *lines, by=officer), by=officer)
    first = Response.objects.get(row_number=2)
    actions.withdraw_response(response=first, reason="Responden meminta.", by=officer)

    further = [numbers[0] and "9", *a_row(region, 2)]
    batch = checked(survey_round, heading, *lines, further, by=officer)

    counts = batch.report["counts"]
    assert [counts[each] for each in ("new", "unchanged", "changed", "conflict")] == [1, 1, 0, 1]
    assert [problem[4] for problem in batch.report["problems"]] == ["withdrawn"]
    commit_batch(batch=batch, updates=True, by=officer)
    first.refresh_from_db()
    assert (first.state, first.answers) == (Response.State.WITHDRAWN, {})
    assert Response.objects.counted().count() == 2
    assert_tallies_are_right(survey_round)


def test_the_audit_tells_of_no_answer(region, officer):
    response = an_answered(a_mixed_round(region), region)
    response.answers = response.answers | {"SARAN": "Sudah baik."}
    actions.correct_response(response=response, reason="Kata responden.", by=officer)
    actions.set_aside_response(response=response, reason="Kata responden.", by=officer)
    actions.withdraw_response(response=response, reason="Kata responden.", by=officer)
    details = [event.detail for event in Event.objects.about(response)]
    assert details == [{}, {}, {"fields": [], "questions": ["SARAN"]}]
    assert "Kata responden" not in json.dumps(details)


def test_what_an_undone_import_had_brought_of_the_same_person_is_erased_too(region, officer):
    survey_round, heading = an_skm_round(regions=[region]), ["No responden", *HEADINGS]

    def imported():
        rows = [[str(n), *a_row(region, n)] for n in (1, 2)]
        return commit_batch(batch=checked(survey_round, heading, *rows, by=officer), by=officer)

    batch = imported()
    undo_batch(batch=batch, reason="Salah berkas.", shown=undoing_of(batch).shown, by=officer)
    imported()
    one = Response.objects.select_related("round").get(number="1")
    actions.withdraw_response(response=one, reason="Minta.", by=officer)
    told = {(past.number, bool(past.answers)) for past in PastResponse.objects.all()}
    assert told == {("1", False), ("2", True)}


def test_the_reports_of_its_imports_show_nothing_of_it_and_still_all_others(region, officer):
    survey_round, heading = an_skm_round(regions=[region]), ["No responden", *HEADINGS]
    first = checked(survey_round, heading, *[[str(n), *a_row(region, n)] for n in (1, 2)], by=officer)
    commit_batch(batch=first, by=officer)
    second = checked(survey_round, heading, *[[str(n), *a_row(region, n + 2)] for n in (1, 2)], by=officer)
    commit_batch(batch=second, updates=True, by=officer)
    one = Response.objects.select_related("round").get(number="1")
    actions.withdraw_response(response=one, reason="Minta.", by=officer)
    for batch in (first, second):
        batch.refresh_from_db()
    assert [row[0] for row in first.report["preview"]["rows"]] == [3]
    assert [(row, number) for row, number, _differences in second.report["changes"]] == [(3, "2")]
    assert first.report["counts"]["new"] == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_import_that_waits_shows_no_more_what_it_would_change(region, officer, language):
    survey_round, lines = an_skm_round(regions=[region]), people(region, count=20)
    heading = ["No responden", *HEADED]
    numbered = [["A1", *row] if n == 0 else ["", *row] for n, row in enumerate(lines)]
    saved(survey_round, numbered, by=officer, heading=heading)
    numbered[0][3], numbered[2][3], numbered[4][3] = "4", "4", "4"
    with translation.override(language):
        waiting = checked(survey_round, heading, *numbered, by=officer)
    rows = [told[0] for told in waiting.report["changes"]]
    assert rows == [2, 4, 6]
    for row in (2, 4):
        response = Response.objects.get(row_number=row)
        actions.withdraw_response(response=response, reason="Minta.", by=officer)
    waiting.refresh_from_db()
    assert [told[0] for told in waiting.report["changes"]] == [6]


def test_what_was_typed_for_its_row_goes_and_what_was_typed_for_others_stays(region, officer):
    survey_round = an_skm_round(regions=[region])
    first = HEADINGS.index(ELEMENTS[0])
    batch = uploaded(survey_round, HEADINGS, *[a_row(region, n) for n in ("x", 2, "y")], by=officer)
    batch.decisions = {"fixes": {"2": {str(first): "1"}, "4": {str(first): "3"}}}
    batch.save()
    commit_batch(batch=check_batch(batch=batch, by=officer), by=officer)
    one, other = Response.objects.get(row_number=2), Response.objects.get(row_number=4)
    assert (one.mended_cells, other.mended_cells) == (1, 1)
    actions.withdraw_response(response=one, reason="Minta.", by=officer)
    batch.refresh_from_db()
    assert batch.decisions == {"fixes": {"4": {str(first): "3"}}}
