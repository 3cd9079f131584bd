"""What stands between an uploaded file and the parsers."""

import zipfile
from pathlib import Path
from random import Random

import pytest

from pmi_portal.files import zips
from pmi_portal.files.reading.containers import clean_name, kind_of, why_not_read, why_too_big
from pmi_portal.files.reading.messages import Refusal
from tests.spreadsheets.packages import (
    UNPACKED_SIZE,
    listed_differently,
    package,
    sheet_xml,
    table_rows,
    workbook,
    workbook_parts,
)


@pytest.fixture
def upload(tmp_path):
    """Writes an upload and asks for the code of its refusal."""

    def code(content, name="data.xlsx"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        refusal = why_not_read(path, name)
        return refusal and refusal.code

    return code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("survei 2019.xlsx", "survei 2019.xlsx"),
        ("../../etc/x.xlsx", "x.xlsx"),
        ("C:\\Users\\Siti\\data.csv", "data.csv"),
        ("a\0.xlsx", "a.xlsx"),
        ("x\u202exslx.exe", "xxslx.exe"),
        ("a\r\nSet-Cookie: b.xlsx", "aSet-Cookie_ b.xlsx"),
        ("data \"baru\" 'akhir'.xlsx", "data _baru_ 'akhir'.xlsx"),
        ("survei 😀.xlsx", "survei 😀.xlsx"),
        ("cafe\u0301.csv", "café.csv"),
        ("nul.csv", "_nul.csv"),
        ("COM1", "_COM1"),
        ("...", "berkas"),
        ("", "berkas"),
        ("folder/", "berkas"),
        ("\ud800.csv", "csv"),
        ("a" * 300 + ".xlsx", "a" * 115 + ".xlsx"),
        ("a." + "b" * 300, "a." + "b" * 9),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert clean_name(given) == kept


def test_the_kind_of_a_file_is_its_suffix_in_small_letters():
    assert [kind_of(name) for name in ("A.XLSX", "b.csv ", "c", "d.xlsx.exe")] == ["xlsx", "csv", "", "exe"]


def test_a_refusal_says_what_where_and_how_to_mend_it(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(workbook(extra=[("xl/a.xml", "<!DOCTYPE a><a/>")]))
    assert why_not_read(path, "data.xlsx") == Refusal(
        "xml_doctype",
        "Bagian “xl/a.xml” memuat deklarasi yang tidak pernah dibuat Excel dan dapat berbahaya. "
        "Salin datanya ke buku kerja baru, lalu simpan sebagai .xlsx.",
    )


def test_a_file_that_is_gone_is_refused(tmp_path):
    assert why_not_read(tmp_path / "gone", "data.xlsx").code == "missing"


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    assert why_not_read(tmp_path, "data.xlsx").code == "missing"


@pytest.mark.parametrize(("name", "megabytes"), [("data.csv", 100), ("Data.XLSX", 30)])
def test_the_size_limit_of_each_kind_lets_its_own_size_pass(name, megabytes):
    assert why_too_big(name, megabytes * 1024**2) is None
    too_big = why_too_big(name, megabytes * 1024**2 + 1)
    assert (too_big.code, f"lebih dari {megabytes} MB" in too_big.message) == ("too_big", True)


def test_a_file_beyond_its_size_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "upload"
    with path.open("wb") as file:
        file.truncate(100 * 1024**2 + 1)
    assert why_not_read(path, "data.csv").code == "too_big"


def test_parts_that_say_they_are_too_large_together_are_refused_unopened(upload):
    random = Random(6).randbytes(2 * 1024**2)
    content = workbook(extra=[("xl/media/a.png", random)])
    for megabytes, code in ((290, "zip_size"), (300, "zip_bomb")):
        says = listed_differently(content, "xl/media/a.png", UNPACKED_SIZE, megabytes * 1024**2)
        assert upload(says) == code


def test_two_thousand_parts_pass_and_one_more_does_not(upload):
    parts = list(workbook_parts({"Data": sheet_xml(table_rows())}).items())
    more = [(f"xl/media/{number}", b"") for number in range(zips.MAX_ENTRIES - len(parts))]
    assert upload(package(parts + more)) is None
    assert upload(package([*parts, *more, ("xl/media/x", b"")])) == "zip_entries"


def test_a_part_may_shrink_well_but_not_beyond_belief(upload):
    def with_zeros(size):
        return workbook(extra=[("xl/media/a.bin", bytes(size))])

    assert upload(with_zeros(zips.RATIO_FROM)) is None
    assert upload(with_zeros(zips.RATIO_FROM + 1)) == "zip_bomb"


def test_a_stored_package_passes(upload):
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    assert upload(package(parts.items(), zipfile.ZIP_STORED)) is None


def test_a_compression_that_excel_does_not_use_is_refused(upload):
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    assert upload(package(parts.items(), zipfile.ZIP_BZIP2)) == "zip_broken"


def test_a_package_locked_with_a_password_is_told_so(upload):
    content = bytearray(workbook())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert upload(bytes(content)) == "password"


def test_a_part_listed_under_another_name_is_refused(upload):
    content = workbook()
    at = content.rindex(b"xl/workbook.xml")
    assert upload(content[:at] + b"xl/workb00k.xml" + content[at + 15 :]) == "zip_broken"


def test_a_declaration_across_two_pieces_is_found(upload):
    for shift in range(12):
        text = f"<a>{' ' * (zips.CHUNK - 3 - shift)}<!DOCTYPE b></a>"
        assert upload(workbook(extra=[("xl/a.xml", text)])) == "xml_doctype"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "us-ascii", "iso-8859-1", "windows-1252"]
)
def test_a_harmless_part_in_a_usual_encoding_passes(upload, encoding):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><a>tanpa</a>'
    assert upload(workbook(extra=[("customXml/item1.xml", text.encode(encoding))])) is None


def test_a_part_whose_name_hides_its_end_is_refused(upload):
    content = workbook(extra=[("xl/a.xml?.txt", b"x")])
    assert upload(content.replace(b"xl/a.xml?.txt", b"xl/a.xml\0.txt")) == "zip_path"


def test_a_picture_is_not_taken_for_text(upload):
    assert upload(workbook(extra=[("xl/media/image1.png", b"\x89PNG\r\n\x1a\n<!" + bytes(40))])) is None


def test_a_csv_that_begins_like_a_program_passes(upload):
    assert upload(b"MZona,nilai\nA,1\n", "data.csv") is None


def test_text_in_two_bytes_a_letter_is_left_to_the_parser(upload):
    assert upload("\ufeffnama;nilai\r\n西蒂;1\r\n".encode("utf-16-le"), "data.csv") is None


def test_a_workbook_hidden_behind_text_is_refused(upload):
    assert upload(b"nama,nilai\n" + workbook(), "data.csv") == "zip_prefix"


def test_no_part_is_ever_written_to_disk(upload, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    upload(workbook(extra=[("../evil.txt", b"x")]))
    assert [path.name for path in Path(tmp_path).rglob("*")] == ["upload"]
