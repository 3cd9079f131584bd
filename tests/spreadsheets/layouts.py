"""X14 to X25, some of V, U and L: workbooks too large or out of order, formulas, errors, hidden sheets."""

import random

from tests.spreadsheets.cases import accepted, held_back, refused_when_parsed, warned
from tests.spreadsheets.packages import (
    MAIN,
    TABLE,
    inline,
    package,
    relations,
    sheet_xml,
    table_rows,
    workbook,
    workbook_parts,
    workbook_with,
)

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="%s1048576"><v>2</v></c></row>'


def formatted_rows():
    """The table, then rows to the end of the sheet with a format and no content."""
    empty = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(4, 1_048_577))
    return workbook(table_rows() + empty)


def many_rows(count):
    return workbook(
        "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))
    )


def at_both_ends(count):
    """Rows of two cells with as many empty columns between them as there may be."""
    ends = (
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="KN{row}"><v>2</v></c></row>'
        for row in range(1, count)
    )
    return workbook("".join(ends))


def wide(columns):
    return workbook(f"<row>{'<c><v>1</v></c>' * columns}</row>")


def one_cell_row(element):
    return f"<row>{inline('nama')}{inline('nilai')}</row><row>{inline('Siti')}{element}</row>"


def long_cell():
    return workbook(one_cell_row(inline(random.Random(20).randbytes(5_000_000).hex())))


def scattered():
    """The table with its rows and cells in another order, and places left out where they are clear."""
    first, second, third = (
        [f'<c r="{letter}{row}" t="str"><v>{text}</v></c>' for letter, text in zip("ABC", texts, strict=True)]
        for row, texts in enumerate(TABLE, start=1)
    )
    rows = (f'<row r="3">{"".join(third)}</row>', f'<row r="1">{"".join(reversed(first))}</row>')
    return workbook(rows[0] + rows[1] + f"<row>{''.join(second)}</row>")


def sheets(states, **contents):
    """A workbook of several sheets, hidden where states say so."""
    parts = workbook_parts({name: sheet_xml(rows) for name, rows in contents.items()}, states=states)
    return package(parts.items())


ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
ERROR_ROWS = "".join(
    f'<row>{inline("Siti")}<c t="e"><f>A1/0</f><v>{error}</v></c><c t="e"><v>{error}</v></c></row>'
    for error in ERRORS
)
NEVER_CALCULATED = "<f>SUM(A1:A2)</f>"


def sheet_in_utf_16():
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    return workbook_with(sheet=(declared + sheet_xml(table_rows([["nama"]]))).encode("utf-16"))


def sheet_in_latin_1():
    declared = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    return workbook_with(sheet=(declared + sheet_xml(table_rows([["René"]]))).encode("latin-1"))


def places_under_a_prefix():
    """As programs write that use Microsoft's own library."""
    cells = '<x:c r="A1" t="str"><x:v>x:c</x:v></x:c><x:c r="C1" t="e"><x:v>#N/A</x:v></x:c>'
    data = f'<x:sheetData><x:row r="1">{cells}</x:row></x:sheetData>'
    return workbook_with(sheet=f'<x:worksheet xmlns:x="{MAIN}">{data}</x:worksheet>')


def formula_under_a_prefix():
    rows = "<x:row><x:c><x:f>3+4</x:f></x:c></x:row>"
    return workbook_with(
        sheet=f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    )


# The same text or number in spellings that calamine reads in part or not at all.
OTHER_SPELLINGS = (
    ("X25-cdata-value", '<c t="str"><v><![CDATA[a & b]]></v></c>', "a & b"),
    ("X25-cdata-within-text", '<c t="inlineStr"><is><t>a <![CDATA[&]]> b</t></is></c>', "a & b"),
    ("X25-cdata-with-an-error-in-it", '<c t="str"><v><![CDATA[<c t="e"><f>]]></v></c>', '<c t="e"><f>'),
    ("X25-cdata-number", "<c><v><![CDATA[12]]></v></c>", "12"),
    ("X25-comment-in-a-number", "<c><v>1<!-- x -->2</v></c>", "12"),
    ("X25-instruction-in-a-number", "<c><v>1<?x y?>2</v></c>", "12"),
    (
        "X25-runs-and-their-sound",
        "<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>",
        "ab",
    ),
    (
        "X25-text-like-other-spellings",
        inline("x:c = 'y' <!-- -->").replace("<!-- -->", "&lt;x:c> t='e'"),
        "x:c = 'y' <x:c> t='e'",
    ),
)


