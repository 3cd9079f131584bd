"""Judges the package of an .xlsx before any parser sees it: structure, size, names and dangerous XML."""

import re
import zipfile

from pmi_portal.files.reading.messages import refusal

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024**2
MAX_RATIO = 200
RATIO_FROM = 1024**2
MAX_CONTENT_TYPES = 1_000_000

END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
LONGEST_COMMENT = 1 << 17
LOCAL_HEADER = b"PK\x03\x04"
LOCAL_HEADER_SIZE = 30
ENCRYPTED = 0x1
STORED_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

CHUNK = 1 << 16
# "<!" in UTF-8, UTF-16 and UTF-32 of either byte order: with 0, 1 or 3 zero bytes between the characters.
DECLARATION_STARTS = (b"<!", b"<\0!", b"<\0\0\0!")
DECLARATION = re.compile(rb"<(\0{0,3})!\1(?:D\1O\1C\1T\1Y\1P\1E|E\1N\1T\1I\1T\1Y)", re.IGNORECASE)
LONGEST_DECLARATION = 40

XML_NAMES = (".xml", ".rels", ".vml")
XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")
XML_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']\s*([^\"']*?)\s*[\"']", re.IGNORECASE)
KNOWN_ENCODINGS = {
    b"utf-8",
    b"utf8",
    b"us-ascii",
    b"iso-8859-1",
    b"windows-1252",
    b"utf-16",
    b"utf-16le",
    b"utf-16be",
}

WORKBOOK_TYPES = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")


class _Refused(Exception):
    """Carries a refusal out of the checks below."""

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.refusal = refusal(code, detail=detail)


def why_not_unpacked(path):
    """The Refusal of a file that begins like a zip, or None for a sound .xlsx package of bounded size.

    Python's zipfile (before 3.11.8) takes overlapping entries, and at any version duplicate names, prefixed
    and trailing bytes; parsers differ on which of two truths they read, so here only one truth is allowed.
    """
    try:
        with path.open("rb") as file:
            _check_end(file)
            with zipfile.ZipFile(file) as package:
                entries = package.infolist()
                _check_entries(entries)
                _check_layout(file, entries, package.start_dir)
                _check_kind(package)
                for entry in entries:
                    _check_content(package, entry)
    except _Refused as refused:
        return refused.refusal
    except Exception:  # zipfile answers damage with BadZipFile, but also struct, zlib, OS and value errors
        return refusal("zip_broken")
    return None


