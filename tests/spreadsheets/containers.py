"""T01 to T20: files that are not what their name says, not a table, or made by another program."""

import io
import zipfile
from datetime import datetime

import openpyxl
import xlsxwriter

from tests.spreadsheets.cases import accepted, refused
from tests.spreadsheets.packages import (
    SHEET_TYPE,
    STRICT_MAIN,
    STRICT_OFFICE,
    TABLE,
    ole,
    package,
    sheet_xml,
    table_rows,
    workbook,
    workbook_parts,
)

CSV = "\n".join(",".join(row) for row in TABLE).encode()
HTML = b"<html><head><meta charset='utf-8'></head><body><table><tr><td>nama</td></tr></table></body></html>"
XML_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
# In two parts, so that a virus scanner takes the file it makes and not this source.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LOCK_FILE = b"\x05Siti " + bytes(48) + "\x05Siti".encode("utf-16-le").ljust(111, b"\0")


def types(type_):
    """The list of content types that names this type."""
    return ("[Content_Types].xml", f'<Types><Override PartName="/x" ContentType="{type_}"/></Types>')


def made_by_xlsxwriter(**options):
    """The table as xlsxwriter writes it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    book.set_properties({"created": datetime(2019, 8, 7)})
    sheet = book.add_worksheet("Data")
    sheet.protect("sandi lembar")
    for index, row in enumerate(TABLE):
        sheet.write_row(index, 0, row)
    book.close()
    return buffer.getvalue()


def made_by_openpyxl():
    """The parts of the table as openpyxl writes it, in a package without the time of writing."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in TABLE:
        book.active.append(row)
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        names = [name for name in archive.namelist() if not name.startswith("docProps/core")]
        return package([(name, archive.read(name)) for name in names])


def with_prefixes():
    """Every element of the sheet in a prefixed namespace."""
    rows = sheet_xml(table_rows()).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return package(workbook_parts({"Data": rows.replace("xmlns=", "xmlns:x=")}).items())


def with_string_results():
    """Texts as results of formulas, the way spreadsheets on the web store them."""
    rows = ("".join(f'<c t="str"><v>{text}</v></c>' for text in row) for row in TABLE)
    return workbook("".join(f"<row>{cells}</row>" for cells in rows))


def with_shared_strings():
    """Texts in the table of shared strings, some in several runs, places in the order nobody expects."""
    texts = [text for row in TABLE for text in row]
    strings = "".join(f"<si><r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r></si>" for text in texts)
    rows = ""
    for row in (1, 2, 3):
        places = enumerate("ABC", start=3 * row - 3)
        cells = "".join(f'<c s="0" t="s" r="{letter}{row}"><v>{index}</v></c>' for index, letter in places)
        rows += f'<row spans="1:3" r="{row}">{cells}</row>'
    return workbook(rows, strings=f"<sst>{strings}</sst>")


NAMES_TO_CLEAN = (
    ("T20-long-name", "a" * 300 + ".xlsx"),
    ("T20-path", "../../etc/x.xlsx"),
    ("T20-null", "a\0.xlsx"),
    ("T20-right-to-left", "x\u202excod.xlsx"),
    ("T20-quotes", "data \"baru\" 'akhir'.xlsx"),
    ("T20-line-break", "a\r\nSet-Cookie: b.xlsx"),
    ("T20-emoji", "survei 😀.xlsx"),
)

