"""X01 to X13 and X21: files made to reach other files, fill the memory, or show two readers two truths."""

import zipfile

from tests.spreadsheets.cases import accepted, refused
from tests.spreadsheets.packages import (
    CHECKSUM,
    DIRECTORY_HEADER,
    LOCAL_OFFSET,
    MAIN,
    PACKED_SIZE,
    SHEET,
    TABLE,
    UNPACKED_SIZE,
    crowd,
    listed_differently,
    package,
    relations,
    sheet_xml,
    table_rows,
    workbook,
    workbook_parts,
    workbook_with,
)

PROLOGUE = '<?xml version="1.0" encoding="%s"?>'


def with_entity(declaration, use):
    """A sheet that declares entities and uses one in a cell."""
    rows = f'<row r="1"><c r="A1" t="str"><v>{use}</v></c></row>'
    return f"<!DOCTYPE worksheet [{declaration}]>{sheet_xml(rows)}"


def reaching_out(address):
    """A workbook that asks its reader to fetch this address."""
    return workbook_with(sheet=with_entity(f'<!ENTITY out SYSTEM "{address}">', "&out;"))


def laughs():
    """Ten entities, each ten times the one before."""
    levels = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10)
    )
    return f'<!DOCTYPE sst [{levels}]><sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'


def quadratic():
    return with_entity(f'<!ENTITY big "{"a" * 50_000}">', "&big;" * 5_000)


def encoded(encoding, declared, mark=b""):
    """A sheet with a DTD in an encoding in which a search for it in ASCII finds nothing."""
    text = PROLOGUE % declared + with_entity('<!ENTITY out SYSTEM "file:///etc/passwd">', "&out;")
    return workbook_with(sheet=mark + text.encode(encoding))


def zeros(megabytes):
    return workbook(extra=[("xl/media/image1.bin", bytes(megabytes * 1024**2))])


def huge_cell():
    return workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 200_000_000}</t></is></c></row>')


def overlapping():
    return listed_differently(workbook(), "xl/workbook.xml", LOCAL_OFFSET, 0)


def nested():
    """A part whose data hold the header and data of the next listed part, stored as they are."""
    inner = package([("b", b"dalam")], zipfile.ZIP_STORED).partition(DIRECTORY_HEADER)[0]
    parts = workbook_parts({"Data": sheet_xml(table_rows())}) | {"xl/a.bin": inner, "b": b"luar"}
    outer = package(parts.items(), zipfile.ZIP_STORED)
    return listed_differently(outer, "b", LOCAL_OFFSET, outer.index(inner))


def emptied(content):
    """A part that the directory calls empty, though its bytes are there."""
    for field in (CHECKSUM, PACKED_SIZE, UNPACKED_SIZE):
        content = listed_differently(content, SHEET, field, 0)
    return content


def many_styles():
    formats = "".join(
        f'<xf numFmtId="{n % 50}" fontId="{n % 7}" fillId="{n * 7919 % 13}" borderId="{n * 104_729 % 5}"/>'
        for n in range(64_000)
    )
    links = relations([("rId1", "worksheet", "worksheets/sheet1.xml"), ("rIdT", "styles", "styles.xml")])
    parts = workbook_parts({"Data": sheet_xml(table_rows())}) | {"xl/_rels/workbook.xml.rels": links}
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'
    return package((parts | {"xl/styles.xml": styles}).items())


def many_names():
    names = "".join(f'<definedName name="n{n}">Data!$A${n % 900 + 1}</definedName>' for n in range(10_000))
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    whole = parts["xl/workbook.xml"].replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>")
    return package((parts | {"xl/workbook.xml": whole}).items())


def many_sheets():
    return package(workbook_parts({f"S{n}": sheet_xml("") for n in range(5_000)}).items())


def path_case(key, name):
    return refused(key, "data.xlsx", "zip_path", lambda: workbook(extra=[(name, b"x")]))


def doctype_case(key, content):
    return refused(key, "data.xlsx", "xml_doctype", content)


def bomb_case(key, content):
    return refused(key, "data.xlsx", "zip_bomb", content)


def spoilt_case(key, code, spoil):
    return refused(key, "data.xlsx", code, lambda: spoil(workbook()))


