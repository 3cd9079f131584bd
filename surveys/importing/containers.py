"""Judges an uploaded file by its bytes and its name before any parser runs: .xlsx or .csv, nothing else."""

import re
import unicodedata
from pathlib import Path

from surveys.importing.messages import refusal
from surveys.importing.zips import why_not_unpacked

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1024**2
HEAD = 8_192
LONGEST_NAME = 120
LONGEST_SUFFIX = 10

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
EXCEL_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
RAW_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
OTHER_TYPES = (
    (b"%PDF", "dokumen PDF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"MZ\x90\0", "program Windows"),
    (b"MZ\0", "program Windows"),
    (b"\x7fELF", "program Linux"),
    (b"X5O!P%@AP", "berkas uji antivirus"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf\x27\x1c", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"{\\rtf", "dokumen RTF"),
    (b"SQLite format 3\0", "basis data SQLite"),
)
HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
BLANK_BYTES = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
# Control bytes that text does not have; those a row is refused for are left to the parser.
BINARY_BYTES = bytes(set(range(0x20)) - {*b"\0\t\n\v\f\r\x1a\x1b"})
BINARY_SHARE = 0.02

UNSAFE_IN_NAMES = re.compile(r"[<>:\"|?*'`“”‘’]")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def why_not_read(path, name):
    """The Refusal of this file under its uploaded name, or None for an .xlsx or .csv fit for the parser."""
    path, name = Path(path), clean_name(name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
            return _why_not_taken(path, name, head, size)
    except OSError:
        return refusal("missing")


def clean_name(name):
    """The name without folders and invisible or reserved characters, cut to 120, to store and show."""
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in INVISIBLE)
    name = UNSAFE_IN_NAMES.sub("_", name).strip(" .") or "berkas"
    if RESERVED_NAMES.fullmatch(name):
        name = f"_{name}"
    stem, suffix = Path(name).stem, Path(name).suffix[:LONGEST_SUFFIX]
    return stem[: LONGEST_NAME - len(suffix)] + suffix


def kind_of(name):
    """The lower-case suffix of a name as the officer gave it, without its dot."""
    return Path(clean_name(name)).suffix.lower().removeprefix(".")


def _why_not_taken(path, name, head, size):
    if size < 2 or (size <= HEAD and not head.strip(BLANK_BYTES)):
        return refusal("empty")
    if size > MAX_BYTES:
        return refusal("too_big", detail=MAX_MEGABYTES)
    if name.startswith("~$"):
        return refusal("lock_file")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return why_not_unpacked(path) or _why_not_named(name, "xlsx")
    return _why_not_by_content(path, head) or _why_not_named(name, "csv") or _why_not_text(head)


def _why_not_by_content(path, head):
    if head.startswith(OLE):
        return _why_not_ole(path.read_bytes())
    if head.startswith(RAW_BIFF):
        return refusal("old_xls")
    for start, kind in OTHER_TYPES:
        if head.startswith(start):
            return refusal("other_type", detail=kind)
    text = head.replace(b"\0", b"").lstrip(BLANK_BYTES).lower()
    if text.startswith(HTML_STARTS):
        return refusal("html")
    if text.startswith(b"<?xml"):
        return refusal("xml_2003") if XML_2003 in text else refusal("other_type", detail="berkas XML")
    return _why_not_prefixed(path)


def _why_not_ole(content):
    if ENCRYPTED_PACKAGE in content:
        return refusal("password")
    if any(stream in content for stream in EXCEL_STREAMS):
        return refusal("old_xls")
    return refusal("other_type", detail="dokumen Office lama")


def _why_not_prefixed(path):
    """A zip behind other bytes: one program would see a text, another a workbook."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 22))
        return refusal("zip_prefix") if file.read(4) == b"PK\x05\x06" else None


def _why_not_named(name, content):
    suffix = Path(name).suffix.lower()
    if suffix == f".{content}":
        return None
    if suffix == ".csv":
        return refusal("xlsx_named_csv")
    if suffix == ".xlsx":
        return refusal("not_excel")
    return refusal("extension", detail=suffix or "?")


def _why_not_text(head):
    if head.startswith(BYTE_ORDER_MARKS):
        return None
    odd = len(head) - len(head.translate(None, BINARY_BYTES))
    return refusal("not_text") if odd > BINARY_SHARE * len(head) else None