def in_the_root():
    """The parts of the workbook beside the list of contents and not in a folder."""
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    bare = {name.removeprefix("xl/"): text.replace("xl/", "") for name, text in parts.items()}
    return package(bare.items())


def in_another_folder():
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    return package(
        (name.replace("xl/", "Buku/"), text.replace("xl/", "buku/")) for name, text in parts.items()
    )


def with_two_main_parts():
    """Which of the two a program opens is its own choice."""
    parts = workbook_parts({"Data": sheet_xml(table_rows())})
    other = {name.replace("xl/", "yl/"): text for name, text in parts.items() if name.startswith("xl/")}
    both = [("rId1", "officeDocument", "xl/workbook.xml"), ("rId2", "officeDocument", "yl/workbook.xml")]
    return package({**parts, **other, "_rels/.rels": relations(both)}.items())


CASES = (
    accepted(
        "X14-merged-everything",
        "data.xlsx",
        TABLE,
        lambda: workbook(after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    refused_when_parsed(
        "X15-row-beyond-the-sheet", "data.xlsx", "rows", lambda: workbook('<row r="999999999"/>')
    ),
    refused_when_parsed(
        "X15-cell-beyond-the-sheet",
        "data.xlsx",
        "rows",
        lambda: workbook('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
    ),
    refused_when_parsed("X16-two-corners", "data.xlsx", "columns", lambda: workbook(FAR % "XFD")),
    refused_when_parsed("X16-far-below", "data.xlsx", "far_cell", lambda: workbook(FAR % "CV")),
    warned("X16-below-a-gap", "data.xlsx", ["stopped_at_gap"], [["1"]], lambda: workbook(FAR % "A")),
    accepted("X17-formatted-rows", "data.xlsx", TABLE, formatted_rows),
    refused_when_parsed("X18-million-rows", "data.xlsx", "rows", lambda: many_rows(1_000_000)),
    refused_when_parsed("X18-just-too-many-rows", "data.xlsx", "rows", lambda: many_rows(100_021)),
    accepted(
        "X18-most-rows", "data.xlsx", [[f"{row}"] for row in range(1, 100_021)], lambda: many_rows(100_020)
    ),
    accepted("X19-most-columns", "data.xlsx", [["1"] * 300], lambda: wide(300)),
    refused_when_parsed("X18-too-many-cells", "data.xlsx", "cells", lambda: at_both_ends(61_000)),
    refused_when_parsed("X19-all-columns", "data.xlsx", "columns", lambda: wide(16_384)),
    refused_when_parsed("X19-just-too-many-columns", "data.xlsx", "columns", lambda: wide(301)),
    held_back("X20-long-cell", "data.xlsx", 2, [(2, "B", "x")], long_cell),
    warned(
        "X22-external-link",
        "data.xlsx",
        ["external_links"],
        TABLE,
        lambda: workbook(extra=[("xl/externalLinks/externalLink1.xml", "<externalLink/>")]),
    ),
    warned(
        "X23-attachment",
        "data.xlsx",
        ["attachments"],
        TABLE,
        lambda: workbook(extra=[("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")]),
    ),
    refused_when_parsed(
        "X24-string-out-of-range",
        "data.xlsx",
        "broken_workbook",
        lambda: workbook('<row><c t="s"><v>7</v></c></row>'),
    ),
    accepted("X25-out-of-order", "data.xlsx", TABLE, scattered),
    *(
        accepted(
            key, "data.xlsx", [["9", text]], lambda cell=cell: workbook(f"<row><c><v>9</v></c>{cell}</row>")
        )
        for key, cell, text in OTHER_SPELLINGS
    ),
    accepted("X25-sheet-in-utf-16", "data.xlsx", [["nama"]], sheet_in_utf_16),
    accepted("X25-sheet-in-latin-1", "data.xlsx", [["René"]], sheet_in_latin_1),
    accepted("X25-parts-in-the-root", "data.xlsx", TABLE, in_the_root),
    accepted("X25-parts-in-another-folder", "data.xlsx", TABLE, in_another_folder),
    refused_when_parsed("X25-two-main-parts", "data.xlsx", "broken_workbook", with_two_main_parts),
    warned(
        "V01-formula",
        "data.xlsx",
        ["formulas"],
        [["nama", "nilai"], ["Siti", "7"]],
        lambda: workbook(one_cell_row("<c><f>3+4</f><v>7</v></c>")),
    ),
    warned(
        "V01-formula-of-no-text",
        "data.xlsx",
        ["formulas"],
        [["nama", "nilai"], ["Siti"]],
        lambda: workbook(one_cell_row('<c t="str"><f>""</f><v></v></c>')),
    ),
    *(
        held_back(
            f"V02-{key}",
            "data.xlsx",
            2,
            [(2, "B", "f")],
            lambda cell=cell: workbook(one_cell_row(cell)),
            ["formulas"],
        )
        for key, cell in (
            ("never-calculated", f"<c>{NEVER_CALCULATED}<v></v></c>"),
            ("no-value", f"<c>{NEVER_CALCULATED}</c>"),
            ("no-text-value", f'<c t="str">{NEVER_CALCULATED}</c>'),
            ("shared-formula", '<c><f t="shared" si="0"/><v/></c>'),
        )
    ),
    held_back("V03-places-under-a-prefix", "data.xlsx", 1, [(1, "C", "e")], places_under_a_prefix),
    held_back("V02-under-a-prefix", "data.xlsx", 1, [(1, "A", "f")], formula_under_a_prefix, ["formulas"]),
    held_back(
        "V02-beyond-the-values",
        "data.xlsx",
        4,
        [(4, "E", "f")],
        lambda: workbook(table_rows() + f'<row r="4"><c r="E4">{NEVER_CALCULATED}</c></row>'),
        ["formulas"],
    ),
    held_back(
        "V03-errors",
        "data.xlsx",
        len(ERRORS),
        [(row, column, "e") for row in range(1, len(ERRORS) + 1) for column in "BC"],
        lambda: workbook(ERROR_ROWS),
        ["formulas"],
    ),
    *(
        held_back(key, "data.xlsx", 2, [(2, "B", "e")], lambda cell=cell: workbook(one_cell_row(cell)))
        for key, cell in (
            ("V03-error-in-other-quotes", "<c t='e'><v>#N/A</v></c>"),
            ("V03-error-with-spaces", '<c t = "e"><v>#N/A</v></c>'),
        )
    ),
    held_back(
        "V14-beyond-numbers",
        "data.xlsx",
        2,
        [(2, "B", "x"), (2, "C", "x")],
        lambda: workbook(one_cell_row("<c><v>1e400</v></c><c><v>NaN</v></c>")),
    ),
    held_back(
        "U07-control-character",
        "data.xlsx",
        2,
        [(2, "B", "x")],
        lambda: workbook(one_cell_row(inline("a_x0000_b"))),
    ),
    warned(
        "L11-hidden-sheets",
        "data.xlsx",
        ["hidden_sheets", "other_sheets"],
        TABLE,
        lambda: sheets(
            {"Rahasia": "hidden", "Sangat": "veryHidden"},
            Rahasia=table_rows([["x"]]),
            Data=table_rows(),
            Sangat=table_rows([["y"]]),
            Lain=table_rows([["z"]]),
        ),
    ),
    refused_when_parsed(
        "L11-all-hidden", "data.xlsx", "no_sheet", lambda: sheets({"Data": "hidden"}, Data=table_rows())
    ),
)
