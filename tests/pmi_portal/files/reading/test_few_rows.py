"""How many rows a spreadsheet has, as far as its bytes tell."""

import io
import random

import pytest
import xlsxwriter

from pmi_portal.files.reading import few_rows
from pmi_portal.files.reading.few_rows import has_few_rows


def a_workbook(*sheets, columns=3):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for row in range(rows):
                sheet.write_row(row, 0, [f"isi {row} {column}" for column in range(columns)])
    return content.getvalue()


def few(content, most, name="survei.xlsx"):
    return has_few_rows(io.BytesIO(content), name, most)


@pytest.mark.parametrize("rows", [1, 2, 11, 12])
def test_a_heading_and_so_many_rows_are_few(rows):
    assert few(a_workbook(rows), 10) == (rows <= 11)
    assert few(b"a;b\r\n" * rows, 10, "survei.csv") == (rows <= 11)
    assert few(b"a;b\r" * rows, 10, "survei.csv") == (rows <= 11)


def test_the_rows_of_all_sheets_count():
    assert few(a_workbook(6, 5), 10)
    assert not few(a_workbook(6, 6), 10)


def test_what_is_large_has_not_few_rows_whatever_it_holds(monkeypatch):
    long = random.Random(1).randbytes(200)
    monkeypatch.setattr(few_rows, "MOST_BYTES", 100)
    assert not few(long, 10)
    assert not few(long, 10, "survei.csv")
    monkeypatch.setattr(few_rows, "MOST_BYTES", 100_000)
    monkeypatch.setattr(few_rows, "MOST_UNPACKED", 100)
    assert not few(a_workbook(1), 10)


def test_what_is_just_as_large_as_allowed_is_counted(monkeypatch):
    content = a_workbook(1)
    unpacked = sum(len(chunk) for chunk in few_rows._chunks(io.BytesIO(content)))
    monkeypatch.setattr(few_rows, "MOST_BYTES", len(content))
    monkeypatch.setattr(few_rows, "MOST_UNPACKED", unpacked)
    assert few(content, 10)


@pytest.mark.parametrize("content", [b"", b"PK", a_workbook(3)[:-30], a_workbook(3)[40:]])
def test_what_is_no_workbook_is_left_to_the_reader(content):
    assert few(content, 10)
