"""The officer's own workbook back with its problems marked, and uploaded again."""

import io
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pmi_portal.files import marking
from pmi_portal.files.reading.parser_rows import LIST_SHEET, MARK_PROPERTY
from surveys.importing import beside, marked
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.importing.actions.jobs import restart_check, start_commit
from surveys.importing.decisions import NOTHING_DECIDED, Decided
from surveys.importing.returns import mark_of, upload_of
from surveys.importing.rules import decisions_as_shown
from surveys.models import ImportBatch, Response
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State
NUMBERED = ["No responden", *HEADINGS]
FAULTY, GOOD = ("001", "Kilat"), ("002", 3)


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


@pytest.fixture
def table(region):
    return [NUMBERED, *([number, *a_row(region, score)] for number, score in (FAULTY, GOOD, ("003", 9)))]


@pytest.fixture
def batch(survey_round, table, officer):
    return checked(survey_round, *table, by=officer, name="survei.xlsx")


def sent(survey_round, content, *, by, sheets=(), name="kembali.xlsx"):
    file = SimpleUploadedFile(name, content)
    batch = upload_file(
        survey_round=survey_round, region=None, sheets=sheets, file=file, basis="public_task", by=by
    )
    return check_batch(batch=batch, by=by)


def address_of(batch):
    return reverse("import_marked", args=[batch.pk])


def downloaded(client, batch, by):
    client.force_login(by)
    answer = client.get(address_of(batch))
    assert answer.status_code == 200
    return answer, b"".join(answer.streaming_content)


def opened(client, batch, by):
    return openpyxl.load_workbook(io.BytesIO(downloaded(client, batch, by)[1]))


def saved(workbook):
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def decided(batch, decision, by):
    batch.refresh_from_db()
    return restart_check(batch=batch, decided=decision, shown=decisions_as_shown(batch), by=by)


def counts(batch):
    batch.refresh_from_db()
    return {
        name: n for name, n in batch.report["counts"].items() if n and name in ("new", "unchanged", "refused")
    }


def test_faulty_cells_are_coloured_and_say_what_was_found_and_what_to_do(client, batch, officer):
    answer, _content = downloaded(client, batch, officer)
    assert 'filename="survei-ditandai.xlsx"' in answer["Content-Disposition"]
    workbook = opened(client, batch, officer)
    page = workbook["Data"]
    marked_cells = {c.coordinate: c.comment.text for row in page.iter_rows() for c in row if c.comment}
    assert sorted(marked_cells) == ["D2", "D4"]
    assert "Jawaban tidak dikenal" in marked_cells["D2"]
    assert "Yang dikenal: 1 = Tidak sesuai" in marked_cells["D2"]
    assert [page[cell].fill.fgColor.rgb for cell in ("D2", "D3")] == ["FFF8CBAD", "00000000"]
    listed = workbook[LIST_SHEET]
    assert [[cell.value for cell in row][:3] for row in listed.iter_rows(min_row=2)] == [
        ["Data!D2", "Jawaban tidak dikenal", "Kilat"],
        ["Data!D4", "Nilai di luar pilihan", "9"],
    ]
    assert listed["A2"].hyperlink.location == "Data!D2"


def test_marked_mended_and_uploaded_again_all_rows_are_there_once(client, survey_round, batch, officer):
    start_commit(batch=batch, by=officer)
    workbook = opened(client, batch, officer)
    workbook["Data"]["D2"], workbook["Data"]["D4"] = 4, 2
    again = sent(survey_round, saved(workbook), by=officer)
    assert counts(again) == {"new": 2, "unchanged": 1}
    start_commit(batch=again, by=officer)
    assert sorted(Response.objects.values_list("number", flat=True)) == ["1", "2", "3"]
    downloaded(client, batch, officer)
    assert not batch.file.storage.exists(beside.name_of(batch, beside.READING))  # put away when it was saved
    page = client.get(again.get_absolute_url()).text
    assert f"Berkas ini hasil perbaikan unggahan {batch.pk}:" in page
    assert LIST_SHEET not in page


