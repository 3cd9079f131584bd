"""Who has no number and was changed by a file stays one person: withdrawing, undoing and bringing back."""

import pytest

from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import PastResponse, Response
from surveys.responses.actions import withdraw_response
from surveys.responses.content import key_of_content
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_neighbours import HEADED, counts, people, saved
from tests.surveys.makers import an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
CHANGED = (2, 2, "4")  # the first score of the third row


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


@pytest.fixture
def changed(survey_round, region, officer):
    """(the import that brought six rows, the one that changed the third of them)"""
    first = saved(survey_round, people(region), by=officer)
    batch = checked(survey_round, HEADED, *people(region, CHANGED), by=officer)
    return first, commit_batch(batch=batch, updates=True, by=officer)


@pytest.fixture
def original_row(changed, survey_round, region, officer):
    """A further import of a row that says what the third one said at first; not taken for the stored one."""
    return saved(survey_round, [people(region)[2]], by=officer)


def the_changed_one():
    return Response.objects.get(pk=PastResponse.objects.order_by("pk").first().response_pk)


def undone(batch, *, by, reverted=()):
    return undo_batch(batch=batch, reason="keliru", shown=undoing_of(batch).shown, reverted=reverted, by=by)


def said_of_past():
    return [past.answers for past in PastResponse.objects.order_by("pk")]


def test_who_withdraws_is_erased_under_the_key_of_before_as_well(survey_round, region, officer):
    first = saved(survey_round, people(region), by=officer)
    undone(first, by=officer)  # leaves each row once as an earlier response of the same key
    saved(survey_round, people(region), by=officer)
    batch = checked(survey_round, HEADED, *people(region, CHANGED), by=officer)
    commit_batch(batch=batch, updates=True, by=officer)

    person = Response.objects.get(answers__PERSYARATAN="4")
    withdraw_response(response=person, reason="diminta", by=officer)
    erased = [past.answers == {} for past in PastResponse.objects.order_by("pk")]
    assert (len(erased), sum(erased)) == (8, 3)  # six of the undone import; what changed; what withdrew
    assert_tallies_are_right(survey_round)


def test_who_withdrew_is_not_brought_back_by_the_first_file(changed, survey_round, region, officer):
    withdraw_response(response=the_changed_one(), reason="diminta", by=officer)
    again = checked(survey_round, HEADED, *people(region), by=officer)
    assert (counts(again), again.report["counts"]["conflict"]) == ({"unchanged": 5}, 1)
    assert [problem[4] for problem in again.report["problems"]] == ["withdrawn"]


def test_who_withdraws_leaves_the_past_of_others_alone(changed, original_row, officer):
    withdraw_response(response=Response.objects.get(batch=original_row), reason="diminta", by=officer)
    assert [bool(answers) for answers in said_of_past()] == [True, False]


def test_an_undo_gives_a_key_of_its_own_where_another_row_has_the_former(
    changed, original_row, survey_round, officer
):
    key = PastResponse.objects.get().row_key
    assert Response.objects.get(batch=original_row).row_key == key
    undone(changed[1], by=officer)
    back = the_changed_one()
    assert back.answers == PastResponse.objects.order_by("pk").first().answers
    assert back.row_key == key_of_content(back.content_digest, 2) != key
    assert_tallies_are_right(survey_round)


def test_bringing_back_keeps_who_would_take_the_key_of_another(changed, survey_round, region, officer):
    undone(changed[1], by=officer)
    saved(survey_round, [people(region, CHANGED)[2]], by=officer)
    batch = redo_batch(batch=changed[1], by=officer)
    assert batch.state == "committed"
    assert the_changed_one().answers["PERSYARATAN"] != "4"
    assert_tallies_are_right(survey_round)


def test_bringing_back_restores_what_nobody_touched(changed, survey_round, officer):
    before = list(Response.objects.order_by("pk").values_list("pk", "row_key", "answers"))
    undone(changed[1], by=officer)
    redo_batch(batch=changed[1], by=officer)
    assert list(Response.objects.order_by("pk").values_list("pk", "row_key", "answers")) == before


def test_bringing_back_an_import_brings_nobody_back_who_withdrew_under_a_later_key(
    survey_round, region, officer
):
    first = saved(survey_round, people(region), by=officer)
    undone(first, by=officer)
    saved(survey_round, people(region), by=officer)
    batch = checked(survey_round, HEADED, *people(region, CHANGED), by=officer)
    commit_batch(batch=batch, updates=True, by=officer)
    withdraw_response(response=Response.objects.get(answers__PERSYARATAN="4"), reason="diminta", by=officer)
    redo_batch(batch=first, by=officer)
    assert Response.objects.counted().count() == 5
    assert Response.objects.count() == 6
    assert_tallies_are_right(survey_round)
