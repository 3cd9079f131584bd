"""What leaves the portal as a table: right values, and nothing that a spreadsheet would calculate."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from pmi_portal.files.reading.reader import read_rows
from pmi_portal.files.sheets import Hint, Sheet, csv_download, write_csv, write_xlsx, xlsx_download

LIVE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|cmd",
    "%0A",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\ufeff=1",
    "\u200b=1",
]


def cells_of(content, **options):
    return list(
        csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), **({"delimiter": ";"} | options))
    )


@pytest.mark.parametrize("text", LIVE)
def test_a_csv_cell_that_would_calculate_begins_with_an_apostrophe(text):
    assert cells_of(write_csv([["nama"], [text]])) == [["nama"], [f"'{text}"]]


@pytest.mark.parametrize("text", [*LIVE, "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")'])
def test_an_xlsx_cell_is_always_a_text(text):
    content = write_xlsx([Sheet("Data", [["nama"], [text]])])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert re.search(r'<c r="A2"[^>]* t="(?:s|inlineStr)"', sheet)


@pytest.mark.parametrize(
    "text", ["Budi", "D'Souza", "a;=1", "1-2", "50%", "-", "–", "🙂", 'kata "kutip"', "a\nb"]
)
def test_harmless_texts_come_out_as_they_went_in(text):
    assert cells_of(write_csv([["x"], [text]])) == [["x"], [text]]


def test_every_text_of_a_csv_stands_in_quotes_so_that_no_other_separator_splits_it():
    assert write_csv([["a;=1", 5]]).decode("utf-8-sig") == '"a;=1";5\r\n'


def test_numbers_dates_and_blanks_keep_their_meaning_in_csv():
    row = [-5, 2.5, Decimal("78.74"), None, True, date(2019, 8, 7), ""]
    assert cells_of(write_csv([row])) == [["-5", "2,5", "78,74", "", "True", "2019-08-07", ""]]


def test_a_csv_begins_with_a_byte_order_mark():
    assert write_csv([["é"]]) == b'\xef\xbb\xbf"\xc3\xa9"\r\n'


@pytest.mark.parametrize(("language", "line"), [("id", '"a";2,5;-1000\r\n'), ("en", '"a",2.5,-1000\r\n')])
def test_a_csv_is_written_as_excel_in_the_language_of_the_reader_takes_it_apart(language, line):
    with translation.override(language):
        assert write_csv([["a", Decimal("2.5"), -1000]]).decode("utf-8-sig") == line


def test_a_lone_surrogate_does_not_break_the_file():
    assert cells_of(write_csv([["a\ud800b"]])) == [["a?b"]]


def test_numbers_dates_and_blanks_keep_their_type_in_xlsx(tmp_path):
    moment = datetime(2019, 8, 7, 2, 30, tzinfo=UTC)
    rows = [["judul"] * 7, [-5, Decimal("2.5"), None, True, date(2019, 8, 7), moment, "teks"]]
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_xlsx([Sheet("Data [1]: a/b", rows)]))
    reading = read_rows(path, "a.xlsx")
    assert list(reading.rows)[1].cells == [
        ["n", -5],
        ["n", 2.5],
        ["", ""],
        ["b", True],
        ["d", "2019-08-07"],
        ["d", "2019-08-07T09:30:00"],
        ["s", "teks"],
    ]
    assert reading.sheet == "Data  1   a b"


def test_a_long_text_is_cut_at_the_limit_of_a_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_xlsx([Sheet("Data", [["x"], ["a" * 40_000]])]))
    assert len(list(read_rows(path, "a.xlsx").rows)[1].cells[0][1]) == 32_767


def test_a_hint_becomes_a_drop_down_list_of_another_sheet():
    hint = Hint("Nilai", "Pilih satu", ("Petunjuk isi", 1, 3, 6))
    content = write_xlsx([Sheet("Data", [["Nilai"]], hints={0: hint}), Sheet("Petunjuk isi", [["a"]])])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<formula1>'Petunjuk isi'!$D$2:$G$2</formula1>" in sheet
    assert 'prompt="Pilih satu"' in sheet


@pytest.mark.parametrize(
    "answer", [csv_download("a b\r\n.csv", [["x"]]), xlsx_download("ü.xlsx", [Sheet("D", [["x"]])])]
)
def test_a_download_is_an_attachment_with_a_plain_name(answer):
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]+"', answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
