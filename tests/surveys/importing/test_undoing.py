"""A saved import is undone at any time: what only it touched goes back, what a person touched is asked."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.audit.models import Event
from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, PastResponse, Response, SurveyRound
from surveys.responses.storing import change_responses
from tests.support.records import a_region, a_staff_member, a_user, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db

NUMBERED = ["No responden", *HEADINGS]
State = ImportBatch.State


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def imported(survey_round, region, *scores, by, updates=False):
    """A saved import of the respondents 1, 2, ... with these scores of the first element."""
    rows = [[str(number), *a_row(region, score)] for number, score in enumerate(scores, start=1)]
    batch = checked(survey_round, NUMBERED, *rows, by=by)
    return commit_batch(batch=batch, updates=updates, by=by)


def undone(batch, *, by, reverted=(), reason="salah berkas"):
    shown = undoing_of(batch).shown
    return undo_batch(batch=batch, reason=reason, shown=shown, reverted=reverted, by=by)


def corrected(survey_round, number, score, *, by, change="corrected", state="counted"):
    was, becomes = (Response.objects.select_related("region").get(number=number) for _each in "ab")
    becomes.answers, becomes.state = becomes.answers | {"PERSYARATAN": str(score)}, state
    change_responses(survey_round, [(was, becomes)], change=change, by=by, reason="salah ketik")


def said():
    """{number: answer to the first element} of all that is stored."""
    return {each.number: each.answers.get("PERSYARATAN") for each in Response.objects.order_by("number")}


def test_what_an_import_brought_goes_and_is_kept_in_the_history(survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    before = list(Response.objects.order_by("pk").values_list("pk", "answers", "row_key"))
    batch = undone(batch, by=officer)
    assert said() == {}
    pasts = PastResponse.objects.order_by("response_pk")
    assert list(pasts.values_list("response_pk", "answers", "row_key")) == before
    told = {(each.change, each.reason, each.changed_by, each.changed_by_batch) for each in pasts}
    assert told == {("undone", "salah berkas", officer, batch)}
    assert (batch.state, batch.undone_by, batch.undone_because) == (State.UNDONE, officer, "salah berkas")
    assert batch.report["undone"] == {"taken": 2, "restored": 0, "kept": 0, "withdrawn": 0}
    assert Event.objects.latest("pk").action == "import.undone"
    assert_tallies_are_right(survey_round)


def test_what_an_import_changed_says_again_what_it_said(survey_round, region, officer):
    first = imported(survey_round, region, 1, 2, by=officer)
    second = imported(survey_round, region, 4, 2, 3, by=officer, updates=True)
    assert said() == {"1": "4", "2": "2", "3": "3"}
    undone(second, by=officer)
    assert said() == {"1": "1", "2": "2"}
    one = Response.objects.get(number="1")
    assert (one.batch, one.revision) == (first, 3)
    assert_tallies_are_right(survey_round)


def test_an_earlier_import_is_undone_beneath_a_later_one(survey_round, region, officer):
    """What the later one changed is asked, and stays unless told."""
    first = imported(survey_round, region, 1, 2, by=officer)
    imported(survey_round, region, 4, 2, by=officer, updates=True)
    (conflict,) = undoing_of(first).conflicts
    assert (conflict.left.answers["PERSYARATAN"], conflict.now.answers["PERSYARATAN"]) == ("1", "4")
    assert conflict.before is None
    undone(first, by=officer)
    assert said() == {"1": "4"}
    assert_tallies_are_right(survey_round)


def test_a_row_that_a_person_corrected_is_kept_or_put_back_one_by_one(survey_round, region, officer):
    imported(survey_round, region, 1, 1, by=officer)
    second = imported(survey_round, region, 4, 4, by=officer, updates=True)
    for number in ("1", "2"):
        corrected(survey_round, number, 3, by=officer)
    one, two = undoing_of(second).conflicts
    assert [each.touched.reason for each in (one, two)] == ["salah ketik"] * 2
    batch = undone(second, by=officer, reverted=[two.key])
    assert said() == {"1": "3", "2": "1"}
    assert batch.report["undone"] == {"taken": 0, "restored": 1, "kept": 1, "withdrawn": 0}
    assert_tallies_are_right(survey_round)


def test_a_corrected_row_that_the_import_brought_goes_when_it_is_put_back(survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    corrected(survey_round, "1", 3, by=officer)
    (conflict,) = undoing_of(batch).conflicts
    undone(batch, by=officer, reverted=[conflict.key])
    assert said() == {}


def test_a_row_set_aside_since_is_asked_and_one_that_was_withdrawn_stays_so(survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    corrected(survey_round, "1", 1, by=officer, change="set_aside", state="set_aside")
    corrected(survey_round, "2", 2, by=officer, change="withdrawn", state="withdrawn")
    found = undoing_of(batch)
    assert ([each.now.number for each in found.conflicts], found.withdrawn) == (["1"], 1)
    undone(batch, by=officer, reverted=[found.conflicts[0].key])
    assert [(each.number, each.state) for each in Response.objects.all()] == [("2", "withdrawn")]
    assert_tallies_are_right(survey_round)


def test_taking_the_undo_back_brings_everything_as_it_was(survey_round, region, officer):
    imported(survey_round, region, 1, 2, by=officer)
    second = imported(survey_round, region, 4, 2, 3, by=officer, updates=True)
    before = list(Response.objects.order_by("number").values_list("pk", "answers", "content_digest", "batch"))
    again = redo_batch(batch=undone(second, by=officer), by=officer)
    now = list(Response.objects.order_by("number").values_list("pk", "answers", "content_digest", "batch"))
    assert now == before
    assert (again.state, again.undone_by, again.undone_because) == (State.COMMITTED, None, "")
    assert "undone" not in again.report
    assert_tallies_are_right(survey_round)


def test_undo_and_redo_again_and_again_end_where_they_began(survey_round, region, officer):
    imported(survey_round, region, 1, by=officer)
    batch = imported(survey_round, region, 4, 3, by=officer, updates=True)
    for _time in range(3):
        batch = undone(batch, by=officer)
        assert said() == {"1": "1"}
        batch = redo_batch(batch=batch, by=officer)
        assert said() == {"1": "4", "2": "3"}
    pasts = PastResponse.objects.filter(response_pk=Response.objects.get(number="2").pk)
    assert [(each.revision, each.change, each.state) for each in pasts] == [
        (1, "undone", "counted"),
        (2, "redone", "gone"),
        (3, "undone", "counted"),
        (4, "redone", "gone"),
        (5, "undone", "counted"),
        (6, "redone", "gone"),
    ]
    assert_tallies_are_right(survey_round)


@pytest.mark.parametrize("act", ["undo", "redo"])
def test_many_rows_take_no_more_queries_than_few(region, officer, act):
    counted = []
    for n in (3, 30):
        batch = imported(an_skm_round(regions=[region]), region, *[2] * n, by=officer)
        if act == "redo":
            batch = undone(batch, by=officer)
        with CaptureQueriesContext(connection) as queries:
            undone(batch, by=officer) if act == "undo" else redo_batch(batch=batch, by=officer)
        counted.append(len([each for each in queries if "INSERT" not in each["sql"]]))
    assert counted[0] == counted[1]


def test_what_a_person_did_after_the_undo_is_not_undone_by_taking_it_back(survey_round, region, officer):
    imported(survey_round, region, 1, 1, by=officer)
    second = undone(imported(survey_round, region, 4, 4, by=officer, updates=True), by=officer)
    corrected(survey_round, "1", 2, by=officer)
    redo_batch(batch=second, by=officer)
    assert said() == {"1": "2", "2": "4"}
    assert Event.objects.latest("pk").detail["counts"] == {"redone": 1, "kept": 1}


def test_a_file_is_welcome_again_after_its_undo_and_then_the_undo_brings_nobody_twice(
    survey_round, region, officer
):
    first = undone(imported(survey_round, region, 1, 2, by=officer), by=officer)
    again = imported(survey_round, region, 1, 2, by=officer)
    assert again.report["counts"]["new"] == 2
    redo_batch(batch=first, by=officer)
    assert said() == {"1": "1", "2": "2"}
    assert set(Response.objects.values_list("batch", flat=True)) == {again.pk}


def test_an_undo_is_refused_when_something_changed_since_the_page_was_shown(survey_round, region, officer):
    batch = imported(survey_round, region, 1, 2, by=officer)
    shown = undoing_of(batch).shown
    corrected(survey_round, "2", 4, by=officer)
    with pytest.raises(ValidationError) as refused:
        undo_batch(batch=batch, reason="salah", shown=shown, by=officer)
    assert refused.value.code == "conflict"
    assert said() == {"1": "1", "2": "4"}


def test_in_a_locked_round_nothing_is_undone_or_brought_back(survey_round, region, officer):
    batch, other = (imported(survey_round, region, *scores, by=officer) for scores in ([1], [1, 2]))
    other = undone(other, by=officer)
    SurveyRound.objects.update(state="locked")
    for act in (lambda: undone(batch, by=officer), lambda: redo_batch(batch=other, by=officer)):
        with pytest.raises(ValidationError, match="dikunci"):
            act()
    assert said() == {"1": "1"}


def test_an_import_that_touches_another_region_is_undone_by_who_works_there_too(region):
    there, staff = a_region(name="Cilacap", code="CILACAP"), a_staff_member()
    survey_round = an_skm_round(regions=[region, there])
    rows = [["1", *a_row(region, 1)], ["1", *a_row(there, 2)]]
    batch = commit_batch(batch=checked(survey_round, NUMBERED, *rows, by=staff), by=staff)
    for person in (an_officer(of=region), an_officer(of=there), a_user("board")):
        with pytest.raises(ValidationError, match="KPKP"):
            undone(batch, by=person)
    batch = undone(batch, by=staff)
    with pytest.raises(ValidationError, match="KPKP"):
        redo_batch(batch=batch, by=an_officer(of=region))
    assert said() == {}


def test_only_what_was_saved_is_undone_and_only_once(survey_round, region, officer):
    batch = checked(survey_round, NUMBERED, ["1", *a_row(region, 1)], by=officer)
    with pytest.raises(ValidationError, match="Hanya unggahan yang sudah disimpan"):
        undone(batch, by=officer)
    batch = commit_batch(batch=batch, by=officer)
    with pytest.raises(ValidationError, match="Hanya unggahan yang sudah diurungkan"):
        redo_batch(batch=batch, by=officer)
    batch = undone(batch, by=officer)
    with pytest.raises(ValidationError, match="Hanya unggahan yang sudah disimpan"):
        undone(batch, by=officer)
