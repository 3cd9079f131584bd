"""Several tables in one sheet, below or beside each other, each read by its own heading."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from surveys.importing import sheet_tables
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.decisions import Decided
from surveys.importing.headings import Dictionary
from surveys.importing.sheet_tables import tables_in
from surveys.models import ImportBatch, Response
from surveys.responses.actions import withdraw_response
from tests.support.records import an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.importing.tables import COLUMNS, rows
from tests.surveys.importing.test_columns_page import page_of
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
State = ImportBatch.State
HEADING = ["Tanggal wawancara", "Wilayah", "Waktu penyelesaian", "Sarana dan prasarana"]
TURNED = ["Wilayah", "Tanggal wawancara", "Sarana dan prasarana", "Waktu penyelesaian"]
ONE, OTHER = ["2019-05-06", "Kupang", 3, 4], ["Kupang", "2019-05-07", 1, 2]
NUMBERED = ["Nomor responden", *HEADINGS]


def numbered(number, *row):
    return [number, *row]


def turned(lines):
    """The same table with its columns the other way round."""
    return [list(reversed(line)) for line in lines]


def beside(*tables):
    """Lines in which the tables stand beside each other, a blank column between them."""
    height = max(map(len, tables))
    lines = [[] for _line in range(height)]
    for table in tables:
        width = len(table[0])
        for at, line in enumerate(lines):
            line += [*(list(table[at]) if at < len(table) else [None] * width), None]
    return lines


def found_in(*lines):
    return tables_in(rows(*lines), Dictionary(COLUMNS))


def told(tables):
    return [(each.called, list(each.numbers)) for each in tables]


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def sent(survey_round, officer):
    def sending(lines, title="Data"):
        book, content = Workbook(), io.BytesIO()
        book.active.title = title
        for line in lines:
            book.active.append(line)
        book.save(content)
        file = SimpleUploadedFile("survei.xlsx", content.getvalue())
        batch = upload_file(
            survey_round=survey_round, region=None, file=file, basis="public_task", by=officer
        )
        return check_batch(batch=batch, by=officer)

    return sending


@pytest.fixture
def two(region):
    """Two tables below each other, the second in another order of columns below its own title."""
    first = [NUMBERED, numbered("A1", *a_row(region, 1)), numbered("A2", *a_row(region, 2))]
    second = turned([NUMBERED, numbered("B1", *a_row(region, 1)), numbered("B2", *a_row(region, 4))])
    return [*first, [], ["Kabupaten Belu"], *second]


def test_a_heading_further_down_with_other_places_begins_a_table():
    assert told(found_in(HEADING, ONE, TURNED, OTHER)) == [("", [1, 2]), ("!A3", [3, 4])]
    assert told(found_in(["Judul"], HEADING, ONE, [], TURNED, OTHER))[1] == ("!A5", [5, 6])


def test_a_heading_printed_again_begins_none():
    assert told(found_in(HEADING, ONE, HEADING, ONE)) == [("", [1, 2, 3, 4])]
    assert len(found_in(HEADING, ONE, [None, *HEADING[1:]], ONE)) == 1


def test_a_heading_of_two_rows_further_down_is_whole():
    group = ["Wilayah", "Tanggal", "Unsur pelayanan", None]
    tables = found_in(HEADING, ONE, [], group, [None, None, "U8", "U3"], OTHER)
    assert told(tables)[1] == ("!A5", [4, 5, 6])


def test_a_row_that_knows_few_columns_is_no_heading():
    assert len(found_in(HEADING, ONE, ["Wilayah", "Tanggal", 1, 2], ONE)) == 1
    assert len(found_in(HEADING, ONE, [None, "U3"], ONE)) == 1


def test_a_table_whose_heading_begins_below_the_twentieth_row_is_none():
    assert len(found_in(*[["judul"]] * 20, HEADING, ONE, TURNED, OTHER)) == 1


def test_the_first_heading_is_not_passed_over_for_a_fuller_one_below():
    fuller = [*TURNED, "Jenis kelamin", "Usia"]
    assert told(found_in(HEADING, ONE, fuller, [*OTHER, "L", 30])) == [("", [1, 2]), ("!A3", [3, 4])]


def test_tables_stand_beside_each_other_where_a_blank_column_parts_the_same_headings():
    tables = found_in(*beside([HEADING, ONE, ONE], [TURNED, OTHER]))
    assert told(tables) == [("", [1, 2, 3]), ("!F1", [1, 2])]
    assert [place for place, each in enumerate(tables[1].columns) if len(each.cells) > 1] == [5, 6, 7, 8]


def test_a_blank_column_within_a_table_parts_nothing():
    gap = [[*line[:2], None, *line[2:]] for line in (HEADING, ONE)]
    assert len(found_in(*gap)) == 1


def test_tables_beside_each_other_may_each_have_others_below():
    left, right = [HEADING, ONE, TURNED, OTHER], [TURNED, OTHER, HEADING, ONE]
    called = [each.called for each in found_in(*beside(left, right))]
    assert called == ["", "!A3", "!F1", "!F3"]


def test_the_heading_an_officer_chose_is_the_first():
    table = rows(HEADING, ONE, TURNED, OTHER)
    assert len(tables_in(table, Dictionary(COLUMNS), heading_row=3)) == 1


def test_a_table_keeps_the_rows_merges_and_hidden_things_that_are_its_own():
    table = rows(HEADING, ONE, TURNED, OTHER)
    table.hidden_rows, table.hidden_columns, table.ragged = [2, 4], [1], {1: 3, 3: 5}
    first, second = tables_in(table, Dictionary(COLUMNS))
    assert (first.hidden_rows, second.hidden_rows) == ([2], [4])
    assert (first.ragged, second.ragged) == ({1: 3}, {1: 5})
    assert [row.cells[0][1] for row in second] == ["Wilayah", "Kupang"]


def test_each_table_is_read_by_its_own_heading_and_stored_with_its_cells(sent, two, officer):
    batch = sent(two)
    assert (batch.state, batch.report["counts"]["new"], batch.report["counts"]["refused"]) == (
        State.CHECKED,
        4,
        0,
    )
    told = "Lembar ini berisi 2 tabel, mulai dari Data!A1, Data!A6;"
    assert any(told in each for each in batch.report["notices"])
    commit_batch(batch=batch, by=officer)
    stored = Response.objects.order_by("number").values_list("number", "sheet", "row_number")
    assert list(stored) == [("A1", "Data", 2), ("A2", "Data", 3), ("B1", "Data!A6", 7), ("B2", "Data!A6", 8)]
    assert [each.answers[ELEMENTS[0]] for each in Response.objects.order_by("number")] == ["1", "2", "1", "4"]
    name = f"q:{ELEMENTS[0]}"
    assert batch.address(name, "Data", 2) == "Data!D2"
    assert batch.address(name, "Data!A6", 7) == "Data!I7"
    assert_tallies_are_right(batch.round)


def test_tables_beside_each_other_are_told_apart_in_one_row(page, sent, region, officer):
    one = [NUMBERED, numbered("A1", *a_row(region, 1)), numbered("A2", *a_row(region, 7))]
    batch = sent(beside(one, turned([NUMBERED, numbered("B1", *a_row(region, 4))])))
    assert batch.report["counts"] | {"new": 2, "refused": 1, "empty": 0} == batch.report["counts"]
    assert [row[0] for row in batch.report["preview"]["rows"]] == [2, "Data!N2"]
    commit_batch(batch=batch, by=officer)
    assert [each.sheet for each in Response.objects.order_by("number")] == ["Data", "Data!N1"]
    assert batch.address(f"q:{ELEMENTS[0]}", "Data!N1", 2) == "Data!V2"
    withdraw_response(response=Response.objects.get(number="B1"), reason="diminta", by=officer)
    batch.refresh_from_db()
    assert [row[0] for row in batch.report["preview"]["rows"]] == [2]


def test_a_problem_stands_in_the_column_of_its_own_table_and_leads_there(page, sent, two):
    two[2][3], two[-1][-4] = 7, 8
    batch = sent(two)
    groups = page.get(batch.get_absolute_url()).context["check"].groups_to_mend
    assert [(each.sheet, each.table, each.lines[0][1]) for each in groups] == [
        ("", 0, "Data!D3"),
        ("Data!A6", 1, "Data!I8"),
    ]
    assert "lembar Data, tabel mulai A6" in page.get(batch.get_absolute_url()).text
    answer = page.get(reverse("import_problems", args=[batch.pk])).content.decode("utf-8-sig")
    assert [line.split(";")[0].strip('"') for line in answer.splitlines()[1:]] == [
        "Data!D3",
        "Data!5:5",
        "Data!I8",
    ]


def test_a_cell_of_a_further_table_is_mended_there(page, sent, two, officer):
    two[-1][-4] = 8
    batch = sent(two)
    address = f"{reverse('import_fix', args=[batch.pk])}?tabel=1"
    form = page.get(address).context["form"]
    (cell,) = form.file_cells
    assert (cell.raw, cell.row, cell.letter) == ("8", 8, "I")
    assert [each[1:] for each in form.page.others] == [
        ("Data!A1", "0 baris bermasalah"),
        ("Data!A6", "1 baris bermasalah"),
    ]
    content = {"shown": form["shown"].value(), "rows": form["rows"].value(), f"cell-{cell.key}": "4"}
    page.post(address, content)
    batch.refresh_from_db()
    assert batch.decisions == {"others": {"Data!A6": {"fixes": {"8": {"8": "4"}}}}}
    assert batch.report["counts"]["refused"] == 0
    commit_batch(batch=batch, by=officer)
    told = {(each.sheet, each.row_number): each.mended_cells for each in Response.objects.all()}
    assert told[("Data!A6", 8)] == 1 and sum(told.values()) == 1


def test_the_marked_workbook_marks_each_table(page, sent, two):
    two[2][3], two[-1][-4] = 7, 8
    batch = sent(two)
    content = b"".join(page.get(reverse("import_marked", args=[batch.pk])).streaming_content)
    sheet = load_workbook(io.BytesIO(content))["Data"]
    marked = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment]
    assert marked == ["D3", "I8"]


def test_the_faulty_rows_of_each_table_of_a_csv_come_under_its_own_heading(page, survey_round, two, officer):
    two[2][3], two[-1][-4] = 7, 8
    batch = checked(survey_round, *two[:3], *two[5:], by=officer)
    assert batch.report["counts"]["refused"] == 2
    content = b"".join(page.get(reverse("import_marked", args=[batch.pk])).streaming_content)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:2] == ["Baris bermasalah", "Baris bermasalah A4"]
    first, second = ([[cell.value for cell in line] for line in sheet] for sheet in book.worksheets[:2])
    assert (first[0][1:3], first[1][0]) == (NUMBERED[:2], 3)
    assert (second[0][-1], second[1][0]) == (NUMBERED[0], 6)


def answered(page, batch, place, **said):
    """What the page of columns of the table at this place sends, with this said otherwise."""
    form = page.get(page_of(batch), {"tabel": place}).context["form"]
    content = {"shown": form["shown"].value(), "heading_row": form["heading_row"].value(), "table": place}
    content |= {field.html_name: column.name for column, field in form.rows}
    answer = page.post(page_of(batch), content | said)
    batch.refresh_from_db()
    return answer


def test_a_table_that_lacks_a_column_is_asked_about_and_may_be_left_out(page, sent, two):
    two[5][-2] = "Xyz"  # the day
    batch = sent(two)
    assert batch.state == State.REFUSED
    shown = page.get(batch.get_absolute_url()).text
    assert "Tabel mulai Data!A6: Kolom “Tanggal wawancara” tidak ditemukan" in shown
    assert f"{page_of(batch)}?tabel=1" in shown
    answered(page, batch, 1, without_table="on")
    assert batch.decisions == {"others": {"Data!A6": {"without_table": True}}}
    assert (batch.state, batch.report["counts"]["new"]) == (State.CHECKED, 2)
    assert "Tabel mulai Data!A6, 2 baris, atas pilihan petugas tidak dibaca." in batch.report["notices"]
    before = batch.report["fingerprint"]
    answered(page, batch, 1, **{f"column-{len(NUMBERED) - 2}": "p:responded_on"})
    assert (batch.report["counts"]["new"], before == batch.report["fingerprint"]) == (4, False)


def test_of_several_tables_one_at_least_is_read(page, sent, two):
    batch = sent(two)
    answered(page, batch, 0, without_table="on")
    assert (batch.decisions, batch.report["counts"]["new"]) == ({"without_table": True}, 2)
    refused = answered(page, batch, 1, without_table="on")
    assert (refused.status_code, "Paling sedikit satu tabel harus dibaca." in refused.text) == (422, True)
    others = {"Data!A6": {"without_table": True}}
    ImportBatch.objects.filter(pk=batch.pk).update(decisions={"without_table": True, "others": others})
    batch.refresh_from_db()
    batch.state = State.UPLOADED
    batch.save()
    assert check_batch(batch=batch, by=batch.uploaded_by).report["counts"]["new"] == 4


def test_the_same_two_tables_again_bring_nothing_new(sent, two, officer):
    commit_batch(batch=sent(two), by=officer)
    again = sent(two)
    assert (again.report["counts"]["new"], again.report["counts"]["unchanged"]) == (0, 4)


def test_more_tables_than_anybody_writes_are_refused_as_a_whole(sent, region, monkeypatch):
    lines = []
    for n in range(4):
        table = [NUMBERED, numbered(f"{n}", *a_row(region))]
        lines += table if n % 2 else turned(table)
    assert sent(lines).report["counts"]["new"] == 4
    monkeypatch.setattr("surveys.importing.parts.MOST_TABLES", 3)
    batch = sent(lines)
    assert (batch.state, batch.report["refusal"]["code"]) == (State.REFUSED, "many_tables")


def test_what_is_told_of_further_tables_is_for_who_may_see_cells(client, sent, two, region):
    batch = sent(two)
    ImportBatch.objects.filter(pk=batch.pk).update(region=region)
    client.force_login(an_officer(of=region))
    shown = client.get(page_of(batch), {"tabel": "1"})
    assert (shown.status_code, "2019-05-06" in shown.text) == (200, False)


def test_decisions_about_tables_go_with_their_sheet():
    decided = Decided(heading_row=2, masks_texts=True)
    decided = decided.with_table(1, "Satu!A9", Decided(without_table=True, masks_texts=True))
    kept = decided.for_sheets(["Satu"], ["Dua", "Satu"])
    assert kept.of_table(2, "Satu!A9").without_table
    assert kept.of_table(1, "Satu").heading_row == 2
    assert kept.for_sheets(["Dua", "Satu"], ["Dua"]) == Decided(masks_texts=True)
    assert Decided.from_json(decided.as_json()) == decided
    assert replace(decided, others=()).masks_texts


def test_columns_of_very_many_different_cells_hold_no_heading(monkeypatch):
    monkeypatch.setattr(sheet_tables, "MOST_CELLS", 1)
    assert len(found_in(HEADING, ONE, TURNED, OTHER)) == 1
