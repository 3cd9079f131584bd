"""The parts of an .xlsx package: where its workbook stands, its worksheets, what holds for all of them."""

import posixpath
import re
from contextlib import suppress
from functools import partial
from typing import NamedTuple
from xml.parsers import expat

from defusedxml import ElementTree
from parser_rows import LIST_SHEET, MARK_PROPERTY, MOST_OF_MARK, Refused

USUAL_MAIN = "xl/workbook.xml"
# How the types of the links to them end.
MAIN, WORKSHEET, STYLES, CUSTOM = "/officeDocument", "/worksheet", "/styles", "/custom-properties"
STRINGS = "/sharedStrings"
PIECE = 1 << 18
DRAWN = ("media/", "drawings/drawing", "charts/", "pivottables/", "slicers/", "ctrlprops/")
MOST_OF_PROPERTIES = 100_000
RELATIONSHIP_ID = "}id"
PERCENTS = {"9": "0%", "10": "0.00%"}  # the formats every workbook has without listing them
# What stands in a number format as it is: quoted, escaped, in brackets, the width of a sign, a sign repeated.
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Worksheet(NamedTuple):
    """A worksheet as the workbook lists it; `part` is None when the package does not hold it."""

    name: str
    state: str
    part: str | None

    @property
    def is_visible(self):
        return self.state == "visible"


class Workbook:
    """The main part of an open zip and what it points to; names of parts are found in either case."""

    def __init__(self, package):
        self.package = package
        self.names = {name.lower(): name for name in package.namelist()}
        self.main = self._main()
        self.tree = self._tree(self.main)
        self.links = self._links(self.main)
        self.mark = ""
        with suppress(ValueError, SyntaxError, LookupError):  # it is a hint, for which no file is refused
            self.mark = self._mark()
        is_list = LIST_SHEET if self.mark else None
        self.worksheets = [each for each in self._worksheets() if each.name != is_list]

    def parts_of(self, kind):
        """The names of the parts to which the workbook has links of this kind."""
        return [part for type_, part in self.links.values() if type_.endswith(kind) and part]

    @property
    def counts_from_1904(self):
        """Whether the workbook counts its days from 1904 on."""
        for element in self.tree.iter():
            if _local(element) == "workbookPr":
                return element.get("date1904", "0").lower() in ("1", "true", "on")
        return False

    @property
    def percent_styles(self):
        """The numbers of the cell styles whose numbers are shown as percent."""
        parts = self.parts_of(STYLES)
        if not parts:
            return set()
        tree = self._tree(parts[0])
        formats = PERCENTS | {
            each.get("numFmtId"): each.get("formatCode", "")
            for each in tree.iter()
            if _local(each) == "numFmt"
        }
        styles = next((each for each in tree if _local(each) == "cellXfs"), ())
        return {
            number
            for number, style in enumerate(styles)
            if _is_percent(formats.get(style.get("numFmtId"), ""))
        }

    @property
    def is_drawn_on(self):
        """Whether there are pictures, charts, pivot tables or controls, which not every program keeps."""
        return self.has(*DRAWN)

    def has(self, *folders):
        """Whether there are parts in one of these folders beside the main part."""
        beside = posixpath.dirname(self.main).lower()
        starts = tuple(posixpath.join(beside, folder) for folder in folders)
        return any(name.startswith(starts) for name in self.names)

    def _main(self):
        """Where the package says; two main parts would be two truths."""
        links = self._links("") if "_rels/.rels" in self.names else {}
        mains = [part for type_, part in links.values() if type_.endswith(MAIN)]
        if len(mains) > 1 or None in mains:
            raise Refused("broken_workbook")
        return mains[0] if mains else USUAL_MAIN

    def _mark(self):
        """What the portal left in a workbook that it marked, or ""."""
        links = self._links("") if "_rels/.rels" in self.names else {}
        part = next((part for type_, part in links.values() if type_.endswith(CUSTOM) and part), None)
        if part is None or self.package.getinfo(part).file_size > MOST_OF_PROPERTIES:
            return ""
        ours = (each for each in self._tree(part) if each.get("name") == MARK_PROPERTY)
        return "".join(text for each in ours for text in each.itertext())[:MOST_OF_MARK]

    def _worksheets(self):
        """Those of the workbook in its order; sheets that are charts are none."""
        for element in self.tree.iter():
            if _local(element) != "sheet":
                continue
            identity = next(value for key, value in element.items() if key.endswith(RELATIONSHIP_ID))
            type_, part = self.links.get(identity, ("", None))
            if type_.endswith(WORKSHEET):
                yield Worksheet(element.get("name"), element.get("state", "visible"), part)

    def _links(self, part):
        """{id: (type, name of the part or None)} of what this part points to; the package itself is ""."""
        folder, name = posixpath.split(part)
        found = {}
        for link in self._tree(posixpath.join(folder, "_rels", f"{name}.rels")):
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            part = self.names.get(target.lstrip("/").lower())
            found[link.get("Id")] = link.get("Type", ""), part
        return found

    def _tree(self, name):
        return ElementTree.fromstring(self.package.read(self.names[name.lower()]), forbid_dtd=True)


def check_well_formed(package, part):
    """Raises ExpatError for a part that is no sound XML: calamine would make something of it."""
    with package.open(part) as stream:
        check_sound(iter(partial(stream.read, PIECE), b""))


def check_sound(pieces):
    """The same of a document in these pieces."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse_declarations(*_about):
    raise Refused("broken_workbook")


def _is_percent(number_format):
    return "%" in LITERAL.sub("", number_format)


def _local(element):
    return element.tag.rpartition("}")[2]
