"""A corrected file without numbers is known by its other rows, and asked about; nobody is counted twice."""

import pytest

from surveys.importing import neighbours
from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import PastResponse, Response
from tests.support.records import a_region, a_staff_member
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_import_pages import text_of
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
PROFILE = ["Jenis kelamin", "Usia"]
HEADED = [*HEADINGS, *PROFILE]


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])


def people(region, *changed, count=6):
    """Respondents who differ in many cells; `changed` are (row, place, text)."""
    rows = []
    for number in range(count):
        scores = [1 + (number >> bit) % 2 + bit % 2 for bit in range(9)]
        rows.append(
            [*a_row(region, *[scores[0]])[:2], *map(str, scores), "LP"[number % 2], str(20 + 7 * number)]
        )
    for row, place, text in changed:
        rows[row][place] = text
    return rows


def saved(survey_round, rows, *, by, heading=HEADED, **options):
    return commit_batch(batch=checked(survey_round, heading, *rows, by=by), by=by, **options)


def counts(batch):
    told = ("unchanged", "changed", "new")
    return {name: batch.report["counts"][name] for name in told if batch.report["counts"][name]}


@pytest.mark.parametrize("cells", [1, 2, 3])
def test_one_corrected_row_of_six_is_asked_about(survey_round, region, officer, cells):
    first = saved(survey_round, people(region), by=officer)
    corrected = people(region, *[(2, 2 + cell, "4") for cell in range(cells)])
    batch = checked(survey_round, HEADED, *corrected, by=officer)

    assert counts(batch) == {"unchanged": 5, "changed": 1}
    ((row, name, differences),) = batch.report["changes"]
    assert (row, name, len(differences)) == (4, f"baris 4 dari unggahan {first.pk}", cells)
    assert differences[0][0] == "Persyaratan"
    assert any(told.startswith("1 baris tanpa nomor responden tampak") for told in batch.report["notices"])


def test_a_row_that_differs_in_four_cells_is_somebody_else(survey_round, region, officer):
    saved(survey_round, people(region), by=officer)
    corrected = people(region, *[(2, 2 + cell, "4") for cell in range(4)])
    assert counts(checked(survey_round, HEADED, *corrected, by=officer)) == {"unchanged": 5, "new": 1}


def test_where_too_few_rows_are_known_nobody_is_asked(survey_round, region, officer):
    saved(survey_round, people(region), by=officer)
    two = people(region, (2, 2, "4"), (3, 3, "4"))
    assert counts(checked(survey_round, HEADED, *two, by=officer)) == {"unchanged": 4, "new": 2}


def test_the_region_is_the_same_or_it_is_somebody_else(survey_round, region, officer):
    elsewhere = survey_round.regions.get(code="CILACAP")
    staff = a_staff_member()
    saved(survey_round, people(region), by=staff)
    moved = people(region, (2, 1, elsewhere.name))
    assert counts(checked(survey_round, HEADED, *moved, by=staff)) == {"unchanged": 5, "new": 1}


def test_an_update_is_the_same_person_with_a_history_and_can_be_undone(survey_round, region, officer):
    saved(survey_round, people(region), by=officer)
    before = sorted(Response.objects.values_list("pk", "row_key"))
    batch = checked(survey_round, HEADED, *people(region, (2, 2, "4")), by=officer)

    batch = commit_batch(batch=batch, updates=True, by=officer)
    assert [pk for pk, _key in before] == sorted(Response.objects.values_list("pk", flat=True))
    past = PastResponse.objects.get()
    assert Response.objects.get(pk=past.response_pk).answers["PERSYARATAN"] == "4"
    assert_tallies_are_right(survey_round)
    again = checked(survey_round, HEADED, *people(region, (2, 2, "4")), by=officer)
    assert counts(again) == {"unchanged": 6}

    undo_batch(batch=batch, reason="keliru", shown=undoing_of(batch).shown, reverted=(), by=officer)
    assert sorted(Response.objects.values_list("pk", "row_key")) == before
    assert_tallies_are_right(survey_round)


def test_without_updates_what_looks_alike_is_not_saved(survey_round, region, officer):
    saved(survey_round, people(region, count=12), by=officer)
    rows = [*people(region, (2, 2, "4"), count=12), [*a_row(region, 3), "P", "55"]]
    batch = checked(survey_round, HEADED, *rows, by=officer)
    commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 13
    assert not PastResponse.objects.exists()


