"""A heading of two rows, groups above names: joined where the officer says so, and known again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from pmi_portal.files.reading.table import Merge
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.importing.actions.jobs import start_commit
from surveys.importing.decisions import NO, YES, Decided
from surveys.importing.heading_rows import groups_above, joined, texts_of
from surveys.importing.headings import Dictionary
from surveys.importing.matching import match
from surveys.importing.sheet_tables import tables_in
from surveys.models import LearnedEntry, Response
from tests.surveys.importing.batches import checked
from tests.surveys.importing.tables import COLUMNS, rows
from tests.surveys.importing.test_columns_page import page_of
from tests.surveys.makers import ELEMENTS, a_row, an_skm_round

GROUPS = ["Responden", None, "Kepentingan", None, "Kinerja", None]
NAMES = ["Tanggal", "Wilayah", "Waktu", "Sarana dan prasarana", "Waktu", "Sarana dan prasarana"]
DATA = ["2019-05-06", "Kupang", 1, 2, 3, 4]
JOINED = {
    0: "Responden / Tanggal",
    1: "Responden / Wilayah",
    2: "Kepentingan / Waktu",
    3: "Kepentingan / Sarana dan prasarana",
    4: "Kinerja / Waktu",
    5: "Kinerja / Sarana dan prasarana",
}


def together(*lines, merges=(), best=1):
    table = rows(*lines)
    table.merges = list(merges)
    first = list(table)
    return joined(dict(texts_of(first[best])), groups_above(table, first, best))


def test_a_group_reaches_over_its_merged_columns_or_to_the_next_group():
    assert together(GROUPS, NAMES, DATA) == JOINED
    merges = [Merge(1, 1, 0, 1), Merge(1, 1, 2, 3), Merge(1, 1, 4, 5)]
    assert together(GROUPS, NAMES, DATA, merges=merges) == JOINED
    without_last = together(GROUPS, NAMES, DATA, merges=merges[:2])
    assert without_last == JOINED | {5: "Sarana dan prasarana"}


def test_what_one_of_the_rows_says_alone_stands_alone():
    told = together(["Tanggal", "Penilaian", None, "Saran"], [None, "U3", "U8", "Saran"], ["x", 1, 2, "y"])
    assert told == {0: "Tanggal", 1: "Penilaian / U3", 2: "Penilaian / U8", 3: "Saran"}


@pytest.mark.parametrize(
    "above",
    [["Survei kepuasan 2019"], ["A", "B", "C", "D", "E", "F"], [None], [1, 2, 3]],
    ids=["a title", "a name for each", "blank", "numbers"],
)
def test_other_rows_above_are_no_groups(above):
    assert match(rows(above, NAMES, DATA), COLUMNS).joinable == []


def test_a_row_further_above_is_no_group():
    table = rows(GROUPS, NAMES, DATA)
    table.numbers[1:] = type(table.numbers)("I", [3, 4])
    assert match(table, COLUMNS).joinable == []


def test_rows_are_joined_only_where_the_officer_says_so():
    usual = match(rows(GROUPS, NAMES, DATA), COLUMNS)
    assert (usual.is_joined, usual.joinable) == (False, list(JOINED.values()))
    assert [each.code for each in usual.problems] == ["two_columns", "two_columns"]
    assert any("“Responden / Tanggal”, gabungkan kedua barisnya" in each for each in usual.notices)
    said = Decided(joins_above=YES, columns=((2, ""), (3, ""), (4, "q:WAKTU"), (5, "q:SARANA")))
    together = match(rows(GROUPS, NAMES, DATA), COLUMNS, said)
    assert (together.is_joined, together.problems) == (True, [])
    assert together.headings == list(JOINED.values())
    assert not any("gabungkan kedua barisnya" in each for each in together.notices)


def test_a_group_of_one_column_says_what_its_name_does_not():
    lines = ["Tanggal", "Wilayah", "U3", "U8", "Lain", None], ["(hari)", "(asal)", "nilai", "nilai", "x", "y"]
    matching = match(rows(*lines, DATA), COLUMNS, Decided(heading_row=2, joins_above=YES))
    found = {each.letter: each.column.key for each in matching.placed}
    assert found == {"A": "responded_on", "B": "region", "C": "WAKTU", "D": "SARANA"}
    assert [heading for _index, heading in matching.unknown] == ["Lain / x", "Lain / y"]


def test_a_heading_repeated_below_a_joined_one_is_known():
    matching = match(rows(GROUPS, NAMES, DATA), COLUMNS, Decided(joins_above=YES, columns=((2, ""), (3, ""))))
    (time,) = (each for each in matching.placed if each.column.key == "WAKTU")
    assert matching.is_heading(time, "Waktu") and not matching.is_heading(time, "Kepentingan")


def test_the_groups_of_a_further_table_belong_to_it():
    lines = [NAMES[:4], DATA[:4], ["Responden", None, "Penilaian", None]]
    lines += [["Wilayah", "Tanggal", "U8", "U3"], ["Kupang", "2019-05-06", 1, 2]]
    table = rows(*lines)
    assert [list(each.numbers) for each in tables_in(table, Dictionary(COLUMNS))] == [[1, 2, 3], [4, 5]]
    table.merges = [Merge(3, 3, 2, 3)]
    assert [list(each.numbers) for each in tables_in(table, Dictionary(COLUMNS))] == [[1, 2], [3, 4, 5]]


def test_a_word_on_the_two_rows_is_kept():
    for joins in (YES, NO):
        decided = Decided(joins_above=joins)
        assert decided.as_json() == {"joins_above": joins}
        assert Decided.from_json(decided.as_json()) == decided


@pytest.fixture
def sent(region, officer):
    survey_round = an_skm_round(regions=[region])

    def sending(day="2019-05-06", groups=("Harapan", "Kenyataan")):
        book, content = Workbook(), io.BytesIO()
        sheet = book.active
        sheet.append(["Responden", None, groups[0], *[None] * 8, groups[1]])
        for first, last in ((1, 2), (3, 11), (12, 20)):
            sheet.merge_cells(start_row=1, end_row=1, start_column=first, end_column=last)
        sheet.append(["Tanggal wawancara", "Wilayah", *ELEMENTS, *ELEMENTS])
        sheet.append([*a_row(region, *[4] * 9, day=day), *[1] * 9])
        book.save(content)
        file = SimpleUploadedFile("survei.xlsx", content.getvalue())
        batch = upload_file(
            survey_round=survey_round, region=None, file=file, basis="public_task", by=officer
        )
        return check_batch(batch=batch, by=officer)

    return sending


@pytest.mark.django_db
def test_the_page_offers_to_join_takes_the_word_and_later_files_are_joined_by_themselves(
    client, sent, officer
):
    client.force_login(officer)
    batch = sent()
    assert batch.report["refusal"]["code"] == "two_columns"
    shown = client.get(page_of(batch))
    assert "Gabungkan dengan baris kelompok di atasnya" in shown.text
    assert "Responden / Tanggal wawancara; Responden / Wilayah; Harapan / PERSYARATAN" in shown.text
    form = client.get(page_of(batch), {"judul": "2", "gabung": "1"}).context["form"]
    assert [column.heading for column, _field in form.rows][10:12] == [
        "Harapan / PENGADUAN",
        "Kenyataan / PERSYARATAN",
    ]
    content = {name: form[name].value() for name in ("shown", "heading_row", "table", "joins_above")}
    content |= {field.html_name: column.name for column, field in form.rows}
    content |= {f"column-{place}": "" for place in range(2, 11)}
    assert client.post(page_of(batch), content).status_code == 302
    batch.refresh_from_db()
    assert (batch.decisions["joins_above"], batch.report["counts"]["new"]) == (YES, 1)
    start_commit(batch=batch, by=officer)
    assert set(Response.objects.get().answers.values()) == {"1"}


@pytest.mark.django_db
def test_a_joined_heading_is_learned_and_joins_the_rows_of_later_files(client, sent, officer):
    client.force_login(officer)
    start_commit(batch=with_decided_columns(sent(), officer), by=officer)
    assert LearnedEntry.objects.filter(spelling="kenyataan persyaratan").exists()
    later = sent(day="2019-05-07")
    assert (later.decisions, later.report["counts"]["new"]) == ({}, 1)
    assert later.report["tables"][0]["is_joined"] is True
    form = client.get(page_of(later)).context["form"]
    assert form["joins_above"].value() == YES
    assert [column.name for column, _field in form.rows][2] == ""
    other = client.get(page_of(later), {"judul": "2"}).context["page"]
    assert (other.joins, other.decisions_of({}).joins_above) == (NO, NO)
    assert sent(groups=("Lama", "Baru")).report["refusal"]["code"] == "two_columns"


def marked(client, batch):
    """The marked workbook of an upload, as it comes from its page."""
    content = client.get(reverse("import_marked", args=[batch.pk]))
    return load_workbook(io.BytesIO(b"".join(content.streaming_content)))


def with_decided_columns(batch, officer):
    columns = {str(place + 2): "" for place in range(9)}
    columns |= {str(place + 11): f"q:{name}" for place, name in enumerate(ELEMENTS)}
    batch.decisions, batch.state = {"joins_above": YES, "columns": columns}, "uploaded"
    batch.save()
    return check_batch(batch=batch, by=officer)


@pytest.mark.django_db
@pytest.mark.parametrize(("group", "is_taken_over"), [("Kenyataan", True), ("Tahun lalu", False)])
def test_a_marked_workbook_comes_back_with_its_columns_while_its_groups_are_the_same(
    client, sent, officer, group, is_taken_over
):
    client.force_login(officer)
    batch = with_decided_columns(sent(day="2018-05-06"), officer)
    assert batch.report["counts"]["refused"] == 1
    book, content = marked(client, batch), io.BytesIO()
    book.worksheets[0]["L1"], book.worksheets[0]["A3"] = group, "2019-05-06"
    book.save(content)
    file = SimpleUploadedFile("lagi.xlsx", content.getvalue())
    again = upload_file(survey_round=batch.round, region=None, file=file, basis="public_task", by=officer)
    again = check_batch(batch=again, by=officer)
    assert (again.decisions == batch.decisions) is is_taken_over
    assert again.state == ("checked" if is_taken_over else "refused")


@pytest.mark.django_db
def test_faulty_rows_below_joined_headings_stand_below_the_names_of_their_columns(client, region, officer):
    groups = ["Responden", None, "Penilaian", *[None] * 8]
    lines = groups, ["(tanggal)", "Wilayah", *ELEMENTS], a_row(region, day="2018-05-06")
    batch = checked(an_skm_round(regions=[region]), *lines, by=officer)
    batch.decisions, batch.state = {"joins_above": YES, "columns": {"0": "p:responded_on"}}, "uploaded"
    batch.save()
    client.force_login(officer)
    sheet = marked(client, check_batch(batch=batch, by=officer)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == [
        "Baris di berkas",
        "Tanggal wawancara",
        "Wilayah",
        "Persyaratan",
    ]
