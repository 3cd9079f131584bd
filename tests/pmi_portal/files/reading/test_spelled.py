"""A workbook read by the spellings of its cells says what it says when it is read as a whole."""

import io
import json
import re
import zipfile
from contextlib import suppress

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pmi_portal.files.reading import table
from tests.pmi_portal.files.reading.children import parser_rows, parser_xlsx, xlsx_spelled
from tests.spreadsheets.build import CASES
from tests.spreadsheets.containers import made_by_xlsxwriter

WORKBOOKS = [case for case in CASES if case.suffix == ".xlsx" and not case.key.startswith("X")]
often = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def told_of(path, *, by_spelling):
    """(what the child tells of a workbook, the tables in it as rows), or the code of its refusal."""
    stream, plain = io.BytesIO(), parser_xlsx.spelled
    output = parser_rows.Output(stream, "xlsx")
    try:
        if not by_spelling:
            parser_xlsx.spelled = never
        parser_xlsx.parse(path, (), output)
    except parser_rows.Refused as refused:
        return refused.code, refused.detail, refused.row
    except BaseException:  # a panic of calamine is not an Exception
        return "broken"
    finally:
        parser_xlsx.spelled = plain
    return without_blocks(map(json.loads, stream.getvalue().splitlines()))


def never(*_asked):
    raise xlsx_spelled.NotPlain


def without_blocks(lines):
    told, rows = [], table.Table()
    for line in lines:
        if "numbers" in line:
            rows.add_block(line, [next(lines) for _column in range(line["columns"])])
        else:
            told.append(line)
    return told, [(row.number, row.cells) for row in rows]


def both(tmp_path, content):
    path = tmp_path / "upload.xlsx"
    path.write_bytes(content)
    return told_of(path, by_spelling=True), told_of(path, by_spelling=False)


def is_spelled(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package, suppress(xlsx_spelled.NotPlain):
        workbook = parser_xlsx.Workbook(package)
        return bool(xlsx_spelled.spelled(workbook, workbook.worksheets[0].part))
    return False


@pytest.mark.parametrize("case", WORKBOOKS, ids=lambda case: case.key)
def test_every_workbook_of_the_corpus_says_the_same(case, tmp_path):
    by_spelling, whole = both(tmp_path, case.content())
    assert by_spelling == whole


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "Ya", 'kode 12"', 's="1"', "a<b & c", "é\n日本", "=1+1", "=", "#N/A"]),
    st.booleans(),
    st.integers(-5, 60_000),
    st.sampled_from([0.5, 1e300, 45_000.25, -0.0]),
)
FORMATS = st.sampled_from([None, "dd/mm/yyyy", "0%", "hh:mm", "[h]:mm:ss", "@", '"%"0', "dd/mm/yyyy hh:mm"])
TABLES = st.lists(st.lists(st.tuples(CELLS, FORMATS), max_size=5), min_size=1, max_size=70)


def written(lines, *, inline_strings, hidden=(), from_1904=False):
    """A workbook of cells with their formats; every third row is left out, so that there are gaps."""
    content = io.BytesIO()
    options = {"constant_memory": inline_strings, "date_1904": from_1904, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        formats = {name: book.add_format({"num_format": name}) for name in FORMATS.elements if name}
        page = book.add_worksheet("Data")
        for row, cells in enumerate(lines):
            if row in hidden:
                page.set_row(row, None, None, {"hidden": True})
            for column, (value, shape) in enumerate(cells if row % 3 < 2 else []):
                _write(page, row, column, value, formats.get(shape))
    return content.getvalue()


def _write(page, row, column, value, shape):
    if value == "":
        page.write_blank(row, column, None, shape)
    elif value == "=":
        page.write_formula(row, column, "=A1", shape, "")
    elif value == "#N/A":
        page.write_formula(row, column, "=NA()", shape, value)
    elif value is not None:
        page.write(row, column, value, shape)


@often
@given(TABLES, st.booleans(), st.sets(st.integers(0, 9)), st.booleans())
def test_any_workbook_says_the_same(tmp_path_factory, lines, inline_strings, hidden, from_1904):
    content = written(lines, inline_strings=inline_strings, hidden=hidden, from_1904=from_1904)
    by_spelling, whole = both(tmp_path_factory.mktemp("both"), content)
    assert by_spelling == whole


def by_openpyxl():
    book, content = openpyxl.Workbook(), io.BytesIO()
    for number in range(1, 40):
        book.active.append([number, f'{number}"', None, number / 7, "ya" if number % 2 else None])
        book.active.cell(number, 1).style = "Percent"
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("made", [made_by_xlsxwriter, by_openpyxl])
def test_what_others_write_is_read_by_its_spellings(made, tmp_path):
    by_spelling, whole = both(tmp_path, made())
    assert (by_spelling, is_spelled(made())) == (whole, True)


ROWS = b'<row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1" s="0"><v>2</v></c></row><row r="2"/>'
PIECES = re.findall(rb"<[^<>]*>|[^<>]+", ROWS)


@st.composite
def damaged_rows(draw):
    """Rows with tags left out, doubled, exchanged or cut."""
    pieces = list(PIECES) * 2
    for _time in range(draw(st.integers(1, 3))):
        at, to = (draw(st.integers(0, len(pieces) - 1)) for _one in "12")
        how = draw(st.sampled_from(["leave out", "double", "exchange", "cut", "blank"]))
        if how == "leave out":
            pieces[at] = b""
        elif how == "double":
            pieces[at] *= 2
        elif how == "exchange":
            pieces[at], pieces[to] = pieces[to], pieces[at]
        else:
            pieces[at] = pieces[at][1:] if how == "cut" else pieces[at].replace(b"<", b" <")
    return b"".join(pieces)


def with_rows(rows):
    """A workbook with these bytes in place of the rows of its sheet."""
    with zipfile.ZipFile(io.BytesIO(by_openpyxl())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    # By a function: what the rows hold is no pattern.
    parts[sheet] = re.sub(
        rb"<sheetData>.*</sheetData>", lambda _found: b"<sheetData>%b</sheetData>" % rows, parts[sheet]
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


@settings(often, max_examples=300)
@given(damaged_rows())
def test_damaged_rows_are_told_as_if_the_sheet_were_read_as_a_whole(tmp_path_factory, rows):
    by_spelling, whole = both(tmp_path_factory.mktemp("both"), with_rows(rows))
    assert by_spelling == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'spans="1:2"', b'spans="1:2" spans="1:2"'),
        (b'spans="1:2"', b'spans="1:\x012"'),
        (b'spans="1:2"', b'spans="\xff"'),
        (b's="0"', b's="0" s="0"'),
        (b"<v>2</v>", b"<v>&two;</v>"),
        (b"<v>2</v>", b"<v>\x02</v>"),
    ],
)
def test_a_sheet_that_is_no_sound_xml_is_refused_either_way(tmp_path, old, new):
    assert both(tmp_path, with_rows(ROWS)) != ("broken", "broken")
    assert both(tmp_path, with_rows(ROWS.replace(old, new))) == ("broken", "broken")