def test_who_says_that_it_is_somebody_else_saves_it_as_new(client, survey_round, region, officer):
    saved(survey_round, people(region), by=officer)
    batch = checked(survey_round, HEADED, *people(region, (2, 2, "4")), by=officer)
    client.force_login(officer)
    page = client.get(f"/impor/{batch.pk}/")
    assert "Baris tanpa nomor itu orang lain" in text_of(page)
    shown = page.context["check"].decisions_shown

    assert (
        client.post(f"/impor/{batch.pk}/periksa/", {"neighbours": "new", "shown": "lain"}).status_code == 409
    )
    assert (
        client.post(f"/impor/{batch.pk}/periksa/", {"neighbours": "new", "shown": shown}).status_code == 302
    )
    batch.refresh_from_db()
    assert counts(batch) == {"unchanged": 5, "new": 1}
    page = client.get(f"/impor/{batch.pk}/")
    assert "itu orang lain" not in text_of(page)
    assert "dianggap orang lain, atas pilihan petugas" in text_of(page)

    shown = page.context["check"].decisions_shown
    client.post(f"/impor/{batch.pk}/periksa/", {"neighbours": "asked", "shown": shown})
    batch.refresh_from_db()
    assert (counts(batch), batch.decisions) == ({"unchanged": 5, "changed": 1}, {})


def test_a_column_added_later_is_offered_to_those_who_have_no_number(survey_round, region, officer):
    rows = people(region)
    saved(survey_round, [row[:-1] for row in rows], by=officer, heading=HEADED[:-1])
    batch = checked(survey_round, HEADED, *rows, by=officer)
    assert counts(batch) == {"changed": 6}
    assert {tuple(row[2][0][:2]) for row in batch.report["changes"]} == {("Kelompok usia", "")}


def test_a_row_that_says_less_than_the_stored_one_is_somebody_else(survey_round, region, officer):
    saved(survey_round, people(region), by=officer)
    assert counts(checked(survey_round, HEADED, *people(region, (2, 2, "")), by=officer)) == {
        "unchanged": 5,
        "new": 1,
    }


def test_each_stored_one_is_taken_once_by_the_nearest(survey_round, region, officer):
    rows = people(region, count=12)
    saved(survey_round, rows, by=officer)
    twice = people(region, (2, 2, "4"), count=12)
    twice.append([*rows[2][:2], "4", "4", *rows[2][4:]])
    batch = checked(survey_round, HEADED, *twice, by=officer)
    assert counts(batch) == {"unchanged": 11, "changed": 1, "new": 1}
    assert [row for row, _name, _differences in batch.report["changes"]] == [4]


def test_rows_with_numbers_go_by_their_numbers(survey_round, region, officer):
    numbered = [[str(n), *row] for n, row in enumerate(people(region), start=1)]
    saved(survey_round, numbered, by=officer, heading=["No responden", *HEADED])
    other = [["" if n == 2 else row[0], *row[1:]] for n, row in enumerate(numbered)]
    other[2][3] = "4"
    batch = checked(survey_round, ["No responden", *HEADED], *other, by=officer)
    assert counts(batch) == {"unchanged": 5, "new": 1}


@pytest.mark.parametrize("most_pairs", [0, 10_000])
def test_of_very_many_rows_those_that_only_say_more_are_known(
    survey_round, region, officer, monkeypatch, most_pairs
):
    """All cells of many thousand rows are not compared with one another; what was only added is looked up."""
    monkeypatch.setattr(neighbours, "MOST_PAIRS", most_pairs)
    rows = people(region, count=12)
    blank = people(region, (3, 12, ""), count=12)
    saved(survey_round, [row[:-1] for row in blank], by=officer, heading=HEADED[:-1])
    rows[2][2] = "4"
    batch = checked(survey_round, HEADED, *rows, by=officer)
    expected = {"changed": 11, "new": 1} if most_pairs == 0 else {"changed": 12}
    assert counts(batch) == expected
    kept = {row for row, _name, _differences in batch.report["changes"]}
    assert (4 in kept) == (most_pairs > 0)


def test_of_very_many_rows_the_region_and_what_was_said_still_count(
    survey_round, region, officer, monkeypatch
):
    monkeypatch.setattr(neighbours, "MOST_PAIRS", 0)
    elsewhere, staff = survey_round.regions.get(code="CILACAP"), a_staff_member()
    saved(survey_round, [row[:-1] for row in people(region, count=12)], by=staff, heading=HEADED[:-1])
    moved = checked(survey_round, HEADED, *people(region, (2, 1, elsewhere.name), count=12), by=staff)
    assert counts(moved) == {"changed": 11, "new": 1}
    less = people(region, (5, 4, ""), count=12)
    assert counts(checked(survey_round, HEADED, *less, by=staff)) == {"changed": 11, "new": 1}