CASES = (
    doctype_case("X01-external-file", lambda: reaching_out("file:///etc/passwd")),
    doctype_case("X02-external-address", lambda: reaching_out("http://127.0.0.1:9/x")),
    doctype_case("X03-laughs", lambda: workbook_with(strings=laughs())),
    doctype_case("X03-empty-doctype", lambda: workbook_with(strings="<!doctype sst []><sst/>")),
    doctype_case("X03-in-unused-part", lambda: workbook(extra=[("customXml/item1.xml", "<!DOCTYPE a><a/>")])),
    doctype_case("X03-late", lambda: workbook_with(sheet=" " * 65_530 + with_entity("", ""))),
    doctype_case("X04-quadratic", lambda: workbook_with(sheet=quadratic())),
    doctype_case("X05-utf-16", lambda: encoded("utf-16-le", "UTF-16", b"\xff\xfe")),
    doctype_case("X05-utf-16-be", lambda: encoded("utf-16-be", "UTF-16", b"\xfe\xff")),
    doctype_case("X05-utf-16-without-mark", lambda: encoded("utf-16-le", "UTF-16")),
    refused("X05-utf-32", "data.xlsx", "xml_encoding", lambda: encoded("utf-32-le", "UTF-32")),
    refused("X05-utf-7", "data.xlsx", "xml_encoding", lambda: encoded("utf-7", "UTF-7")),
    refused("X05-ebcdic", "data.xlsx", "xml_encoding", lambda: encoded("cp037", "cp037")),
    bomb_case("X06-declared-sum", lambda: zeros(150)),
    bomb_case("X06-ratio", lambda: zeros(2)),
    spoilt_case("X07-same-data-twice", "zip_overlap", lambda _content: overlapping()),
    spoilt_case(
        "X07-part-into-directory",
        "zip_overlap",
        lambda content: listed_differently(
            content, SHEET, PACKED_SIZE, len(content) - content.rindex(b"PK\x03\x04")
        ),
    ),
    spoilt_case("X07-part-in-part", "zip_overlap", lambda _content: nested()),
    spoilt_case(
        "X08-says-smaller",
        "zip_broken",
        lambda content: listed_differently(content, SHEET, UNPACKED_SIZE, 10),
    ),
    spoilt_case(
        "X08-says-larger",
        "zip_size",
        lambda content: listed_differently(content, SHEET, UNPACKED_SIZE, 9_999),
    ),
    spoilt_case("X08-part-called-empty", "zip_broken", emptied),
    spoilt_case(
        "X08-counts-more-than-listed",
        "zip_broken",
        lambda content: content[:-12] + bytes([content[-12] + 1]) + content[-11:],
    ),
    path_case("X09-parent", "../../evil.xml"),
    path_case("X09-inner-parent", "xl/../../evil.xml"),
    path_case("X09-absolute", "/etc/evil.xml"),
    path_case("X09-drive", "C:\\evil.xml"),
    path_case("X09-backslashes", "..\\..\\evil.xml"),
    spoilt_case("X10-same-name", "zip_duplicate", lambda _content: workbook(extra=[(SHEET, sheet_xml(""))])),
    spoilt_case(
        "X10-other-case", "zip_duplicate", lambda _content: workbook(extra=[(SHEET.upper(), sheet_xml(""))])
    ),
    refused("X11-crowd", "data.xlsx", "zip_entries", lambda: crowd(100_000)),
    refused("X11-just-too-many", "data.xlsx", "zip_entries", lambda: crowd(2_001)),
    spoilt_case("X12-truncated", "zip_broken", lambda content: content[: len(content) // 2]),
    spoilt_case("X12-last-byte-missing", "zip_broken", lambda content: content[:-1]),
    spoilt_case("X12-trailing", "zip_trailing", lambda content: content + b"<script>"),
    spoilt_case("X12-comment", "zip_trailing", lambda content: content[:-2] + b"\x03\0abc"),
    spoilt_case("X12-prefix", "zip_prefix", lambda content: b"sampah" + content),
    spoilt_case("X12-zip-before-zip", "zip_prefix", lambda content: package([("a", b"b")]) + content),
    spoilt_case("X12-damaged-data", "zip_broken", lambda content: content[:60] + b"\xff\xff" + content[62:]),
    refused("X12-markup-and-zip", "data.xlsx", "html", lambda: b"<html>" + workbook()),
    bomb_case("X13-huge-cell", huge_cell),
    accepted("X21-many-styles", "data.xlsx", TABLE, many_styles),
    accepted("X21-many-names", "data.xlsx", TABLE, many_names),
    refused("X21-many-sheets", "data.xlsx", "zip_entries", many_sheets),
)
