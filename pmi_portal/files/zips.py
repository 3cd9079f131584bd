"""The one guard of office packages, before anything opens them: structure, size, names and dangerous XML."""

import re
import zipfile

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024**2
MAX_HANDED_ON = 200 * 1024**2
MAX_RATIO = 200
RATIO_FROM = 1024**2
MAX_CONTENT_TYPES = 1_000_000

END_RECORD = b"PK\x05\x06"
END_RECORD_SIZE = 22
LONGEST_COMMENT = 1 << 17
LOCAL_HEADER = b"PK\x03\x04"
LOCAL_HEADER_SIZE = 30
ENCRYPTED, TOLD_BEHIND = 0x1, 0x8
UNTOLD = 0xFFFFFFFF  # in a part with sizes of 64 bits
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

OFFICE = b"application/vnd.openxmlformats-officedocument."
# The main part of a document without macros; those with macros have other types.
DOCUMENT = (OFFICE + b"wordprocessingml.document.main+xml",)
WORKBOOK = (OFFICE + b"spreadsheetml.sheet.main+xml",)
READ_AS_WORKBOOK = (*WORKBOOK, OFFICE + b"spreadsheetml.template.main+xml")


class Fault(Exception):
    """What is wrong with a package: a code, and a short detail that is safe to show."""

    def __init__(self, code, detail=""):
        super().__init__(code)
        self.code, self.detail = code, detail


def fault_of(file, main_types, *, most=MAX_UNPACKED):
    """The Fault of an open file that is to be read here as one of these types, or None.

    Python's zipfile (before 3.11.8) takes overlapping entries, and at any version duplicate names, prefixed
    and trailing bytes; parsers differ on which of two truths they read, so here only one truth is allowed.
    """
    return _fault(file, main_types, most, to_be_read=True)


def fault_to_hand_on(file, main_types):
    """The Fault of an open file that is only kept for others to open, or None.

    Its parts are not unpacked here, so they may be large and well packed; nothing in it may act by itself.
    """
    return _fault(file, main_types, MAX_HANDED_ON, to_be_read=False)


def _fault(file, main_types, most, *, to_be_read):
    try:
        count = _check_end(file)
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            if len(entries) != count:  # damage in the directory hides parts
                raise Fault("zip_broken")
            _check_entries(entries, most, ratio=MAX_RATIO if to_be_read else most)
            _check_layout(file, entries, package.start_dir)
            _check_kind(package, main_types, with_controls=to_be_read)
            for entry in entries if to_be_read else ():
                _check_content(package, entry)
                _check_told_alike(file, entry)
    except Fault as fault:
        return fault
    except Exception:  # zipfile answers damage with BadZipFile, but also struct, zlib, OS and value errors
        return Fault("zip_broken")
    return None


def _check_end(file):
    """How many parts the end record counts, which stands alone at the very end, before anybody loops."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD_SIZE))
    record = file.read()
    if not record.startswith(END_RECORD) or record[-2:] != b"\0\0":
        file.seek(max(0, size - LONGEST_COMMENT))
        tail = file.read()
        followed = 0 <= tail.rfind(END_RECORD) < len(tail) - END_RECORD_SIZE
        raise Fault("zip_trailing" if followed else "zip_broken")
    count = int.from_bytes(record[10:12], "little")
    if count > MAX_ENTRIES:
        raise Fault("zip_entries", MAX_ENTRIES)
    return count


def _check_entries(entries, most, *, ratio):
    if len(entries) > MAX_ENTRIES:
        raise Fault("zip_entries", MAX_ENTRIES)
    seen, total = set(), 0
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/")
        if _leaves_the_package(name):
            raise Fault("zip_path", shown(name))
        if name.lower() in seen:
            raise Fault("zip_duplicate", shown(name))
        seen.add(name.lower())
        if entry.flag_bits & ENCRYPTED:
            raise Fault("password")
        if entry.compress_type not in STORED_OR_DEFLATED:
            raise Fault("zip_broken")
        total += entry.file_size
        inflated = entry.file_size > ratio * max(entry.compress_size, 1)
        if total > most or (inflated and entry.file_size > RATIO_FROM):
            raise Fault("zip_bomb", shown(name))


def _leaves_the_package(name):
    return name.startswith("/") or ":" in name or ".." in name.split("/") or not name.isprintable()


def _check_layout(file, entries, directory_start):
    """Local parts follow each other from byte 0 to the directory, none inside another."""
    end = 0
    for position, entry in enumerate(sorted(entries, key=lambda entry: entry.header_offset)):
        if entry.header_offset < end:
            raise Fault("zip_overlap")
        if position == 0 and entry.header_offset > 0:
            raise Fault("zip_prefix")
        end = _end_of(file, entry)
    if end > directory_start:
        raise Fault("zip_overlap")


def _end_of(file, entry):
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER_SIZE)
    if not header.startswith(LOCAL_HEADER):
        raise Fault("zip_broken")
    name_length, extra_length = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return entry.header_offset + LOCAL_HEADER_SIZE + name_length + extra_length + entry.compress_size


def _check_kind(package, main_types, *, with_controls):
    """Only a document of these types without macros passes; what else is packed is called by its name."""
    names = [name.replace("\\", "/").lower() for name in package.namelist()]
    types = b""
    if "[content_types].xml" in names:
        with package.open(package.namelist()[names.index("[content_types].xml")]) as part:
            types = part.read(MAX_CONTENT_TYPES).lower()
    if code := _macro_fault(names, types):
        raise Fault(code)
    if not with_controls and any("/activex/" in name for name in names):
        raise Fault("macro")
    if any(main.lower() in types for main in main_types):
        return
    raise Fault(*_other_kind(package, names))


def _macro_fault(names, types):
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
            # Tags are everywhere and exclamation marks rare: a search for these alone is ten times faster.
            may_declare = b"!" in window and any(start in window for start in DECLARATION_STARTS)
            if may_declare and DECLARATION.search(window):
                raise Fault("xml_doctype", shown(entry.filename))
            tail = window[-LONGEST_DECLARATION:]
    if unpacked != entry.file_size:
        raise Fault("zip_size", shown(entry.filename))


def _check_told_alike(file, entry):
    """What the directory says of a part is what stands before it, unless that is told behind it."""
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER_SIZE)
    flags = int.from_bytes(header[6:8], "little")
    told = tuple(int.from_bytes(header[at : at + 4], "little") for at in (14, 18, 22))
    listed = entry.CRC, entry.compress_size, entry.file_size
    if not flags & TOLD_BEHIND and UNTOLD not in told and told != listed:
        raise Fault("zip_broken")


def _check_encoding(entry, start):
    """A part in an encoding nobody uses (UTF-7, EBCDIC, UTF-32) may hide a DTD from the search for it."""
    declared = XML_ENCODING.search(start[:1000].replace(b"\0", b""))
    if not start.lstrip().startswith(XML_STARTS) or start.startswith((b"<\0\0\0", b"\0\0")):
        raise Fault("xml_encoding", shown(entry.filename))
    if declared and declared[1].lower() not in KNOWN_ENCODINGS:
        raise Fault("xml_encoding", shown(entry.filename))


def shown(name):
    """A name from inside the file, short and without characters that could mislead on a page."""
    return "".join(character if character.isprintable() else "�" for character in name)[:80]
