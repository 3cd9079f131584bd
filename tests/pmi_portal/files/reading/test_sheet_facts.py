"""What a sheet says beside its cells: what is merged, what a person does not see, several sheets at once."""

import pytest

from pmi_portal.files.reading.parser_rows import MAX_ROWS
from pmi_portal.files.reading.reader import Sheet
from pmi_portal.files.reading.table import Merge
from tests.spreadsheets.layouts import sheets
from tests.spreadsheets.packages import inline, sheet_xml, table_rows, workbook, workbook_with


def merged(*places):
    elements = (f'<mergeCell ref="{place}"/>' for place in places)
    return f"<mergeCells>{''.join(elements)}</mergeCells>"


def numbered(rows, hidden):
    """So many rows with their numbers in column A; `hidden` says what their elements say of it."""
    said = ((row, f' hidden="{hidden[row]}"' if row in hidden else "") for row in range(1, rows + 1))
    return "".join(f'<row r="{row}"{says}><c r="A{row}"><v>{row}</v></c></row>' for row, says in said)


def column_of(*texts, also="x"):
    """Rows of two columns; None leaves the first cell of its row out."""
    cells = ("<c/>" if text is None else inline(text) for text in texts)
    return "".join(f"<row>{cell}{inline(also)}</row>" for cell in cells)


def filled(table, place):
    column = table.filled_down(place)
    return [column.cells[code][1] for code in column.codes]


def test_merges_are_told_by_row_and_column(read):
    table = read(workbook(table_rows(), after=merged("A1:C1", "B2:B3", "A2"))).rows
    assert table.merges == [Merge(1, 1, 0, 2), Merge(2, 3, 1, 1)]
    assert table.merged_across == [Merge(1, 1, 0, 2)]


def test_every_row_of_a_merge_has_its_value(read):
    rows = column_of("jk", "P", None, None, "L", None, "P")
    table = read(workbook(rows, after=merged("A2:A4", "A5:A6"))).rows
    assert filled(table, 0) == ["jk", "P", "P", "P", "L", "L", "P"]
    assert [row.cells[0][1] for row in table] == ["jk", "P", "", "", "L", "", "P"]


def test_a_merge_is_filled_by_the_rows_of_the_file_and_not_by_those_that_are_read(read):
    empty = "<c/>" + inline("x")
    rows = f'<row r="2">{inline("P")}</row><row r="5">{empty}</row><row r="6">{empty}</row>'
    assert filled(read(workbook(rows, after=merged("A2:A5"))).rows, 0) == ["P", "P", ""]


def test_what_lies_under_a_merge_is_not_what_it_says(read):
    assert filled(read(workbook(column_of("P", "L"), after=merged("A1:A2"))).rows, 0) == ["P", "P"]


@pytest.mark.parametrize("place", ["A1:B3", "B1:B3", "A4:A6", "A9:A12"])
def test_a_merge_fills_no_other_column_and_not_from_an_empty_top(read, place):
    rows = column_of("a", None, None, None, None, "b")
    assert filled(read(workbook(rows, after=merged(place))).rows, 0) == ["a", "", "", "", "", "b"]


def test_merges_that_overlap_cost_no_more_than_others(read):
    rows = column_of("a", *[None] * 4)
    table = read(workbook(rows, after=merged("A1:A3", "A2:A5", "A1:A1048576"))).rows
    assert filled(table, 0) == ["a", "a", "a", "", ""]


def test_more_merges_than_anybody_makes_are_told_and_left(read):
    many = merged(*(f"A{row}:A{row + 1}" for row in range(1, 200_004, 2)))
    reading = read(workbook(table_rows(), after=many))
    assert len(reading.rows.merges) == 100_000
    assert [(one.code, one.message) for one in reading.warnings] == [
        (
            "many_merges",
            "Lembar ini memiliki lebih dari 100000 sel gabungan; yang selebihnya dibaca sebagai sel biasa.",
        )
    ]


