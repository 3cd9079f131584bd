"""What a sheet says beside its cells: merged ones, hidden rows, numbers shown as percent."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surveys.importing.actions.imports import check_batch, upload_file
from surveys.importing.actions.jobs import start_commit
from surveys.models import Response
from tests.surveys.makers import ELEMENTS, an_skm_round

pytestmark = pytest.mark.django_db
HEADINGS = ["No. Responden", "Tanggal wawancara", "Wilayah", "JK", *ELEMENTS]


def a_line(number, sex="", scores=(3,) * 9):
    return [number, "7 Mei 2019", "Kupang", sex, *scores]


def checked(survey_round, officer, lines, *, merged=(), hidden=(), percent=()):
    """A checked workbook; `merged` are (range, value), `percent` (cell, value), `hidden` numbers of rows."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Data")
        for number, line in enumerate([HEADINGS, *lines]):
            sheet.write_row(number, 0, line)
        for place, value in merged:
            sheet.merge_range(place, value)
        for row in hidden:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for place, value in percent:
            sheet.write_number(place, value, book.add_format({"num_format": "0%"}))
    file = SimpleUploadedFile("survei.xlsx", content.getvalue())
    batch = upload_file(survey_round=survey_round, region=None, file=file, basis="public_task", by=officer)
    return check_batch(batch=batch, by=officer)


def stored(batch, officer, field):
    start_commit(batch=batch, by=officer)
    return list(Response.objects.order_by("row_number").values_list(field, flat=True))


def test_a_merged_cell_of_the_profile_tells_of_all_its_rows(region, officer):
    lines = [a_line(number) for number in range(1, 7)]
    merged = [("D2:D4", "P"), ("D5:D7", "L")]
    batch = checked(an_skm_round(regions=[region]), officer, lines, merged=merged)
    assert "Kolom D (Jenis kelamin): isi sel gabungan D2:D4, D5:D7 dipakai untuk semua barisnya." in told(
        batch
    )
    assert stored(batch, officer, "sex") == ["P", "P", "P", "L", "L", "L"]


def told(batch):
    return batch.report["notices"]


def test_a_merged_region_is_that_of_each_row(region, officer):
    lines = [[number, "7 Mei 2019", "", "P", *[3] * 9] for number in (1, 2, 3)]
    merged = [("C2:C4", "Kupang")]
    batch = checked(an_skm_round(regions=[region]), officer, lines, merged=merged)
    assert stored(batch, officer, "region") == [region.pk] * 3


def test_an_empty_row_under_a_merged_cell_stays_an_empty_row(region, officer):
    lines = [a_line(1), [], a_line(3)]
    batch = checked(an_skm_round(regions=[region]), officer, lines, merged=[("D2:D4", "P")])
    counts = batch.report["counts"]
    assert (counts["new"], counts["read"] - counts["new"] - counts["empty"]) == (2, 0)


def test_a_merged_answer_is_not_given_to_others_and_is_told(region, officer):
    survey_round = an_skm_round(regions=[region])
    lines = [a_line(1, "P"), a_line(2, "L", (3,) * 8)]
    batch = checked(survey_round, officer, lines, merged=[("M2:M3", 3)])
    assert any("Kolom M" in each and "hanya dipakai untuk baris pertamanya" in each for each in told(batch))
    answers = stored(batch, officer, "answers")
    assert [ELEMENTS[8] in each for each in answers] == [True, False]


def test_a_merge_across_columns_is_named(region, officer):
    lines = [[1, "7 Mei 2019", "Kupang", "P", 3, "", *[3] * 7]]
    batch = checked(an_skm_round(regions=[region]), officer, lines, merged=[("E2:F2", 3)])
    assert any(each.startswith("Sel gabungan E2:F2 mencakup beberapa kolom") for each in told(batch))


def test_a_merged_title_above_the_table_and_a_merged_number_are_left_alone(region, officer):
    lines = [a_line("", "P"), a_line("", "L")]
    batch = checked(an_skm_round(regions=[region]), officer, lines, merged=[("A2:A3", 7)])
    assert batch.report["counts"]["new"] == 2
    assert stored(batch, officer, "sex") == ["P", "L"]


def test_hidden_rows_are_read_and_told_and_left_out_when_the_officer_says_so(client, region, officer):
    lines = [a_line(number, "P") for number in range(1, 6)]
    batch = checked(an_skm_round(regions=[region]), officer, lines, hidden=[3, 5])
    assert batch.report["counts"]["new"] == 5
    client.force_login(officer)
    address = reverse("import_columns", args=[batch.pk])
    page = client.get(address)
    assert "2 baris disembunyikan di Excel" in page.text
    form = page.context["form"]
    content = {field.html_name: column.name for column, field in form.rows}
    content |= {"shown": form["shown"].value(), "heading_row": "1", "without_hidden": "on"}
    client.post(address, content)
    batch.refresh_from_db()
    assert batch.decisions == {"without_hidden": True}
    assert [batch.report["counts"][name] for name in ("new", "left_out")] == [3, 2]
    assert client.get(address).context["form"]["without_hidden"].value() is True
    assert stored(batch, officer, "row_number") == [2, 4, 6]


def test_a_file_without_hidden_rows_asks_nothing_of_them(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), officer, [a_line(1, "P")])
    client.force_login(officer)
    assert "disembunyikan" not in client.get(reverse("import_columns", args=[batch.pk])).text


def test_a_percent_is_listed_as_excel_shows_it(region, officer):
    batch = checked(an_skm_round(regions=[region]), officer, [a_line(1, "P")], percent=[("E2", 0.03)])
    (problem,) = batch.report["problems"]
    assert problem[3] == "3%"
    assert "3%" in problem[5]
