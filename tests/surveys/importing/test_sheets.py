"""Several sheets of a workbook imported together, each matched by itself."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from pmi_portal.files.reading.reader import MAX_ROWS
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.actions.jobs import restart_check
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.decisions import Decided
from surveys.importing.rules import decisions_as_shown
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, LearnedEntry, Response
from surveys.responses.actions import withdraw_response
from tests.support.records import an_officer
from tests.surveys.importing.test_columns_page import answered, page_of
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
State = ImportBatch.State
NUMBERED = ["Nomor responden", *HEADINGS]


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def numbered(number, *row):
    return [number, *row]


def turned(rows):
    """The same table with its columns the other way round."""
    return [list(reversed(row)) for row in rows]


def workbook(hidden=(), **tables):
    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title in hidden:
            sheet.sheet_state = "hidden"
    book.save(content)
    return SimpleUploadedFile("survei.xlsx", content.getvalue())


@pytest.fixture
def three(region):
    """Three sheets of districts, each in its own order, the last below a title."""
    rows = [[NUMBERED, *(numbered(f"{name}{n}", *a_row(region, n)) for n in (1, 2))] for name in "ABC"]
    return {"Amarasi": rows[0], "Belu": turned(rows[1]), "Camplong": [["Survei 2019"], [], *rows[2]]}


@pytest.fixture
def sent(survey_round, officer):
    def sending(sheets=(), hidden=(), **tables):
        file = workbook(hidden, **tables)
        batch = upload_file(
            survey_round=survey_round, region=None, sheets=sheets, file=file, basis="public_task", by=officer
        )
        return check_batch(batch=batch, by=officer)

    return sending


def chosen(page, batch, *names):
    answer = page.post(reverse("import_recheck", args=[batch.pk]), {"choosing": "1", "sheet": names})
    batch.refresh_from_db()
    return answer


def test_sheets_chosen_on_the_page_come_as_one_import_and_go_by_one_undo(page, sent, three, officer):
    batch = sent(**three)
    assert batch.report["counts"]["new"] == 2
    chosen(page, batch, "Camplong", "Amarasi", "Belu")
    assert (batch.sheets, batch.report["counts"]["new"]) == (["Amarasi", "Belu", "Camplong"], 6)
    commit_batch(batch=batch, by=officer)
    stored = list(Response.objects.order_by("number").values_list("number", "sheet", "row_number"))
    assert stored == [
        ("A1", "Amarasi", 2),
        ("A2", "Amarasi", 3),
        ("B1", "Belu", 2),
        ("B2", "Belu", 3),
        ("C1", "Camplong", 4),
        ("C2", "Camplong", 5),
    ]
    scores = Response.objects.order_by("number").values_list("answers", flat=True)
    assert [answers[ELEMENTS[0]] for answers in scores] == ["1", "2"] * 3
    assert_tallies_are_right(batch.round)
    undo_batch(batch=batch, reason="salah", shown=undoing_of(batch).shown, by=officer)
    assert not Response.objects.exists()


def test_the_page_asks_which_sheets_are_meant_and_offers_those_with_headings(page, sent, three):
    batch = sent(**three, Catatan=[["Catatan petugas"], ["selesai"]])
    shown = page.get(batch.get_absolute_url())
    assert "Berkas ini memiliki beberapa lembar berisi data." in shown.text
    assert shown.context["check"].sheets == [
        ("Amarasi", True, True),
        ("Belu", False, True),
        ("Camplong", False, True),
        ("Catatan", False, False),
    ]


def test_a_sheet_of_notes_or_of_choices_alone_is_not_asked_about(page, sent, three, survey_round):
    batch = sent(Amarasi=three["Amarasi"], Pilihan=[["Wilayah", "Jenis kelamin"], ["Kupang", "L"]])
    shown = page.get(batch.get_absolute_url())
    question = "Lembar mana yang berisi data responden?</legend>"
    assert ("beberapa lembar berisi data" in shown.text, question in shown.text) == (False, True)
    batch = sent(Amarasi=three["Amarasi"])
    assert "lembar yang dicentang" not in page.get(batch.get_absolute_url()).text


def test_one_number_in_two_sheets_is_found(sent, region):
    rows = [numbered("1", *a_row(region)), numbered("2", *a_row(region))]
    again = [numbered("2", *a_row(region)), numbered("1", *a_row(region, 1))]
    batch = sent(["Satu", "Dua"], Satu=[NUMBERED, *rows], Dua=[NUMBERED, *again])
    counts = batch.report["counts"]
    assert (counts["new"], counts["duplicate"], counts["refused"], counts["read"]) == (2, 1, 1, 4)
    ((row, column, *_rest, message, _suggestion, sheet),) = batch.report["problems"]
    assert (sheet, column, row) == ("Dua", "A", 3)
    assert "sudah dipakai di baris Satu!2" in message


def test_a_problem_names_the_sheet_and_column_in_which_it_stands(page, sent, region):
    faulty = [HEADINGS, a_row(region, 7), a_row(region, 7)]
    batch = sent(["Satu", "Lembar dua"], Satu=faulty, **{"Lembar dua": [["Judul"], *turned(faulty)]})
    lines = [
        line for group in page.get(batch.get_absolute_url()).context["check"].groups for line in group.lines
    ]
    assert sorted(where for _message, where in lines) == ["'Lembar dua'!I3, I4", "Satu!C2, C3"]
    content = page.get(reverse("import_problems", args=[batch.pk])).content.decode("utf-8-sig")
    told = [row[0].lstrip("'") for row in csv.reader(io.StringIO(content), delimiter=";")][1:]
    assert told == ["Satu!C2", "Satu!C3", "Lembar dua'!I3", "Lembar dua'!I4"]


def test_one_kind_of_problem_in_two_sheets_leads_to_each_of_them(page, sent, region):
    faulty = [HEADINGS, a_row(region, 7), a_row(region, 8)]
    batch = sent(["Satu", "Dua"], Satu=faulty, Dua=faulty[:2])
    shown = page.get(batch.get_absolute_url())
    groups = [(each.sheet, each.table, each.count) for each in shown.context["check"].groups]
    assert groups == [("Satu", 0, 2), ("Dua", 1, 1)]
    links = [each.address for each in shown.context["check"].groups]
    assert [("tabel=1" in link) for link in links] == [False, True]
    assert "kolom C (Persyaratan), lembar Dua" in shown.text
    old = [group[:-1] for group in batch.report["groups"]]  # as release 0.2 kept them
    ImportBatch.objects.filter(pk=batch.pk).update(report=batch.report | {"groups": old})
    assert [each.table for each in page.get(batch.get_absolute_url()).context["check"].groups] == [0, 0]


def test_a_fault_of_a_row_is_mended_in_the_column_of_its_own_sheet(sent, region):
    late = [HEADINGS, a_row(region, day="2018-05-06")]
    batch = sent(["Satu", "Dua"], Satu=late, Dua=turned(late))
    assert [(row[7], row[1], row[4]) for row in batch.report["problems"]] == [
        ("Satu", "A", "date_outside_round"),
        ("Dua", "K", "date_outside_round"),
    ]


def test_the_first_rows_of_each_sheet_are_shown_with_their_sheet(page, sent, three):
    batch = sent(["Amarasi", "Belu"], **three)
    rows = batch.report["preview"]["rows"]
    assert [row[0] for row in rows] == ["Amarasi!2", "Amarasi!3", "Belu!2", "Belu!3"]
    assert rows[0][2:] == rows[2][2:]
    assert sent(Amarasi=three["Amarasi"]).report["preview"]["rows"][0][0] == 2


def test_a_sheet_that_lacks_a_column_is_named_and_matched_on_a_page_of_its_own(page, sent, three, officer):
    odd = [["Xyz" if each == "Persyaratan" else each for each in row] for row in three["Belu"]]
    place = odd[0].index(ELEMENTS[0])
    odd[0][place] = "Xyz"
    batch = sent(["Amarasi", "Belu"], Amarasi=three["Amarasi"], Belu=odd)
    assert batch.state == State.REFUSED
    shown = page.get(batch.get_absolute_url())
    assert "Lembar “Belu”: Kolom “Persyaratan” tidak ditemukan" in shown.text
    assert f"{page_of(batch)}?tabel=1" in shown.text
    form = page.get(page_of(batch), {"tabel": "1"}).context["form"]
    content = {field.html_name: column.name for column, field in form.rows}
    content |= {"shown": form["shown"].value(), "heading_row": "1", "table": "1"}
    page.post(page_of(batch), content | {f"column-{place}": f"q:{ELEMENTS[0]}"})
    batch.refresh_from_db()
    assert batch.decisions == {"others": {"Belu": {"columns": {str(place): f"q:{ELEMENTS[0]}"}}}}
    assert batch.report["counts"]["new"] == 4
    commit_batch(batch=batch, by=officer)
    assert Response.objects.filter(sheet="Belu").count() == 2


def test_what_was_decided_about_a_sheet_goes_with_it(page, sent, three):
    batch = sent(Amarasi=[[*row, "x"] for row in three["Amarasi"]], Belu=three["Belu"])
    ImportBatch.objects.filter(pk=batch.pk).update(decisions={"columns": {"0": ""}, "without_hidden": True})
    chosen(page, batch, "Amarasi", "Belu")
    assert batch.decisions == {"columns": {"0": ""}, "without_hidden": True}
    chosen(page, batch, "Belu")
    assert batch.decisions == {"without_hidden": True}


def test_a_further_sheet_was_not_imported_before_but_the_same_one_was(page, sent, three, officer):
    commit_batch(batch=sent(**three), by=officer)
    later = [(["Belu"], False), (["Belu", "Camplong"], False), (["Amarasi", "Belu"], True), ([], True)]
    batches = [(sent(sheets, **three), is_told) for sheets, is_told in later]
    ImportBatch.objects.update(sha256="0" * 64)  # openpyxl writes the time into each file
    for batch, is_told in batches:
        shown = page.get(batch.get_absolute_url())
        assert ("Berkas ini sudah disimpan" in shown.text) == is_told


def test_a_withdrawn_response_goes_from_the_report_by_its_own_sheet(sent, three, officer):
    batch = commit_batch(batch=sent(["Amarasi", "Belu"], **three), by=officer)
    withdraw_response(response=Response.objects.get(number="B1"), reason="diminta", by=officer)
    batch.refresh_from_db()
    assert [row[0] for row in batch.report["preview"]["rows"]] == ["Amarasi!2", "Amarasi!3", "Belu!3"]


@pytest.mark.parametrize(
    "names", [["tidak ada"], ["Rahasia"], ["\x00"], ["x" * 9000], [], ["tidak ada", "Rahasia"]]
)
def test_names_of_sheets_that_cannot_be_chosen_choose_none(page, sent, three, names):
    batch = sent(hidden=["Rahasia"], **three, Rahasia=three["Amarasi"])
    answer = chosen(page, batch, *names)
    assert (answer.status_code, batch.sheets, batch.report["counts"]["new"]) == (409, [], 2)
    assert "Centang paling sedikit satu lembar." in answer.text


def test_a_name_that_is_not_there_among_others_goes_for_nothing(page, sent, three):
    batch = sent(**three)
    chosen(page, batch, "Belu", "tidak ada", "Belu")
    assert (batch.sheets, batch.report["counts"]["new"]) == (["Belu"], 2)


def test_two_hundred_sheets_are_offered_and_may_be_read_together(page, sent, region):
    tables = {f"S{n}": [NUMBERED, numbered(str(n), *a_row(region))] for n in range(200)}
    batch = sent(**tables)
    assert len(page.get(batch.get_absolute_url()).context["check"].sheets) == 200
    chosen(page, batch, *tables)
    assert (batch.report["counts"]["new"], len(batch.report["tables"])) == (200, 200)
    assert page.get(batch.get_absolute_url()).status_code == 200


def test_the_limit_of_rows_is_that_of_all_chosen_sheets(page, sent, three, monkeypatch):
    assert MAX_ROWS["xlsx"] > 6
    monkeypatch.setitem(MAX_ROWS, "xlsx", 6)
    assert sent(["Amarasi", "Belu"], **three).state == State.CHECKED
    assert sent(list(three), **three).state == State.REFUSED


def test_an_officer_of_another_region_sees_no_cell_of_a_further_sheet(client, sent, three, region):
    batch = sent(["Amarasi", "Belu"], **three)
    ImportBatch.objects.filter(pk=batch.pk).update(region=region)
    client.force_login(an_officer(of=region))
    shown = client.get(page_of(batch), {"tabel": "1"})
    assert (shown.status_code, "2019-05-06" in shown.text) == (200, False)


@pytest.mark.parametrize("asked", ["9", "-1", "x", "99999999999999"])
def test_an_odd_table_in_the_address_is_the_first(page, sent, three, asked):
    batch = sent(["Amarasi", "Belu"], **three)
    assert page.get(page_of(batch), {"tabel": asked}).context["page"].place == 0


def test_flags_of_the_whole_upload_stay_when_another_sheet_is_matched():
    decided = Decided(columns=((1, "p:sex"),), without_hidden=True, values=(("p:sex", "x", "L"),))
    own = decided.of_table(1, "Dua")
    assert (own.without_hidden, own.values, own.columns) == (True, decided.values, ())
    both = decided.with_table(1, "Dua", Decided(heading_row=3, masks_texts=True, fixes=((4, 0, "x"),)))
    assert (both.columns, both.without_hidden, both.masks_texts) == (((1, "p:sex"),), False, True)
    assert Decided.from_json(both.as_json()) == both
    assert both.of_table(1, "Dua").heading_row == 3
    turned_round = both.for_sheets(["Satu", "Dua"], ["Dua", "Satu"])
    assert (turned_round.heading_row, turned_round.of_table(1, "Satu").columns) == (3, ((1, "p:sex"),))
    assert both.for_sheets(["Satu", "Dua"], ["Tiga"]) == Decided(masks_texts=True, values=both.values)


def test_answered_of_the_first_table_keeps_what_was_said_of_others(page, sent, three):
    batch = sent(["Amarasi", "Belu"], **three)
    ImportBatch.objects.filter(pk=batch.pk).update(decisions={"others": {"Belu": {"columns": {"3": ""}}}})
    answered(page, batch, A="")
    batch.refresh_from_db()
    assert batch.decisions == {"columns": {"0": ""}, "others": {"Belu": {"columns": {"3": ""}}}}


def test_a_cell_is_mended_in_its_own_sheet(page, sent, region):
    rows = [NUMBERED, *(numbered(n, *a_row(region, 7)) for n in "13")]
    other = [NUMBERED, numbered("2", *a_row(region, 8))]
    batch = sent(["Satu", "Dua"], Satu=rows, Dua=other)
    address = reverse("import_fix", args=[batch.pk])
    form = page.get(address, {"tabel": "1"}).context["form"]
    (cell,) = form.file_cells
    assert (cell.raw, cell.row) == ("8", 2)
    told = [(sheet, note) for _place, sheet, note in form.page.others]
    assert told == [("Satu", "2 baris bermasalah"), ("Dua", "1 baris bermasalah")]
    content = {"shown": form["shown"].value(), "rows": form["rows"].value(), f"cell-{cell.key}": "4"}
    page.post(f"{address}?tabel=1", content)
    batch.refresh_from_db()
    assert batch.decisions == {"others": {"Dua": {"fixes": {"2": {str(cell.place): "4"}}}}}
    assert (batch.report["counts"]["new"], batch.report["counts"]["refused"]) == (1, 2)
    shown = page.get(batch.get_absolute_url())
    assert shown.context["check"].fixed_cells == 1
    assert [group.table for group in shown.context["check"].groups] == [0]


def test_cells_mended_in_one_sheet_are_told_of_its_rows_alone(page, sent, region, officer):
    faulty = [HEADINGS, a_row(region), a_row(region, 2)]
    batch = sent(["Satu", "Dua"], Satu=faulty, Dua=faulty)
    place = str(HEADINGS.index(ELEMENTS[0]))
    batch.decisions = {"others": {"Dua": {"fixes": {"2": {place: "4"}}}}}
    batch.state = State.UPLOADED
    batch.save()
    commit_batch(batch=check_batch(batch=batch, by=officer), by=officer)
    told = {(each.sheet, each.row_number): each.mended_cells for each in Response.objects.all()}
    assert told == {("Satu", 2): 0, ("Satu", 3): 0, ("Dua", 2): 1, ("Dua", 3): 0}


def test_what_is_said_of_a_value_in_several_sheets_is_remembered(sent, region, officer):
    headed = [*HEADINGS, "Jenis kelamin"]
    tables = {name: [headed, [*a_row(region, n), "laki2x"]] for n, name in enumerate(["Satu", "Dua"], 1)}
    batch = sent(["Satu", "Dua"], **tables)
    values = {("p:sex", "laki2x"): "L"}
    decided = Decided().with_values(values, values)
    batch = restart_check(batch=batch, decided=decided, shown=decisions_as_shown(batch), by=officer)
    assert batch.report["counts"]["new"] == 2
    commit_batch(batch=batch, by=officer)
    entry = LearnedEntry.objects.get()
    assert (entry.column, entry.spelling, entry.meaning, entry.region) == ("p:sex", "laki2x", "L", region)


@pytest.mark.parametrize(("meant", "learned"), [(None, 1), (2, 1), (3, 0)])
def test_headings_said_of_a_further_sheet_are_remembered_unless_another_sheet_says_otherwise(
    sent, region, officer, meant, learned
):
    place, said = HEADINGS.index(ELEMENTS[2]), {}
    odd, other = [*HEADINGS], [*HEADINGS]
    odd[place] = "Cepat tidaknya"
    if meant:
        other[place + meant - 2] = "Cepat tidaknya"
        said = {"columns": ((place + meant - 2, f"q:{ELEMENTS[meant]}"),)}
    batch = sent(["Satu", "Dua"], Satu=[other, a_row(region)], Dua=[odd, a_row(region, 1)])
    decided = Decided(**said).with_table(1, "Dua", Decided(columns=((place, f"q:{ELEMENTS[2]}"),)))
    batch = restart_check(batch=batch, decided=decided, shown=decisions_as_shown(batch), by=officer)
    commit_batch(batch=batch, by=officer)
    told = [(each.spelling, each.meaning) for each in LearnedEntry.objects.all()]
    assert told == [("cepat tidaknya", f"q:{ELEMENTS[2]}")] * learned


def test_cells_that_say_the_same_tell_their_sheet_once(page, sent, region):
    rows = [NUMBERED, *(numbered(n, *a_row(region, "Kilat")) for n in "12")]
    other = [NUMBERED, *(numbered(n, *a_row(region, "Kilat")) for n in "34")]
    batch = sent(["Satu", "Dua lagi"], Satu=rows, **{"Dua lagi": other})
    ((asked, *_fields),) = page.get(reverse("import_values", args=[batch.pk])).context["form"].asked_rows
    assert asked.cells == ["Satu!D2", "D3", "'Dua lagi'!D2", "D3"]