def _check_end(file):
    """The end record stands alone at the very end; its count is read before anybody loops over it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD_SIZE))
    record = file.read()
    if not record.startswith(END_RECORD) or record[-2:] != b"\0\0":
        file.seek(max(0, size - LONGEST_COMMENT))
        tail = file.read()
        followed = 0 <= tail.rfind(END_RECORD) < len(tail) - END_RECORD_SIZE
        raise _Refused("zip_trailing" if followed else "zip_broken")
    if int.from_bytes(record[10:12], "little") > MAX_ENTRIES:
        raise _Refused("zip_entries", MAX_ENTRIES)


def _check_entries(entries):
    if len(entries) > MAX_ENTRIES:
        raise _Refused("zip_entries", MAX_ENTRIES)
    seen, total = set(), 0
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/")
        if _leaves_the_package(name):
            raise _Refused("zip_path", shown(name))
        if name.lower() in seen:
            raise _Refused("zip_duplicate", shown(name))
        seen.add(name.lower())
        if entry.flag_bits & ENCRYPTED:
            raise _Refused("password")
        if entry.compress_type not in STORED_OR_DEFLATED:
            raise _Refused("zip_broken")
        total += entry.file_size
        inflated = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if total > MAX_UNPACKED or (inflated and entry.file_size > RATIO_FROM):
            raise _Refused("zip_bomb", shown(name))


def _leaves_the_package(name):
    return name.startswith("/") or ":" in name or ".." in name.split("/") or not name.isprintable()


def _check_layout(file, entries, directory_start):
    """Local parts follow each other from byte 0 to the directory, none inside another."""
    end = 0
    for position, entry in enumerate(sorted(entries, key=lambda entry: entry.header_offset)):
        if entry.header_offset < end:
            raise _Refused("zip_overlap")
        if position == 0 and entry.header_offset > 0:
            raise _Refused("zip_prefix")
        end = _end_of(file, entry)
    if end > directory_start:
        raise _Refused("zip_overlap")


def _end_of(file, entry):
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER_SIZE)
    if not header.startswith(LOCAL_HEADER):
        raise _Refused("zip_broken")
    name_length, extra_length = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return entry.header_offset + LOCAL_HEADER_SIZE + name_length + extra_length + entry.compress_size


def _check_kind(package):
    """Only a workbook without macros passes; what else is packed as a zip is called by its name."""
    names = [name.replace("\\", "/").lower() for name in package.namelist()]
    types = b""
    if "[content_types].xml" in names:
        with package.open(package.namelist()[names.index("[content_types].xml")]) as part:
            types = part.read(MAX_CONTENT_TYPES).lower()
    if code := _workbook_fault(names, types):
        raise _Refused(code)
    if any(workbook.lower() in types for workbook in WORKBOOK_TYPES):
        return
    raise _Refused(*_other_kind(package, names))


def _workbook_fault(names, types):
    if b"sheet.binary.macroenabled" in types or "xl/workbook.bin" in names:
        return "xlsb"
    if b"macrosheet" in types or any(name.startswith("xl/macrosheets/") for name in names):
        return "macro_sheet"
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject.bin" in name for name in names):
        return "macro"
    return None


OTHER_KINDS = (
    ("word/", "word"),
    ("ppt/", "powerpoint"),
    ("androidmanifest.xml", "android_app"),
    ("meta-inf/manifest.mf", "java_program"),
)
TABLE_NAMES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv")


def _other_kind(package, names):
    """Code and detail of a zip that is not a workbook."""
    if "mimetype" in names:
        with package.open(package.namelist()[names.index("mimetype")]) as part:
            if part.read(64).startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return "ods", ""
    for start, kind in OTHER_KINDS:
        if any(name.startswith(start) for name in names):
            return "other_type", kind
    tables = [name for name in package.namelist() if name.lower().endswith(TABLE_NAMES)]
    return ("archive", shown(tables[0])) if tables else ("other_type", "zip")


def _check_content(package, entry):
    """Unpacks one part in small pieces: true to its declared size, without a DTD in any encoding."""
    unpacked, tail = 0, b""
    with package.open(entry) as part:
        while piece := part.read(CHUNK):
            if unpacked == 0 and entry.filename.lower().endswith(XML_NAMES):
                _check_encoding(entry, piece)
            unpacked += len(piece)
            window = tail + piece
            if any(start in window for start in DECLARATION_STARTS) and DECLARATION.search(window):
                raise _Refused("xml_doctype", shown(entry.filename))
            tail = window[-LONGEST_DECLARATION:]
    if unpacked != entry.file_size:
        raise _Refused("zip_size", shown(entry.filename))


def _check_encoding(entry, start):
    """A part in an encoding nobody uses (UTF-7, EBCDIC, UTF-32) may hide a DTD from the search for it."""
    declared = XML_ENCODING.search(start[:1000].replace(b"\0", b""))
    if not start.lstrip().startswith(XML_STARTS) or start.startswith((b"<\0\0\0", b"\0\0")):
        raise _Refused("xml_encoding", shown(entry.filename))
    if declared and declared[1].lower() not in KNOWN_ENCODINGS:
        raise _Refused("xml_encoding", shown(entry.filename))


def shown(name):
    """A name from inside the file, short and without characters that could mislead on a page."""
    return "".join(character if character.isprintable() else "�" for character in name)[:80]
