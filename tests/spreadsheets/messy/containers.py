"""The same workbook in the containers of other programs: parts elsewhere, texts in other dress."""

import io
import re
import zipfile
from html import unescape

from tests.spreadsheets.packages import LONG_AGO

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LINKS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
ELEMENT = re.compile(r"<(/?)(?=[a-zA-Z])")


def in_root(parts):
    """The sheet beside the list of contents, not in its folder."""
    parts["sheet1.xml"] = parts.pop(SHEET)
    parts[LINKS] = parts[LINKS].replace("worksheets/sheet1.xml", "/sheet1.xml")
    parts[TYPES] = parts[TYPES].replace("/xl/worksheets/sheet1.xml", "/sheet1.xml")


def absolute_targets(parts):
    parts[LINKS] = re.sub(r'Target="(?=[a-z])', 'Target="/xl/', parts[LINKS])


def raw_texts(parts):
    """Texts in CDATA sections, as some exports of web portals write them."""
    parts[STRINGS] = TEXT.sub(lambda found: f"<t><![CDATA[{unescape(found[1])}]]></t>", parts[STRINGS])


def rich_texts(parts):
    """Texts in two pieces, the second in bold."""

    def cut(found):
        half = unescape(found[1])
        first, second = (_escaped(half[: len(half) // 2]), _escaped(half[len(half) // 2 :]))
        keep = '<t xml:space="preserve">'
        return f"<r>{keep}{first}</t></r><r><rPr><b/></rPr>{keep}{second}</t></r>"

    parts[STRINGS] = TEXT.sub(cut, parts[STRINGS])


def prefixed(parts):
    """Elements of the sheet under a prefix of their namespace."""
    declared, body = parts[SHEET].split("?>", 1)
    body = ELEMENT.sub(r"<\1x:", body).replace(' xmlns="', ' xmlns:x="', 1)
    parts[SHEET] = f"{declared}?>{body}"


def byte_mark(parts):
    parts[SHEET] = "\ufeff" + parts[SHEET]


def without_dimension(parts):
    parts[SHEET] = re.sub(r"<dimension [^>]*/>", "", parts[SHEET])


CONTAINERS = (in_root, raw_texts, absolute_targets, prefixed, rich_texts, byte_mark, without_dimension)


def repacked(content, change):
    """The workbook with its parts changed by one of CONTAINERS; always the same bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), text)
    return buffer.getvalue()


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
