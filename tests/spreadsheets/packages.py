"""The raw material of bad files: zip packages, minimal workbooks, OLE containers; always the same bytes."""

import io
import struct
import warnings
import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"

# The table most files of the corpus hold, however they are written.
TABLE = [["nama", "kode", "nilai"], ["Siti Aminah", "07", "4"], ["Andrée D'Souza", "12", "3"]]


def package(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, content) in this order; repeated names are written twice."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in parts:
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def workbook_parts(sheets, *, strings=None, main=MAIN, office=OFFICE, type_=SHEET_TYPE, states=()):
    """The parts of a workbook as a dict; `sheets` is the XML of each sheet by name, `states` which hide."""
    states, numbered = dict(states), list(enumerate(sheets, start=1))
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{states.get(name, "visible")}" r:id="rId{number}"/>'
        for number, name in numbered
    )
    targets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number, _name in numbered]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{type_}"/></Types>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")], office),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{entries}</sheets>'
        "</workbook>",
    }
    if strings is not None:
        targets.append(("rIdS", "sharedStrings", "sharedStrings.xml"))
        parts[STRINGS] = strings
    parts["xl/_rels/workbook.xml.rels"] = relations(targets, office)
    return parts | {f"xl/worksheets/sheet{number}.xml": sheets[name] for number, name in numbered}


def relations(targets, office=OFFICE):
    """The XML that names the (id, type, target) a part points to."""
    links = "".join(
        f'<Relationship Id="{id_}" Type="{office}/{type_}" Target="{target}"/>'
        for id_, type_, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def sheet_xml(rows, *, main=MAIN, after=""):
    """The XML of a sheet around these row elements."""
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def inline(text):
    """A cell element of this text, without its place."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def table_rows(table=TABLE):
    """The table as row elements that leave out every place, as some programs do."""
    return "".join(f"<row>{''.join(inline(text) for text in row)}</row>" for row in table)


def workbook(rows=None, *, extra=(), after="", **facts):
    """A minimal workbook with one sheet `Data` of these rows, and further (name, content) parts."""
    main = facts.get("main", MAIN)
    xml = sheet_xml(table_rows() if rows is None else rows, main=main, after=after)
    return package([*workbook_parts({"Data": xml}, **facts).items(), *extra])


def workbook_with(**replaced):
    """A minimal workbook in which whole parts are replaced: sheet=..., strings=..."""
    parts = workbook_parts({"Data": sheet_xml(table_rows())}, strings=f'<sst xmlns="{MAIN}"/>')
    names = {"sheet": SHEET, "strings": STRINGS}
    return package({**parts, **{names[part]: content for part, content in replaced.items()}}.items())


DIRECTORY_HEADER = b"PK\x01\x02"
CHECKSUM, PACKED_SIZE, UNPACKED_SIZE, NAME_LENGTH, LOCAL_OFFSET = 16, 20, 24, 28, 42


def listed_differently(content, name, field, value):
    """The same zip with one 4-byte field of the directory entry of this name overwritten."""
    content, at = bytearray(content), 0
    while (at := content.find(DIRECTORY_HEADER, at)) >= 0:
        length = int.from_bytes(content[at + NAME_LENGTH : at + NAME_LENGTH + 2], "little")
        if content[at + 46 : at + 46 + length] == name.encode():
            content[at + field : at + field + 4] = struct.pack("<I", value)
            return bytes(content)
        at += 46
    raise KeyError(name)


def crowd(count):
    """A zip of so many empty parts."""
    local, listed, end = [], [], 0
    for number in range(count):
        name = b"a%d" % number
        fields = struct.pack("<HHHHIIIHH", 0, 0, 0, 33, 0, 0, 0, len(name), 0)
        local.append(b"PK\x03\x04\x14\0" + fields[2:] + name)
        listed.append(
            DIRECTORY_HEADER + b"\x14\0\x14\0" + fields[2:] + struct.pack("<HHHII", 0, 0, 0, 0, end) + name
        )
        end += len(local[-1])
    directory = b"".join(listed)
    counted = min(count, 0xFFFF)
    tail = struct.pack("<HHHHIIH", 0, 0, counted, counted, len(directory), end, 0)
    return b"".join(local) + directory + b"PK\x05\x06" + tail


SECTOR, FREE, CHAIN_END, FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(stream, content=b""):
    """An OLE container of one stream, as old Office wrote and Office still puts around encrypted files."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, CHAIN_END, 0, CHAIN_END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    chain = [FAT_SECTOR, CHAIN_END, *range(3, 2 + sectors), CHAIN_END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    directory = _ole_entry("Root Entry", 5, 1, CHAIN_END, 0) + _ole_entry(stream, 2, FREE, 2, len(content))
    return header + fat + directory.ljust(SECTOR, b"\0") + content.ljust(sectors * SECTOR, b"\0")


def _ole_entry(name, kind, child, start, size):
    encoded = name.encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    entry += struct.pack("<III", FREE, FREE, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
