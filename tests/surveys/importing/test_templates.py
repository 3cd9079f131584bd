"""The spreadsheet of a round: filled in, it is read; its example row and its version are no answers."""

from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pmi_portal.files.sheets import write_xlsx
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.free_numbers import free_numbers
from surveys.importing.kinds.respondents import EXAMPLE
from surveys.importing.templates import template_sheets
from surveys.importing.terms import terms_of
from surveys.models import Question, Response
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])


def template(survey_round, by, tmp_path):
    path = tmp_path / "templat.xlsx"
    path.write_bytes(write_xlsx(template_sheets(terms_of(survey_round, by=by))))
    return openpyxl.load_workbook(path), path


def sent(survey_round, path, *, by):
    file = SimpleUploadedFile("templat.xlsx", path.read_bytes())
    facts = {"basis": "public_task", "survey_round": survey_round, "region": None, "file": file}
    return check_batch(batch=upload_file(**facts, by=by), by=by)


def add_questions(survey_round):
    more = [
        ("SARAN", Question.Kind.TEXT, ()),
        ("ANAK", Question.Kind.INTEGER, ()),
        ("PROGRAM", Question.Kind.MULTIPLE, ("JKK", "JKM", "JHT")),
    ]
    for place, (code, kind, labels) in enumerate(more, start=50):
        question = survey_round.version.questions.create(
            code=code, label=code, text=code, kind=kind, order=place
        )
        for number, label in enumerate(labels, start=1):
            question.choices.create(code=label.lower(), label=label, order=number)


def test_the_example_row_is_recognised_and_left_out(survey_round, officer, tmp_path):
    _book, path = template(survey_round, officer, tmp_path)
    batch = sent(survey_round, path, by=officer)
    assert (batch.state, batch.report["counts"]["new"], batch.report["counts"]["left_out"]) == (
        "checked",
        0,
        1,
    )
    assert [group[0] for group in batch.report["groups"]] == ["example_row"]


def test_what_the_example_shows_is_read_as_answers_of_every_kind(survey_round, officer, tmp_path):
    add_questions(survey_round)
    book, path = template(survey_round, officer, tmp_path)
    sheet = book["Jawaban"]
    sheet["A3"] = 1
    for column in range(2, sheet.max_column + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    book.save(path)

    commit_batch(batch=sent(survey_round, path, by=officer), by=officer)

    response = Response.objects.get()
    assert len(response.answers) == 12
    assert response.answers["PROGRAM"] == ["jkk", "jkm"]
    assert response.answers["ANAK"] == 3
    assert (response.number, response.responded_on) == ("1", date(2019, 1, 1))
    assert all([response.respondent_kind, response.sex, response.age_band, response.destination])


@pytest.mark.parametrize("said", [EXAMPLE, "contoh", " Contoh "])
def test_a_row_is_an_example_by_its_number_alone(survey_round, region, officer, said):
    rows = [[said, *a_row(region)], ["contoh1", *a_row(region)], ["", *a_row(region, 2)]]
    batch = checked(survey_round, ["No responden", *HEADINGS], *rows, by=officer)
    assert (batch.report["counts"]["left_out"], batch.report["counts"]["new"]) == (1, 2)


def test_the_guide_tells_what_is_needed_and_where(survey_round, tmp_path):
    add_questions(survey_round)
    Question.objects.filter(code="ANAK").update(required=True)
    book, _path = template(survey_round, a_staff_member(), tmp_path)
    needed = {row[0].value: row[2].value for row in book["Petunjuk"]}
    assert needed["Tanggal wawancara"] == needed["Wilayah"] == needed["ANAK"] == "ya, di setiap baris"
    assert needed["Persyaratan"] == "kolomnya harus ada; selnya boleh kosong"
    assert needed["Nomor responden"] == needed["SARAN"] == "tidak"


def test_the_sheet_with_the_version_is_seen_by_nobody_and_told_when_it_is_another(
    survey_round, region, officer, tmp_path
):
    book, path = template(survey_round, officer, tmp_path)
    assert book["_portal SKM-2017 v1"].sheet_state == "veryHidden"
    notices = sent(survey_round, path, by=officer).report["notices"]
    assert not [told for told in notices if "tersembunyi" in told or "templat kuesioner" in told]

    book["_portal SKM-2017 v1"].title = "_portal SKM-2017 v7"
    book.save(path)
    notices = sent(survey_round, path, by=officer).report["notices"]
    assert any(
        "templat kuesioner SKM-2017 v7, sedangkan putaran ini memakai SKM-2017 v1." in told
        for told in notices
    )


@pytest.mark.parametrize(
    ("used", "told"),
    [
        ([], []),
        (["1", "2"], ["Kupang: nomor yang masih bebas mulai 3."]),
        (["2", "6", "7", "A-9"], ["Kupang: nomor yang masih bebas 1, 3-5, lalu mulai 8."]),
        (["A1"], ["Kupang: nomor yang masih bebas mulai 1."]),
    ],
)
def test_free_numbers_are_those_between_and_after(survey_round, region, officer, used, told):
    rows = [[number, *a_row(region)] for number in used] or [["", *a_row(region)]]
    commit_batch(batch=checked(survey_round, ["No responden", *HEADINGS], *rows, by=officer), by=officer)
    assert free_numbers(survey_round, by=officer) == told


def test_an_officer_learns_nothing_of_the_numbers_of_other_regions(client, survey_round, region, officer):
    staff = a_staff_member()
    rows = [["1", *a_row(region)], ["4", *a_row(survey_round.regions.get(code="CILACAP"))]]
    commit_batch(batch=checked(survey_round, ["No responden", *HEADINGS], *rows, by=staff), by=staff)
    assert len(free_numbers(survey_round, by=staff)) == 2
    assert free_numbers(survey_round, by=officer) == ["Kupang: nomor yang masih bebas mulai 2."]
    assert free_numbers(survey_round, by=an_officer(of=a_region(name="Tulungagung"))) == []
    client.force_login(officer)
    assert client.get(f"{survey_round.get_absolute_url()}templat.xlsx").status_code == 200