def test_marks_and_the_list_of_faults_change_nothing_by_themselves(client, survey_round, batch, officer):
    again = sent(survey_round, downloaded(client, batch, officer)[1], by=officer)
    assert (again.report["sheets"], counts(again)) == (["Data"], counts(batch))
    refused = sent(survey_round, downloaded(client, batch, officer)[1], by=officer, sheets=[LIST_SHEET])
    assert refused.report["refusal"]["code"] == "unknown_sheet"


def test_marked_again_only_what_is_still_wrong_is_marked(client, survey_round, batch, officer):
    workbook = opened(client, batch, officer)
    workbook["Data"]["D2"] = 4
    again = sent(survey_round, saved(workbook), by=officer)
    workbook = opened(client, again, officer)
    page = workbook["Data"]
    assert [c.coordinate for row in page.iter_rows() for c in row if c.comment] == ["D4"]
    assert page["D2"].fill.fill_type is None
    assert page["D4"].comment.text.count("Portal PMI") == 1
    assert workbook.sheetnames == ["Data", LIST_SHEET]
    assert len(list(workbook[LIST_SHEET].iter_rows())) == 2


def test_a_cell_far_off_keeps_no_workbook_from_being_marked_again(client, survey_round, batch, officer):
    workbook = opened(client, batch, officer)
    workbook["Data"]["XFD1048576"].fill = PatternFill("solid", fgColor="FF00FF00")
    again = sent(survey_round, saved(workbook), by=officer)
    page = opened(client, again, officer)["Data"]
    assert [page[cell].comment is None for cell in ("D2", "D3", "D4")] == [False, True, False]


