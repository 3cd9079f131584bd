"""Which files are taken: judged by name, size and content together, and refused in words one can act on."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pmi_portal.files import uploads, zips
from pmi_portal.files.uploads import clean_name, extension_of, why_not_upload
from tests.support.files import (
    DOCX,
    DOCX_MAIN,
    EXE,
    GOOD,
    HEIC,
    HTML,
    JPEG,
    PDF,
    PNG,
    SVG,
    XLSX,
    XLSX_MAIN,
    package,
)


def judged(name, content):
    return why_not_upload(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("name", GOOD)
def test_what_offices_and_telephones_make_is_taken(name):
    assert judged(name, GOOD[name]) is None


def test_a_judged_file_can_still_be_read_from_its_beginning():
    file = SimpleUploadedFile("a.docx", DOCX)

    why_not_upload(file)

    assert file.read() == DOCX


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gambar.svg", SVG),
        ("halaman.html", HTML),
        ("halaman.htm", HTML),
        ("program.exe", EXE),
        ("surat.pdf.exe", EXE),
        ("arsip.zip", DOCX),
        ("makro.docm", DOCX),
        ("lama.doc", b"\xd0\xcf\x11\xe0"),
        ("rekaman.mp3", b"ID3"),
        ("tanpa-akhiran", PDF),
        (".pdf", PDF),
    ],
)
def test_another_kind_of_file_is_refused_and_what_is_taken_is_told(name, content):
    reason = judged(name, content)

    assert "tidak diterima" in reason
    assert "PDF, foto (JPG, PNG, WEBP, HEIC), Word (.docx), atau Excel (.xlsx), paling besar 10 MB" in reason


@pytest.mark.parametrize(
    ("name", "content"),
    [("foto.heic", b"\0\0\0\x18ftypmp42"), ("IMG_0001.HEIC", PNG), ("foto.heif", HEIC), ("a.HIF", HEIC)],
)
def test_a_photo_of_a_telephone_that_is_not_taken_is_refused_with_how_to_convert_it(name, content):
    assert "Ubah menjadi JPG dahulu" in judged(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", SVG),
        ("foto.png", HTML),
        ("surat.pdf", EXE),
        ("surat.pdf", b" \n%PDF-1.7"),
        ("foto.jpg", PNG),
        ("foto.webp", b"RIFF\0\0\0\0WAVEfmt "),
        ("notulen.docx", XLSX),
        ("daftar.xlsx", DOCX),
        ("notulen.docx", package("")),
        ("notulen.docx", DOCX[:40]),
        ("notulen.docx", b"PK\x03\x04" + b"\0" * 100),
        ("notulen.docx", package("application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("notulen.docx", package(DOCX_MAIN, **{"word/vbaProject.bin": "x"})),
        ("daftar.xlsx", package(XLSX_MAIN, **{"xl/macrosheets/sheet1.xml": "x"})),
        ("notulen.docx", package(DOCX_MAIN, **{"word/activeX/activeX1.bin": "x"})),
        ("notulen.docx", package(DOCX_MAIN, **{"../word/document.xml": "x"})),
        ("notulen.docx", DOCX + b"PK\x03\x04"),
        ("notulen.docx", package(DOCX_MAIN, **{f"{n}.xml": "" for n in range(zips.MAX_ENTRIES)})),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name, content):
    assert "Isi berkas ini bukan" in judged(name, content)


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(zips, "MAX_HANDED_ON", 1_000_000)
    bomb = package(DOCX_MAIN, **{"word/document.xml": "0" * 1_000_001})

    assert len(bomb) < 5_000
    assert "Isi berkas ini bukan" in judged("notulen.docx", bomb)


def test_a_picture_that_packs_well_is_taken():
    white = package(DOCX_MAIN, **{"word/media/image1.bmp": "\xff" * 3_000_000})

    assert judged("notulen.docx", white) is None


def test_a_locked_document_is_refused():
    content = io.BytesIO(DOCX)
    with zipfile.ZipFile(content, "a") as file:
        file.getinfo("[Content_Types].xml").flag_bits |= 1
        file.writestr("x", "y")

    assert "Isi berkas ini bukan" in judged("notulen.docx", content.getvalue())


def test_nothing_and_too_much_are_refused(monkeypatch):
    assert "kosong (0 byte)" in judged("surat.pdf", b"")
    monkeypatch.setattr(uploads, "MAX_BYTES", len(PDF))
    assert judged("surat.pdf", PDF) is None
    assert "lebih besar dari 10 MB" in judged("surat.pdf", PDF + b"\n")


@pytest.mark.parametrize("name", ["foto.php.jpg", "foto.EXE.jpg", "a.html.jpg", "a.svg.b.jpg", "a.js .jpg"])
def test_an_ending_inside_the_name_that_some_program_runs_is_refused(name):
    assert "akhiran ganda" in judged(name, JPEG)


@pytest.mark.parametrize("name", ["BA 12.03.2024.pdf", "Lampiran no. 4.rev.2.pdf", "foto.jpg.pdf"])
def test_other_dots_in_a_name_are_harmless(name):
    assert judged(name, PDF) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\surat.pdf", "surat.pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("su\x00rat\n.pdf", "surat.pdf"),
        ("a\u200bb.pdf", "ab.pdf"),
        ('<img src=x>".pdf', "_img src=x__.pdf"),
        ("con.pdf", "_con.pdf"),
        ("surat.pdf.", "surat.pdf"),
        ("surat.pdf::$DATA", "surat.pdf__$DAT"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("", "berkas"),
        ("Daftar hadir désa é.pdf", "Daftar hadir désa é.pdf"),
        ("Surat Ma'ruf, Qur’an.pdf", "Surat Ma'ruf, Qur’an.pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_mislead(given, kept):
    assert clean_name(given) == kept


def test_the_ending_that_counts_is_the_one_that_is_left_after_cleaning():
    assert extension_of("surat\u202efdp.exe") == "exe"
    assert extension_of("surat.pdf::$DATA") == "pdf__$dat"
