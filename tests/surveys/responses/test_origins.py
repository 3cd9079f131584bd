"""From every answer back to the file, the sheet and the cell that it came from."""

import pytest

from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import Response
from surveys.responses.actions import correct_response
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round
from tests.surveys.responses.cases import a_mixed_round, an_answered

pytestmark = pytest.mark.django_db
NUMBERED = ["No responden", *HEADINGS, "JK"]


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def imported(survey_round, *rows, by, name="awal.xlsx"):
    batch = checked(survey_round, NUMBERED, *rows, by=by, name=name)
    return commit_batch(batch=batch, updates=True, by=by)


def a_line(region, *scores, sex="P", number="1"):
    return [number, *a_row(region, *scores), sex]


def shown(client):
    """({question: cell}, {profile field: cell}) as the page of the only response shows them."""
    page = client.get(f"/survei/jawaban/{Response.objects.get().pk}/")
    answers = {answer.label: answer.cell for answer in page.context["answers"]}
    return answers, {label: cell for label, _words, cell in page.context["profile"]}, page


def label_of(code, survey_round):
    return survey_round.version.questions.get(code=code).label


def test_each_answer_has_the_cell_that_it_stands_in(client, survey_round, region, officer):
    imported(survey_round, a_line(region, 2, number="9"), a_line(region, 4), by=officer)
    Response.objects.filter(number="9").delete()
    answers, profile, page = shown(client)
    assert answers[label_of("PERSYARATAN", survey_round)] == "Data!D3"
    assert answers[label_of("PENGADUAN", survey_round)] == "Data!L3"
    assert (profile["Tanggal wawancara"], profile["Jenis kelamin"]) == ("Data!B3", "Data!M3")
    assert profile["Negara tujuan"] == ""  # nothing is said there
    assert "Data!L3" in page.content.decode()


def test_a_csv_has_cells_and_no_sheet(client, survey_round, region, officer):
    imported(survey_round, a_line(region, 4), by=officer, name="awal.csv")
    answers, _profile, page = shown(client)
    assert answers[label_of("PERSYARATAN", survey_round)] == "D2"
    assert "lembar" not in page.content.decode()


def test_an_update_is_the_origin_of_what_it_changed_and_of_nothing_else(
    client, survey_round, region, officer
):
    imported(survey_round, a_line(region, 4), by=officer)
    imported(
        survey_round, a_line(region, 1, number="8"), a_line(region, 3, sex=""), by=officer, name="baru.xlsx"
    )
    Response.objects.filter(number="8").delete()
    answers, profile, page = shown(client)
    assert answers[label_of("PERSYARATAN", survey_round)] == "Data!D3"
    assert answers[label_of("PROSEDUR", survey_round)] == "awal.xlsx: Data!E2"
    assert profile["Jenis kelamin"] == "awal.xlsx: Data!M2"  # a blank cell left it
    ((_label, _old, _new, cell),) = page.context["timeline"][0].differences
    assert cell == "Data!D3"


def test_what_was_corrected_has_no_cell_any_more(client, survey_round, region, officer):
    imported(survey_round, a_line(region, 4), by=officer)
    response = Response.objects.get()
    response.answers = response.answers | {"PROSEDUR": "1"}
    correct_response(response=response, reason="Salah ketik.", by=officer)
    answers, _profile, page = shown(client)
    assert answers[label_of("PROSEDUR", survey_round)] == "dikoreksi di portal"
    assert answers[label_of("PERSYARATAN", survey_round)] == "Data!D2"
    assert [cell for *_told, cell in page.context["timeline"][0].differences] == [""]


def test_undoing_an_update_and_its_undo_bring_the_origins_back(client, survey_round, region, officer):
    imported(survey_round, a_line(region, 4), by=officer)
    update = imported(survey_round, a_line(region, 3), by=officer, name="baru.xlsx")
    undo_batch(batch=update, reason="Keliru.", shown=undoing_of(update).shown, by=officer)
    label, cells = label_of("PERSYARATAN", survey_round), zip(ELEMENTS, "DEFGHIJKL", strict=True)
    assert shown(client)[0] == dict.fromkeys(shown(client)[0], "") | {
        label_of(code, survey_round): f"Data!{letter}2" for code, letter in cells
    }
    redo_batch(batch=update, by=officer)
    answers = shown(client)[0]
    assert answers[label] == "Data!D2"
    assert answers[label_of("PROSEDUR", survey_round)] == "awal.xlsx: Data!E2"


def test_an_import_that_was_undone_whole_and_brought_back(client, survey_round, region, officer):
    batch = imported(survey_round, a_line(region, 4), by=officer)
    undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    redo_batch(batch=batch, by=officer)
    assert shown(client)[0][label_of("PERSYARATAN", survey_round)] == "Data!D2"


def test_a_response_without_a_file_has_no_cells(client, region, officer):
    an_answered(a_mixed_round(region), region, number="1")
    answers, profile, _page = shown(client)
    assert {*answers.values(), *profile.values()} == {""}