def test_rows_that_are_filtered_away_are_read_and_told(read):
    rows = numbered(8, {3: "1", 5: "true", 6: "1", 7: "0"})
    reading = read(workbook(rows + '<row r="9" hidden="1"/>'))
    assert (len(reading.rows), reading.rows.hidden_rows) == (8, [3, 5, 6])
    (notice,) = reading.warnings
    assert (notice.code, notice.row) == ("hidden_rows", 3)
    assert notice.message.startswith(
        "Baris yang tidak terlihat (disaring atau disembunyikan) ikut dibaca: baris 3, 5-6."
    )


def test_many_hidden_rows_are_told_shortly(read):
    (notice,) = read(workbook(numbered(60, dict.fromkeys(range(1, 60, 2), "1")))).warnings
    assert "baris 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, .... Hapus" in notice.message


def test_hidden_columns_that_hold_anything_are_read_and_told(read):
    ranges = (
        'min="1" max="1" width="9"',
        'min="2" max="3" hidden="1"',
        'max="16384" min="9" hidden="true"',
    )
    hidden = f"<cols>{''.join(f'<col {each}/>' for each in ranges)}</cols>"
    sheet = sheet_xml("<row><c><v>1</v></c><c><v>2</v></c><c/><c><v>4</v></c></row>")
    reading = read(workbook_with(sheet=sheet.replace("<sheetData>", f"{hidden}<sheetData>")))
    assert reading.rows.hidden_columns == [1]
    assert [one.message for one in reading.warnings] == ["Kolom yang disembunyikan ikut dibaca: B."]


def three(**states):
    return sheets(states, Satu=column_of("a", None), Dua=column_of("b", "c", "d"), Tiga=column_of("e"))


def test_a_very_hidden_sheet_is_told_apart(read):
    reading = read(three(Dua="hidden", Tiga="veryHidden"))
    assert reading.sheets == [Sheet("Satu", False), Sheet("Dua", True), Sheet("Tiga", True, very_hidden=True)]
    assert [one.message for one in reading.warnings] == [
        "Ada lembar tersembunyi yang tidak dibaca: Dua, Tiga."
    ]


def test_several_sheets_are_read_each_into_its_own_table(read):
    reading = read(three(), sheet=["Tiga", "Satu"])
    assert [(table.name, [row.cells[0][1] for row in table]) for table in reading.tables] == [
        ("Tiga", ["e"]),
        ("Satu", ["a", ""]),
    ]
    assert (reading.sheet, reading.rows) == ("Tiga", reading.tables[0])
    assert [one.message for one in reading.warnings] == [
        "Berkas ini memiliki lembar lain yang tidak dibaca: Dua."
    ]


def test_what_is_told_of_one_of_several_sheets_names_it(read):
    hidden = numbered(2, {2: "1"})
    reading = read(sheets({}, Satu=hidden, Dua=hidden), sheet=["Dua", "Satu"])
    assert [(one.sheet, one.row, one.message[:16]) for one in reading.warnings] == [
        ("Dua", 2, "Lembar “Dua”: Ba"),
        ("Satu", 2, "Lembar “Satu”: B"),
    ]
    assert [table.hidden_rows for table in reading.tables] == [[2], [2]]


def test_a_refusal_of_one_of_several_sheets_names_it(refusal_of):
    wide = f"<row>{'<c><v>1</v></c>' * 301}</row>"
    fault = refusal_of(sheets({}, Satu=table_rows(), Dua=wide), sheet=["Satu", "Dua"])
    assert (fault.code, fault.message[:14]) == ("columns", "Lembar “Dua”: ")


def test_one_of_several_sheets_that_cannot_be_seen_refuses_all(refusal_of):
    assert refusal_of(three(Dua="hidden"), sheet=["Satu", "Dua"]).code == "unknown_sheet"


def test_the_limit_of_rows_is_that_of_all_sheets_together(refusal_of):
    half = numbered(MAX_ROWS["xlsx"] // 2 + 1, {})
    assert refusal_of(sheets({}, Satu=half, Dua=half), sheet=["Satu", "Dua"]).code == "rows"
