"""Texts of every script, and those that mean something to a program, on their whole way through an import."""

import csv
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from surveys.importing.actions.imports import check_batch, upload_file
from surveys.importing.actions.jobs import start_commit
from surveys.models import Question, Response
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SCRIPTS = (
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0645\u0631\u062d\u0628\u0627",
    "abc\u202egpj.exe",
    "\u8c22\u8c22 \u3042\u308a\u304c\u3068\u3046 \uac10\uc0ac",
    "\ua994\ua9a4\ua9a7 \u0e02\u0e2d\u0e1a\u0e04\u0e38\u0e13",
)
FORMULAS = (
    "=1+1",
    "+62",
    "-2+3",
    "@SUM(A1)",
    "=CMD|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "\uff1d1+1",
    "%=1",
    "|=1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% now %}",
    "'; DROP TABLE surveys_response; --",
    "' onerror='x",
)
NAMES = ("NULL", "None", "nan", "True", "1E5", "Mei", "D'Souza", "X")
EVERY = (*SCRIPTS, *FORMULAS, *MARKUP, *NAMES)


@pytest.fixture
def survey_round(region):
    found = an_skm_round(regions=[region])
    Question.objects.create(
        version=found.version, code="SARAN", label="Saran", text="Saran", kind="text", order=99
    )
    return found


def a_workbook(*rows, names=("Data",), called="survei.xlsx"):
    """A file in which every cell is a text, on sheets of these names."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for sheet in map(book.add_worksheet, names):
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write_string(number, place, str(value))
    return SimpleUploadedFile(called, content.getvalue())


def imported(survey_round, file, officer):
    batch = upload_file(survey_round=survey_round, region=None, file=file, basis="public_task", by=officer)
    return check_batch(batch=batch, by=officer)


@pytest.mark.parametrize("make", [a_file, a_workbook])
def test_somebodys_own_words_are_stored_as_they_are_and_shown_as_text(
    client, survey_round, region, officer, make
):
    file = make([*HEADINGS, "Saran"], *([*a_row(region), text] for text in EVERY))
    batch = imported(survey_round, file, officer)
    assert batch.report["counts"]["new"] == len(EVERY)
    start_commit(batch=batch, by=officer)
    stored = list(Response.objects.order_by("row_number"))
    assert [each.answers["SARAN"] for each in stored] == list(EVERY)
    client.force_login(officer)
    for response in stored:
        shown = client.get(response.get_absolute_url())
        assert shown.status_code == 200
        assert not any(markup in shown.text for markup in ("<script>alert", "' onerror='"))


def test_two_ways_of_writing_one_letter_are_one(survey_round, region, officer):
    rows = [[*a_row(region), "Ende\u0301"], [*a_row(region), "End\u00e9"]]
    start_commit(batch=imported(survey_round, a_file([*HEADINGS, "Saran"], *rows), officer), by=officer)
    assert {each.answers["SARAN"] for each in Response.objects.all()} == {"End\u00e9"}


def test_a_cell_that_is_refused_leaves_the_portal_as_a_text(client, survey_round, region, officer):
    rows = [a_row(region, text) for text in (*FORMULAS, *MARKUP)]
    batch = checked(survey_round, HEADINGS, *rows, by=officer)
    client.force_login(officer)
    told = b"".join(client.get(reverse("import_problems", args=[batch.pk]))).decode("utf-8-sig")
    live = [
        cell
        for row in csv.reader(io.StringIO(told), delimiter=";")
        for cell in row
        if cell[:1] in "=+-@|%\uff1d" and cell
    ]
    assert live == []
    marked = client.get(reverse("import_marked", args=[batch.pk]))
    book = load_workbook(io.BytesIO(b"".join(marked) if marked.streaming else marked.content))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}


def test_names_of_sheets_and_headings_are_shown_as_text(client, survey_round, region, officer):
    rows = [[*HEADINGS, "<b>x</b>"], [*a_row(region), "<i>y</i>"]]
    names = ("<img src=x onerror=1>", "=1+1")
    batch = imported(survey_round, a_workbook(*rows, names=names, called="<b>survei</b>.xlsx"), officer)
    client.force_login(officer)
    for page in ("import_detail", "import_columns", "import_fix"):
        shown = client.get(reverse(page, args=[batch.pk]))
        assert not any(tag in shown.text for tag in ("<img src=x", "<b>", "<i>y"))


def test_a_sheet_from_right_to_left_with_frozen_panes_filters_and_comments_is_read(
    survey_round, region, officer
):
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (HEADINGS, a_row(region), a_row(region)):
        sheet.append(row)
    sheet.sheet_view.rightToLeft, sheet.freeze_panes = True, "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet["C2"].comment = Comment("diperiksa", "Rudi")
    book.save(content)
    file = SimpleUploadedFile("survei.xlsx", content.getvalue())
    assert imported(survey_round, file, officer).report["counts"]["new"] == 2
