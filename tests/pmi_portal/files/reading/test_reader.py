"""What comes out of a file that is read."""

import io
import json
import subprocess
import sys
import time

import pytest
import xlsxwriter

from pmi_portal.files.reading import messages
from pmi_portal.files.reading.containers import OTHER_TYPES
from pmi_portal.files.reading.reader import PARSER, Sheet
from pmi_portal.files.reading.refusal_texts import DETAILS
from pmi_portal.files.reading.table import Row
from pmi_portal.files.zips import OTHER_KINDS
from tests.spreadsheets.layouts import sheets
from tests.spreadsheets.packages import SHEET, package, relations, table_rows, workbook, workbook_parts


def styled(cells, formats=("General", "dd/mm/yyyy", "hh:mm", "[h]:mm:ss", "dd/mm/yyyy hh:mm"), *, before=""):
    """A workbook of one row whose cells may use these number formats as styles 0, 1, 2..."""
    listed = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    styles = f"<styleSheet><numFmts>{listed}</numFmts><cellXfs>{used}</cellXfs></styleSheet>"
    parts = workbook_parts({"Data": f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"})
    targets = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")]
    parts["xl/_rels/workbook.xml.rels"] = relations(targets)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", f"{before}<sheets>")
    return package([*parts.items(), ("xl/styles.xml", styles)])


def written_by_xlsxwriter_as(*formats):
    """A row of the same number in these formats."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for column, number_format in enumerate(formats):
            sheet.write(0, column, 0.25, book.add_format({"num_format": number_format}))
    return buffer.getvalue()


def only_row(reading):
    (row,) = reading.rows
    return row.cells


def test_cells_keep_their_types(read):
    cells = (
        '<c t="str"><v>07</v></c><c><v>4.0</v></c><c><v>3.5</v></c><c t="b"><v>1</v></c><c/>'
        '<c s="1"><v>43684</v></c><c s="2"><v>0.5625</v></c><c s="4"><v>43684.5625</v></c>'
        '<c s="3"><v>1.5</v></c><c t="d"><v>2019-08-07</v></c>'
    )
    assert only_row(read(styled(cells))) == [
        ["s", "07"],
        ["n", 4],
        ["n", 3.5],
        ["b", True],
        ["", ""],
        ["d", "2019-08-07"],
        ["d", "13:30:00"],
        ["d", "2019-08-07T13:30:00"],
        ["s", "36:00:00"],
        ["d", "2019-08-07"],
    ]


def test_dates_follow_the_epoch_of_the_workbook(read):
    content = styled('<c s="1"><v>42222</v></c>', before='<workbookPr date1904="1"/>')
    assert only_row(read(content)) == [["d", "2019-08-07"]]


def test_a_currency_is_not_taken_for_a_date(read):
    formats = ("[$Rp-421]#,##0", "&quot;hari&quot; 0", "#,##0 &quot;d&quot;", "[Red]0")
    cells = "".join(f'<c s="{style}"><v>43684</v></c>' for style in range(len(formats)))
    assert only_row(read(styled(cells, formats))) == [["n", 43684]] * 4


def test_a_number_shown_as_percent_says_so(read):
    formats = ("0%", "0.00 %", "[Red]0%", "&quot;%&quot; 0", "0\\%", "General", "[$%-421] 0")
    cells = "".join(f'<c s="{style}"><v>0.03</v></c>' for style in range(len(formats)))
    percent, number = ["p", 0.03], ["n", 0.03]
    assert only_row(read(styled(cells, formats))) == [percent] * 3 + [number] * 4


def test_only_numbers_are_shown_as_percent(read):
    cells = (
        '<c r="B1" s="0"><v>4</v></c><c r="C1" s="0" t="str"><v>3%</v></c><c r="D1" s="0"/>'
        '<c r="E1" s="0"><f>1/2</f><v>0.5</v></c><c r="F1" s="0"><f>1</f></c>'
        '<c r="G1" s="0" t="e"><v>#N/A</v></c>'
    )
    assert only_row(read(styled(cells, ["0%"]))) == [
        ["", ""],
        ["p", 4],
        ["s", "3%"],
        ["", ""],
        ["p", 0.5],
        ["f", ""],
        ["e", "#N/A"],
    ]


def test_the_percent_formats_that_no_workbook_lists_are_known(read):
    content = written_by_xlsxwriter_as("0%", "0.00%", "0.0")
    assert only_row(read(content)) == [["p", 0.25], ["p", 0.25], ["n", 0.25]]


def test_long_numbers_come_without_an_exponent(read):
    numbers = ("3275012345678901", "9999999999999999", "1e300", "-0")
    cells = "".join(f"<c><v>{number}</v></c>" for number in numbers)
    assert only_row(read(styled(cells))) == [
        ["n", 3275012345678901],
        ["n", 10000000000000000],
        ["n", 1e300],
        ["n", 0],
    ]


def test_rows_and_columns_keep_their_place_in_the_sheet(read):
    reading = read(workbook('<row r="3"><c r="C3"><v>5</v></c></row><row r="6"><c r="A6"><v>6</v></c></row>'))
    assert list(reading.rows) == [Row(3, [["", ""], ["", ""], ["n", 5]]), Row(6, [["n", 6]])]
    assert reading.empty_rows == 4


def test_an_error_stands_where_a_number_in_its_place_would(read):
    layouts = (
        '<row r="1"><c r="C1"><v>1</v></c>{}<c><v>3</v></c></row>',
        '<row r="3"><c><v>1</v></c>{}</row><row>{}<c><v>2</v></c></row>',
        '<row><c r="B5"><v>1</v></c>{}</row><row><c><v>2</v></c>{}</row>',
        '<row r="2"/><row>{}<c r="D3"><v>1</v></c>{}</row>',
    )

    def places(rows, cell):
        rows = read(workbook(rows.replace("{}", cell))).rows
        return [(row.number, index) for row in rows for index, (kind, _) in enumerate(row.cells) if kind]

    for layout in layouts:
        assert places(layout, '<c t="e"><v>#N/A</v></c>') == places(layout, "<c><v>9</v></c>")


def test_a_csv_row_is_numbered_by_the_line_it_begins_on(read):
    reading = read('a,b\n1,"x\ny\nz"\n\n,\n2,y\n', "data.csv")
    assert [(row.number, row.cells[0][1]) for row in reading.rows] == [(1, "a"), (2, "1"), (7, "2")]
    assert (reading.empty_rows, reading.encoding, reading.delimiter) == (2, "utf-8", ",")


def test_lines_are_counted_from_the_line_that_names_the_delimiter(read):
    assert [row.number for row in read("sep=;\na;b\n1;2\n", "data.csv").rows] == [2, 3]


def test_a_ragged_row_tells_how_many_fields_it_has(read):
    rows = list(read("a,b\n1\n1,2,3\n4,5\n6,7\n", "data.csv").rows)
    assert [(row.number, row.fields, row.ragged) for row in rows] == [
        (1, None, False),
        (2, 1, True),
        (3, 3, True),
        (4, None, False),
        (5, None, False),
    ]


def test_rows_can_be_counted_and_read_again(read):
    reading = read(
        "a,b\n" + "".join(f"{number},teks yang agak panjang\n" for number in range(20_000)), "data.csv"
    )
    assert len(reading.rows) == 20_001
    first = [row.number for row in reading.rows]
    assert first == [row.number for row in reading.rows] == list(range(1, 20_002))


def several_sheets():
    return sheets(
        {"Tersembunyi": "hidden"},
        Tersembunyi=table_rows([["rahasia"]]),
        Satu=table_rows([["satu"]]),
        Dua=table_rows([["dua"]]),
    )


def test_the_first_visible_sheet_is_read_and_all_are_listed(read):
    reading = read(several_sheets())
    assert reading.sheet == "Satu"
    assert reading.sheets == [Sheet("Tersembunyi", True), Sheet("Satu", False), Sheet("Dua", False)]
    assert [notice.message for notice in reading.warnings] == [
        "Ada lembar tersembunyi yang tidak dibaca: Tersembunyi.",
        "Berkas ini memiliki lembar lain yang tidak dibaca: Dua.",
    ]


def test_another_sheet_is_read_by_its_name(read):
    assert only_row(read(several_sheets(), sheet="Dua")) == [["s", "dua"]]


@pytest.mark.parametrize("name", ["Tiga", "Tersembunyi", "", "Du\0a", "x" * 5_000, "\ud800"])
def test_a_sheet_that_cannot_be_seen_cannot_be_read(refusal_of, name):
    assert refusal_of(several_sheets(), sheet=name).code == "unknown_sheet"


def test_an_empty_sheet_has_no_rows(read):
    assert list(read(workbook("")).rows) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a,b\n1,2\n"3,4\n', 3),
        ('a,b\n1,"x\ny"\n2,"z\n3,4\n5,6\n', 4),
        ('a,b\n"1\n1","2\n3,4\n5,6\n', 3),
        ('a,b\n1,"2"3"\n4,5\n', 2),
        ('a,b\n1,2\n3,"4"x\n5,6\n', 3),
        ('a,b\r\n1,"2\r\n3,"4"\r\n', 2),
        ('a;b;c;d\n1;"x\ny";"2;3\n' + "4;5;6;7\n" * 3 + '8;9";1;2\n' + "4;5;6;7\n" * 3, 3),
        ('a,b\n1,"kata ""ya"" itu\n2,3\n', 2),
    ],
)
def test_a_quote_that_hides_rows_is_told_by_the_line_in_which_it_opens(refusal_of, text, row):
    fault = refusal_of(text, "data.csv")
    assert (fault.code, fault.row) == ("unclosed_quote", row)


def test_a_delimiter_without_quotes_around_it_is_told_by_its_row(read):
    text = "nama,tempat,nilai\nSiti,Kupang,4\nBudi,Kupang, NTT,3\nAni,Cilacap,2\nEko,Solo,1\n"
    reading = read(text, "data.csv")
    (notice,) = reading.warnings
    assert (notice.code, notice.row, reading.rows.ragged) == ("unquoted_delimiters", 3, {2: 4})
    assert 'apit isi itu dengan tanda kutip ("Kupang, NTT")' in notice.message


def test_the_row_of_a_fault_is_told(refusal_of):
    fault = refusal_of('a,b\n1,2\n"3,4\n', "data.csv")
    assert (fault.code, fault.row) == ("unclosed_quote", 3)
    assert fault.message.startswith('Tanda kutip (") di baris 3 tidak ditutup')


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"a,b\r\n1,2\r3,\xc3\xa9\n4,\xe9\n", "mixed_encoding", 4),
        (b"a,b\n1,2\n\n3,\x81\n", "encoding", 4),
        (b"nama,nilai\nSiti,4\nBudi,3,5\nAni,2,5\n", "decimal_comma", 3),
    ],
)
def test_the_row_of_a_fault_is_counted_in_lines(refusal_of, content, code, row):
    fault = refusal_of(content, "data.csv")
    assert (fault.code, fault.row) == (code, row)


def test_a_guessed_encoding_names_the_first_row_to_check(read):
    (notice,) = read("nama,nilai\nSiti,1\nRené,2\n".encode("cp1252"), "data.csv").warnings
    assert (notice.code, notice.row) == ("guessed_encoding", 3)


def test_a_damaged_workbook_inside_a_sound_package_is_refused(refusal_of):
    parts = workbook_parts({"Data": "<worksheet><sheetData><row>"})
    assert refusal_of(package(parts.items())).code == "broken_workbook"
    parts.pop(SHEET)
    assert refusal_of(package(parts.items())).code == "no_sheet"
    parts.pop("xl/workbook.xml")
    assert refusal_of(package(parts.items())).code == "broken_workbook"


def test_every_unusable_cell_has_a_reason_in_words():
    assert {reason: bool(messages.why_cell_unusable(reason)) for reason in messages.UNUSABLE_CELLS} == {
        "too_long": True,
        "control": True,
        "surrogate": True,
        "not_a_number": True,
    }


def test_a_cell_far_from_the_row_it_stands_in_is_refused(refusal_of):
    """calamine goes by the place of the cell, and would lay out all that lies between."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="kn1048576"><v>1</v></c></row>'
    fault = refusal_of(workbook(rows))
    assert (fault.code, fault.row) == ("far_cell", 1_048_576)


def test_a_wide_gap_below_the_limit_is_passed_in_good_time(read):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="59999"><c r="KN59999"><v>1</v></c></row>'
    begun = time.monotonic()
    reading = read(workbook(rows))
    assert [(notice.code, notice.row) for notice in reading.warnings] == [("stopped_at_gap", 59_999)]
    assert time.monotonic() - begun < 10


def test_a_row_of_zeros_is_not_a_blank_row(read):
    reading = read(workbook('<row><c><v>0</v></c><c t="b"><v>0</v></c></row>'))
    assert only_row(reading) == [["n", 0], ["b", False]]


def test_the_child_names_things_by_codes_and_the_page_has_the_words(refusal_of, tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("a,b;c\nx,y;z\nu,v;w\n")
    parsed = subprocess.run([sys.executable, "-I", PARSER, path, "csv"], capture_output=True, check=True)
    assert json.loads(parsed.stdout)["detail"] == "comma, semicolon"
    told = refusal_of(path.read_bytes(), "data.csv").message
    assert "tidak dapat dipastikan: koma, titik koma sama-sama mungkin" in told


def test_a_foreign_kind_of_file_is_called_by_its_name(refusal_of):
    document = refusal_of(b"%PDF-1.7\n1 0 obj\n", "data.xlsx").message
    assert document.startswith("Isi berkas ini dokumen PDF, bukan tabel Excel atau CSV.")


def test_every_kind_of_foreign_content_has_words():
    kinds = {kind for _start, kind in (*OTHER_TYPES, *OTHER_KINDS)} | {"xml", "old_office", "zip"}
    assert kinds == set(DETAILS["other_type"])
