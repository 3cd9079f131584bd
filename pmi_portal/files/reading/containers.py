"""Judges an uploaded file by its bytes and its name before any parser runs: .xlsx or .csv, nothing else."""

from pathlib import Path

from pmi_portal.files.reading.messages import refusal
from pmi_portal.files.uploads import clean_name
from pmi_portal.files.zips import READ_AS_WORKBOOK, fault_of

MAX_MEGABYTES = {"csv": 100, "xlsx": 30}
MAX_UNPACKED = 300 * 1024**2
HEAD = 8_192

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
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"MZ\x90\0", "windows_program"),
    (b"MZ\0", "windows_program"),
    (b"\x7fELF", "linux_program"),
    (b"X5O!P%@AP", "antivirus_test"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7zip"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\0", "sqlite"),
)
HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
BLANK_BYTES = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
# Control bytes that text does not have; those a row is refused for are left to the parser.
BINARY_BYTES = bytes(set(range(0x20)) - {*b"\0\t\n\v\f\r\x1a\x1b"})
BINARY_SHARE = 0.02


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


def why_too_big(name, size):
    """The Refusal of a file of this many bytes, or None; what is neither kind is refused for its kind."""
    most = MAX_MEGABYTES.get(kind_of(name), max(MAX_MEGABYTES.values()))
    return refusal("too_big", detail=most) if size > most * 1024**2 else None


def kind_of(name):
    """The lower-case suffix of a name as the officer gave it, without its dot."""
    return Path(clean_name(name)).suffix.lower().removeprefix(".")


def _why_not_taken(path, name, head, size):
    if size < 2 or (size <= HEAD and not head.strip(BLANK_BYTES)):
        return refusal("empty")
    if too_big := why_too_big(name, size):
        return too_big
    if name.startswith("~$"):
        return refusal("lock_file")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _why_not_unpacked(path) or _why_not_named(name, "xlsx")
    return _why_not_by_content(path, head) or _why_not_named(name, "csv") or _why_not_text(head)


def _why_not_unpacked(path):
    with path.open("rb") as file:
        fault = fault_of(file, READ_AS_WORKBOOK, most=MAX_UNPACKED)
    return refusal(fault.code, detail=fault.detail) if fault else None


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
        return refusal("xml_2003") if XML_2003 in text else refusal("other_type", detail="xml")
    return _why_not_prefixed(path)


def _why_not_ole(content):
    if ENCRYPTED_PACKAGE in content:
        return refusal("password")
    if any(stream in content for stream in EXCEL_STREAMS):
        return refusal("old_xls")
    return refusal("other_type", detail="old_office")


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
