"""Reads an uploaded register, xlsx or csv, into plain rows; refuses with the reason what cannot be read."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from itertools import islice

import tablib
from django.utils.translation import gettext as _
from tablib.formats._xlsx import XLSXFormat

from pmi_portal.words.formats import show_number

MAX_BYTES = 2 * 1024**2
MAX_ROWS = 5_000
MAX_COLUMNS = 40
KINDS = ("xlsx", "csv")

# Inside an xlsx: a register of 5,000 rows unpacks to some 4 MB in a dozen parts.
MAX_PARTS = 200
MAX_UNPACKED = 16 * 1024**2
MAX_PHYSICAL_ROWS = 20_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MACRO = re.compile(rb"macroenabled|macrosheet|vbaproject", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
CELL = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
END_RECORD, END_RECORD_SIZE = b"PK\x05\x06", 22
SHEET_FOLDERS = ("xl/worksheets/", "xl/chartsheets/")
DELIMITERS = ",;\t"


class UnreadableFileError(ValueError):
    """Carries the reason, in words for the person who uploaded."""


def read_rows(data, kind):
    """The rows of the file as lists of cell values, its headings first; empty rows are empty lists.

    Raises UnreadableFileError with the reason for the reader.
    """
    if not data.strip():
        raise UnreadableFileError(_("Berkas kosong."))
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(_("Berkas lebih besar dari 2 MB; bagi menjadi beberapa berkas."))
    rows = _xlsx_rows(data) if kind == "xlsx" else _csv_rows(data)
    while rows and _is_empty(rows[-1]):
        rows.pop()
    if not rows or _is_empty(rows[0]):
        raise UnreadableFileError(_("Baris pertama harus berisi judul kolom."))
    if len(rows) == 1:
        raise UnreadableFileError(_("Berkas hanya berisi judul kolom; tidak ada baris data."))
    if sum(not _is_empty(row) for row in rows) > MAX_ROWS + 1:
        raise UnreadableFileError(_too_long())
    return rows


def _is_empty(row):
    return all(value is None or str(value).strip() == "" for value in row)


# --- xlsx


def _xlsx_rows(data):
    if data.startswith(OLD_EXCEL):
        raise UnreadableFileError(
            _("Berkas dikunci sandi atau berformat .xls lama. Simpan ulang sebagai .xlsx tanpa sandi.")
        )
    if not data.startswith(ZIP):
        raise UnreadableFileError(_("Isi berkas bukan Excel (.xlsx) walaupun namanya demikian."))
    broken = _("Berkas Excel ini rusak. Buka di Excel, lalu simpan ulang sebagai .xlsx.")
    if data[-END_RECORD_SIZE:][:4] != END_RECORD:
        raise UnreadableFileError(broken)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_package(package)
        sheet = tablib.Dataset()
        BoundedXlsx.import_set(sheet, BytesIO(data), headers=False)
    except UnreadableFileError:
        raise
    except Exception as error:  # zipfile and the parser answer damage with whatever they stumble over
        raise UnreadableFileError(broken) from error
    return [list(row) for row in sheet]


def _check_package(package):
    """Refuse what is no plain workbook of one sheet, or unpacks to more than a register needs."""
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFileError(_("Isi berkas terlalu besar setelah dibuka."))
    names = [part.filename.lower() for part in parts]
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise UnreadableFileError(_("Isi berkas bukan Excel (.xlsx) walaupun namanya demikian."))
    if len(set(names)) < len(names) or any(map(_is_strange, names)) or parts[0].header_offset:
        raise zipfile.BadZipFile
    sheets = [name for name in names if name.startswith(SHEET_FOLDERS) and name.endswith(".xml")]
    for part in parts:
        _check_part(part.filename.lower(), package.read(part).replace(b"\0", b""))
    if len(sheets) != 1:
        raise UnreadableFileError(_("Berkas harus berisi tepat satu lembar kerja."))


def _is_strange(name):
    return name.startswith("/") or ":" in name or ".." in name


def _check_part(name, content):
    if DECLARATION.search(content):
        raise UnreadableFileError(_("Berkas memuat deklarasi XML yang tidak diizinkan."))
    if MACRO.search(name.encode()) or (name == "[content_types].xml" and MACRO.search(content)):
        raise UnreadableFileError(_("Berkas berisi makro. Simpan ulang sebagai .xlsx tanpa makro."))
    if name.startswith("xl/worksheets/") and (formula := FORMULA.search(content)):
        before = CELL.findall(content[: formula.start()][-400:])
        cell = before[-1].decode() if before else "?"
        raise UnreadableFileError(
            _("Sel %(cell)s berisi rumus. Salin kolomnya, lalu tempel sebagai nilai.") % {"cell": cell}
        )


class BoundedXlsx(XLSXFormat):
    """tablib's reader, not led astray by a sheet that claims a million rows or columns."""

    @classmethod
    def import_sheet(cls, dset, sheet, headers=False, skip_lines=0):
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=MAX_PHYSICAL_ROWS + 1, max_col=MAX_COLUMNS + 1, values_only=True)
        rows = [list(row) for row in rows]
        if len(rows) > MAX_PHYSICAL_ROWS:
            raise UnreadableFileError(_too_long())
        if any(row[MAX_COLUMNS] is not None for row in rows):
            raise UnreadableFileError(_too_wide())
        dset.extend(rows)


def _too_long():
    return _("Berkas berisi lebih dari %(most)s baris; bagi menjadi beberapa berkas.") % {
        "most": show_number(MAX_ROWS)
    }


def _too_wide():
    return _("Berkas berisi lebih dari %(most)s kolom.") % {"most": MAX_COLUMNS}


# --- csv


def _csv_rows(data):
    text = _decoded(data)
    if "\0" in text or data.startswith((ZIP, OLD_EXCEL)):
        raise UnreadableFileError(_("Isi berkas bukan CSV walaupun namanya demikian."))
    first, _rest, remainder = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[-1], remainder
    else:
        delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(islice(reader, MAX_PHYSICAL_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFileError(
            _("Baris %(line)s tidak terbaca; periksa tanda kutip yang tidak ditutup.")
            % {"line": reader.line_num}
        ) from error
    _check_widths(rows)
    return rows


def _decoded(data):
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("Huruf dalam berkas tidak terbaca. Simpan ulang sebagai “CSV UTF-8”.")
        ) from error


def _check_widths(rows):
    """A row with fewer or more cells than the headings has slipped; padding it would empty what is stored."""
    if len(rows) > MAX_PHYSICAL_ROWS:
        raise UnreadableFileError(_too_long())
    width = len(rows[0]) if rows else 0
    if width > MAX_COLUMNS:
        raise UnreadableFileError(_too_wide())
    for number, row in enumerate(rows, 1):
        if row and len(row) != width:
            raise UnreadableFileError(
                _("Baris %(row)s berisi %(found)s isian, sedangkan judulnya %(expected)s kolom.")
                % {"row": number, "found": len(row), "expected": width}
            )