def a_workbook(table):
    """With number formats, a date, a formula, a colour, a comment and a second sheet of the officer's own."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "Data"
    for row in table:
        page.append([*row, *[""] * (len(NUMBERED) - len(row))])
    page["N1"], page["O1"], page["P1"] = "Catatan", "Uang", "Hitung"
    page["B3"] = datetime(2019, 5, 6)
    page["B3"].number_format = "dd/mm/yyyy"
    page["N3"], page["O3"], page["P3"] = "=bukan rumus", 0.125, "=O3*2"
    page["N3"].data_type = "s"
    page["O3"].number_format = "0.0%"
    page["N3"].fill = PatternFill("solid", fgColor="FF00FF00")
    page["D2"].comment = Comment("Tanya Bu Sri", "Petugas")
    workbook.create_sheet("Lain")["A1"] = "punya sendiri"
    return saved(workbook)


def test_what_is_not_touched_stays_as_it_was(client, survey_round, table, officer):
    batch = sent(survey_round, a_workbook(table), by=officer, name="survei.xlsx")
    workbook = opened(client, batch, officer)
    page = workbook["Data"]
    assert (page["A3"].value, page["B3"].value, page["B3"].number_format) == (
        "002",
        datetime(2019, 5, 6),
        "dd/mm/yyyy",
    )
    assert (page["N3"].value, page["N3"].data_type) == ("=bukan rumus", "s")
    assert (page["O3"].value, page["O3"].number_format, page["P3"].value) == (0.125, "0.0%", "=O3*2")
    assert (page["N3"].fill.fgColor.rgb, workbook["Lain"]["A1"].value) == ("FF00FF00", "punya sendiri")
    assert page["D2"].comment.text.endswith("Tanya Bu Sri")
    again = opened(client, sent(survey_round, saved(workbook), by=officer), officer)
    assert again["Data"]["D2"].comment.text.count("Tanya Bu Sri") == 1


def test_what_was_fixed_in_the_portal_is_written_and_told(client, survey_round, batch, officer):
    fixes = {(2, 3): "=4", (4, 3): "007"}
    values = {("q:PROSEDUR", "3"): "2", ("q:PROSEDUR", "prosedur"): "1"}
    decided(batch, NOTHING_DECIDED.with_fixes(fixes).with_values(values), officer)
    workbook = opened(client, batch, officer)
    page = workbook["Data"]
    assert [(page[cell].value, page[cell].data_type) for cell in ("D2", "D4")] == [("=4", "s"), ("007", "s")]
    assert "Di berkas semula: Kilat" in page["D2"].comment.text
    assert [page[cell].value for cell in ("E1", "E3")] == ["PROSEDUR", "2"]
    assert page["E3"].fill.fgColor.rgb == "FFC6E0B4"
    assert page["D3"].comment is None


def test_a_fixed_workbook_uploaded_again_needs_no_fix(client, survey_round, batch, officer):
    decided(batch, NOTHING_DECIDED.with_fixes({(2, 3): "4", (4, 3): "2"}), officer)
    batch.refresh_from_db()
    again = sent(survey_round, downloaded(client, batch, officer)[1], by=officer)
    assert (counts(again), again.decisions) == ({"new": 3}, {})


def test_what_was_decided_of_columns_holds_for_the_workbook_that_came_back(
    client, survey_round, region, officer
):
    rows = [[*a_row(region, score), "x"] for score in ("Kilat", 3)]
    batch = checked(survey_round, [*HEADINGS, "Status"], *rows, by=officer, name="survei.xlsx")
    decided(batch, Decided(columns=((len(HEADINGS), ""),)), officer)
    assert counts(batch) == {"new": 1, "refused": 1}
    workbook = opened(client, batch, officer)
    workbook["Data"]["C2"] = 4
    again = sent(survey_round, saved(workbook), by=officer)
    assert (counts(again), again.decisions) == ({"new": 2}, {"columns": {str(len(HEADINGS)): ""}})
    decided(again, NOTHING_DECIDED, officer)
    assert (counts(again), again.decisions) == ({"refused": 2}, {})  # who takes it back is not overruled
    workbook["Data"].insert_cols(1)
    moved = sent(survey_round, saved(workbook), by=officer)
    assert moved.decisions == {}


def test_whose_rows_without_a_number_are_is_asked_anew_of_the_workbook_that_came_back(
    client, survey_round, region, officer
):
    batch = checked(survey_round, HEADINGS, a_row(region, "Kilat"), by=officer, name="survei.xlsx")
    decided(batch, Decided(without_hidden=True, neighbours_are_new=True), officer)
    again = sent(survey_round, downloaded(client, batch, officer)[1], by=officer)
    assert again.decisions == {"without_hidden": True}


def test_the_mark_of_another_round_or_a_forged_one_tells_nothing(
    client, survey_round, region, batch, officer
):
    content = downloaded(client, batch, officer)[1]
    other = sent(an_skm_round(regions=[region]), content, by=officer)
    assert "hasil perbaikan unggahan" not in client.get(other.get_absolute_url()).text
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    workbook.custom_doc_props[MARK_PROPERTY].value = f"{batch.pk}-:x|Data"
    forged = sent(survey_round, saved(workbook), by=officer)
    assert "hasil perbaikan unggahan" not in client.get(forged.get_absolute_url()).text
    stranger = an_officer(of=region)
    theirs = sent(survey_round, content, by=stranger)
    client.force_login(stranger)
    assert "hasil perbaikan unggahan" not in client.get(theirs.get_absolute_url()).text


def test_a_mark_counts_for_another_upload_of_its_round_and_for_no_other(survey_round, region, officer):
    first, again = (checked(survey_round, HEADINGS, a_row(region, n), by=officer) for n in (1, 2))
    elsewhere = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region, 3), by=officer)
    mark = mark_of(first, "Data", "kepala")

    assert upload_of(mark, again, by=officer) == (first, "kepala")
    assert upload_of(mark, elsewhere, by=officer) == (None, "")
    assert upload_of(mark, first, by=officer) == (None, "")


def test_a_sheet_that_was_chosen_is_read_again(client, survey_round, table, officer):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Sampul"
    workbook["Sampul"]["A1"] = "Survei 2019"
    for row in table:
        (workbook["Isi"] if "Isi" in workbook.sheetnames else workbook.create_sheet("Isi")).append(row)
    batch = sent(survey_round, saved(workbook), by=officer, sheets=["Isi"])
    again = sent(survey_round, downloaded(client, batch, officer)[1], by=officer)
    assert (again.sheets_read, counts(again)) == (["Isi"], counts(batch))


def test_merged_cells_are_marked_where_they_show(client, survey_round, region, officer):
    workbook = openpyxl.Workbook()
    page = workbook.active
    for row in [HEADINGS, a_row(region), a_row(region, 1), a_row(region, 2)]:
        page.append(row)
    page.merge_cells("B2:B4")
    page["B2"] = "Atlantis"
    batch = sent(survey_round, saved(workbook), by=officer)
    decided(batch, NOTHING_DECIDED.with_fixes({(3, 1): region.name}), officer)
    assert counts(batch) == {"new": 1, "refused": 2}
    batch.refresh_from_db()
    page = opened(client, batch, officer).active
    assert [page[f"B{row}"].value for row in (2, 3, 4)] == ["Atlantis", region.name, "Atlantis"]
    again = sent(survey_round, downloaded(client, batch, officer)[1], by=officer)
    assert counts(again) == counts(batch)


@pytest.fixture
def only_faulty(monkeypatch):
    """As if no workbook were small enough to be marked whole."""
    monkeypatch.setattr(marked, "MOST_ROWS", 2)


def test_of_a_larger_workbook_only_the_faulty_rows_come_back(
    client, survey_round, batch, officer, only_faulty
):
    start_commit(batch=batch, by=officer)
    answer, content = downloaded(client, batch, officer)
    assert 'filename="survei-baris-bermasalah.xlsx"' in answer["Content-Disposition"]
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    page = workbook["Data"]
    assert [[cell.value for cell in row][:5] for row in page.iter_rows()] == [
        ["Baris di berkas", *NUMBERED[:4]],
        [2, "001", "2019-05-06", "Kupang", "Kilat"],
        [4, "003", "2019-05-06", "Kupang", 9],
    ]
    assert "Jawaban tidak dikenal" in page["E2"].comment.text
    assert [page[cell].fill.fgColor.rgb for cell in ("E2", "D2")] == ["FFF8CBAD", "00000000"]
    assert workbook[LIST_SHEET]["A3"].value == "Data!E3"
    page["E2"], page["E3"] = 4, 2
    again = sent(survey_round, saved(workbook), by=officer)
    assert counts(again) == {"new": 2}
    assert "unggahan" in client.get(again.get_absolute_url()).text
    assert not any("tidak dikenal" in notice for notice in again.report["notices"])
    start_commit(batch=again, by=officer)
    assert Response.objects.count() == 3


def test_columns_that_were_named_by_the_officer_are_known_again(
    client, survey_round, region, officer, only_faulty
):
    heading = [HEADINGS[0], "Asal-usul", *HEADINGS[2:], "Status"]
    rows = [[*a_row(region, score), "x"] for score in ("Kilat", 3)]
    batch = checked(survey_round, heading, *rows, by=officer, name="survei.xlsx")
    decided(batch, Decided(columns=((1, "p:region"), (len(HEADINGS), ""))), officer)
    workbook = opened(client, batch, officer)
    page = workbook["Data"]
    assert [cell.value for cell in page[1]][:4] == ["Baris di berkas", HEADINGS[0], "Wilayah", HEADINGS[2]]
    assert page.max_column == 1 + len(HEADINGS)
    page["D2"] = 4
    again = sent(survey_round, saved(workbook), by=officer)
    assert counts(again) == {"new": 1}


def test_of_a_csv_the_faulty_rows_come_as_a_workbook_with_their_texts(client, survey_round, region, officer):
    rows = [["007", *a_row(region, "Kilat"), "=1+1"], ["008", *a_row(region), "baik"]]
    ragged = ["9", *a_row(region), "a", "b"]
    batch = checked(
        survey_round,
        [*NUMBERED, "Catatan"],
        *rows,
        rows[1][:0] or ["010", *a_row(region), ""],
        ragged,
        by=officer,
    )
    workbook = opened(client, batch, officer)
    page = workbook.worksheets[0]
    assert [row[1].value for row in page.iter_rows(min_row=2)] == ["007"]
    assert (page.cell(2, page.max_column).value, page.cell(2, page.max_column).data_type) == ("=1+1", "s")
    listed = [[cell.value for cell in row][:2] for row in workbook[LIST_SHEET].iter_rows(min_row=2)]
    assert [None, "Jumlah kolom baris tidak sama"] in listed
    page["E2"] = "4"
    assert counts(sent(survey_round, saved(workbook), by=officer)) == {"new": 1}


def test_twelve_thousand_rows_come_back_as_their_faulty_ones(client, survey_round, region, officer):
    rows = [[str(n), *a_row(region, "Kilat" if n % 4 == 0 else 3)] for n in range(1, 12_001)]
    batch = checked(survey_round, NUMBERED, *rows, by=officer, name="besar.xlsx")
    workbook = opened(client, batch, officer)
    page = workbook["Data"]
    assert page.max_row == 3_001
    for row in page.iter_rows(min_row=2):
        row[4].value = 4
    assert counts(sent(survey_round, saved(workbook), by=officer)) == {"new": 3_000}


def test_what_is_too_much_for_the_child_comes_as_faulty_rows(client, batch, officer, monkeypatch, tmp_path):
    script = tmp_path / "marker.py"
    script.write_text("raise MemoryError\n")
    monkeypatch.setattr(marking, "SCRIPT", script)
    assert "baris-bermasalah" in downloaded(client, batch, officer)[0]["Content-Disposition"]


def test_only_who_sent_the_file_gets_it_back(client, survey_round, region, table, officer):
    batch = checked(survey_round, *table, by=officer, name="survei.xlsx", region=region)
    for person, status in (
        (an_officer(of=region), 403),
        (a_staff_member(), 403),
        (an_officer(of=a_region()), 404),
    ):
        client.force_login(person)
        assert client.get(address_of(batch)).status_code == status
    officer.postings.update(region=a_region())
    client.force_login(officer)
    assert client.get(address_of(batch)).status_code == 403


def test_what_was_refused_as_a_whole_has_no_marks(client, survey_round, officer):
    batch = checked(survey_round, ["x", "y"], ["1", "2"], by=officer)
    client.force_login(officer)
    assert client.get(address_of(batch)).status_code == 403


def test_the_page_offers_the_workbook_and_says_what_may_be_lost(client, survey_round, batch, officer):
    client.force_login(officer)
    text = client.get(batch.get_absolute_url()).text
    assert ("Unduh berkas bertanda" in text, address_of(batch) in text, "pivot" in text) == (
        True,
        True,
        False,
    )
    ImportBatch.objects.filter(pk=batch.pk).update(report=batch.report | {"drawn_on": True})
    assert "Gambar, grafik, tabel pivot" in client.get(batch.get_absolute_url()).text


def test_a_chart_in_the_workbook_is_noticed(survey_round, table, officer):
    workbook = openpyxl.load_workbook(io.BytesIO(a_workbook(table)))
    assert sent(survey_round, saved(workbook), by=officer).report["drawn_on"] is False
    workbook["Lain"].add_chart(openpyxl.chart.BarChart(), "C3")
    assert sent(survey_round, saved(workbook), by=officer).report["drawn_on"] is True


def test_days_of_a_workbook_from_1904_stay_days(client, survey_round, region, officer, only_faulty):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": True}) as workbook:
        page, day = workbook.add_worksheet("Data"), (date(2019, 5, 6) - date(1904, 1, 1)).days
        for number, row in enumerate([HEADINGS, a_row(region, "Kilat", day=day), a_row(region, day=day)]):
            page.write_row(number, 0, row)
    batch = sent(survey_round, content.getvalue(), by=officer)
    workbook = opened(client, batch, officer)
    workbook["Data"]["D2"] = 4
    again = sent(survey_round, saved(workbook), by=officer)
    assert (counts(batch), counts(again)) == ({"new": 1, "refused": 1}, {"new": 1})
    start_commit(batch=again, by=officer)
    assert Response.objects.get().responded_on == date(2019, 5, 6)


def test_days_stay_days(client, survey_round, region, officer, only_faulty):
    rows = [a_row(region, "Kilat", day=date(2019, 5, 6)), a_row(region, day=date(2019, 5, 7))]
    batch = checked(survey_round, HEADINGS, *rows, by=officer, name="survei.xlsx")
    assert opened(client, batch, officer)["Data"]["B2"].value == datetime(2019, 5, 6)