CASES = (
    refused("T01-empty", "data.xlsx", "empty", lambda: b""),
    refused("T01-empty-csv", "data.csv", "empty", lambda: b""),
    refused("T02-one-byte", "data.csv", "empty", lambda: b"a"),
    refused("T02-only-bom", "data.csv", "empty", lambda: b"\xef\xbb\xbf"),
    refused("T02-only-line-end", "data.csv", "empty", lambda: b"\r\n\r\n"),
    refused("T03-csv-named-xlsx", "data.xlsx", "not_excel", lambda: CSV),
    refused("T04-xlsx-named-csv", "data.csv", "xlsx_named_csv", workbook),
    refused("T05-html", "data.xls", "html", lambda: HTML),
    refused("T05-html-named-xlsx", "data.xlsx", "html", lambda: b"\xef\xbb\xbf\r\n" + HTML.upper()),
    refused("T06-xml-2003", "data.xls", "xml_2003", lambda: XML_2003),
    refused("T07-biff8", "data.xls", "old_xls", lambda: ole("Workbook", b"\x09\x08\x10\0")),
    refused("T07-biff5", "data.xlsx", "old_xls", lambda: ole("Book", b"\x09\x08\x08\0")),
    refused("T07-word", "data.xls", "other_type", lambda: ole("WordDocument", b"\xec\xa5")),
    refused("T07-biff4-bare", "data.xls", "old_xls", lambda: b"\x09\x04\x06\0" + bytes(60)),
    refused(
        "T08-ods",
        "data.ods",
        "ods",
        lambda: package(
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]
        ),
    ),
    refused("T09-xlsb", "data.xlsb", "xlsb", lambda: package([types(BINARY_TYPE), ("xl/workbook.bin", "x")])),
    refused("T09-xlsb-renamed", "data.xlsx", "xlsb", lambda: package([types(BINARY_TYPE)])),
    refused("T10-xlsm", "data.xlsm", "macro", lambda: workbook(type_=MACRO_TYPE)),
    refused("T10-xlsm-renamed", "data.xlsx", "macro", lambda: workbook(type_=MACRO_TYPE)),
    refused("T10-vba-part", "data.xlsx", "macro", lambda: workbook(extra=[("xl/vbaProject.bin", b"\1")])),
    refused(
        "T11-macro-sheet",
        "data.xlsx",
        "macro_sheet",
        lambda: workbook(extra=[("xl/macrosheets/sheet1.xml", "<xm:macrosheet/>")]),
    ),
    refused("T12-password", "data.xlsx", "password", lambda: ole("EncryptedPackage", bytes(range(256)) * 16)),
    accepted("T13-protected-sheet", "data.xlsx", TABLE, made_by_xlsxwriter),
    accepted(
        "T14-strict",
        "data.xlsx",
        TABLE,
        lambda: workbook(main=STRICT_MAIN, office=STRICT_OFFICE),
    ),
    refused(
        "T15-docx", "data.xlsx", "other_type", lambda: package([types("x"), ("word/document.xml", "<a/>")])
    ),
    refused("T15-pptx", "data.xlsx", "other_type", lambda: package([types("x"), ("ppt/slide1.xml", "<a/>")])),
    refused("T15-jar", "data.xlsx", "other_type", lambda: package([("META-INF/MANIFEST.MF", "x")])),
    refused("T15-apk", "data.xlsx", "other_type", lambda: package([("AndroidManifest.xml", "<a/>")])),
    refused("T15-empty-zip", "data.xlsx", "other_type", lambda: package([])),
    refused("T16-pdf", "data.xlsx", "other_type", lambda: b"%PDF-1.7\n1 0 obj\n"),
    refused("T16-png", "data.csv", "other_type", lambda: b"\x89PNG\r\n\x1a\n" + bytes(40)),
    refused("T16-exe", "data.xlsx", "other_type", lambda: b"MZ\x90\0\x03" + bytes(80)),
    refused("T16-eicar", "data.csv", "other_type", lambda: EICAR),
    refused("T16-noise", "data.csv", "not_text", lambda: bytes(range(256)) * 8),
    refused("T17-lock-file", "~$data.xlsx", "lock_file", lambda: LOCK_FILE),
    refused("T18-xlsx-in-zip", "data.zip", "archive", lambda: package([("survei/data.xlsx", workbook())])),
    refused("T18-zip-named-xlsx", "data.xlsx", "archive", lambda: package([("data.xlsx", workbook())])),
    accepted("T19-xlsxwriter", "data.xlsx", TABLE, lambda: made_by_xlsxwriter(constant_memory=True)),
    accepted("T19-openpyxl", "data.xlsx", TABLE, made_by_openpyxl),
    accepted("T19-no-places", "data.xlsx", TABLE, workbook),
    accepted("T19-prefixes", "data.xlsx", TABLE, with_prefixes),
    accepted("T19-string-results", "data.xlsx", TABLE, with_string_results),
    accepted("T19-shared-strings", "data.xlsx", TABLE, with_shared_strings),
    accepted(
        "T19-template-type",
        "data.xlsx",
        TABLE,
        lambda: workbook(type_=SHEET_TYPE.replace("sheet.m", "template.m")),
    ),
    *(accepted(key, name, TABLE, workbook) for key, name in NAMES_TO_CLEAN),
    refused("T20-program-in-disguise", "x\u202excod.exe", "extension", workbook),
    refused("T20-no-suffix", "data", "extension", workbook),
    refused("T20-xls-that-is-xlsx", "data.xls", "extension", workbook),
    refused("T20-too-big", "data.xlsx", "too_big", lambda: CSV * 600_000),
)
