"""Any table comes back as it was written, and no damaged file gives anything but rows or a refusal."""

import csv
import io
import zipfile
from datetime import date, datetime
from string import ascii_letters, digits

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmi_portal.files.reading.reader import UnreadableFile, read_rows
from pmi_portal.files.reading.refusal_texts import REFUSALS
from tests.spreadsheets.containers import made_by_xlsxwriter
from tests.spreadsheets.packages import inline, package, workbook

# The same examples every time: a red build is always about the change that was made.
often = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read_bytes(folder, content, name):
    path = folder / "upload"
    path.write_bytes(content)
    return read_rows(path, name)


def without_blank_end(row, is_blank):
    while row and is_blank(row[-1]):
        row = row[:-1]
    return row


def fitting_table(cells):
    """Tables of up to 8 rows below a header of words."""

    def rows(width):
        return st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8).map(
            lambda body: [[f"kolom {chr(97 + n)}" for n in range(width)], *body]
        )

    return st.integers(2, 6).flatmap(rows)


PLAIN = st.text(ascii_letters + digits + " .'=+-@éØ", max_size=12)
WILD = st.text(ascii_letters + digits + " ,;\t|\n\"'éЖ西😀\u2028\u200b", max_size=12).filter(
    lambda text: text.count("\n") < 2
)
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
TEXT_TABLES = st.one_of(
    st.tuples(fitting_table(PLAIN), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    st.tuples(fitting_table(WILD), st.just(csv.QUOTE_ALL)),
)


@often
@given(TEXT_TABLES, DIALECTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_any_text_table_comes_back_as_it_was_written(tmp_path, written, dialect, encoding, names_delimiter):
    table, quoting = written
    buffer = io.StringIO()
    csv.writer(buffer, quoting=quoting, **dialect).writerows(table)
    named = f"sep={dialect['delimiter']}{dialect['lineterminator']}" if names_delimiter else ""

    reading = read_bytes(tmp_path, (named + buffer.getvalue()).encode(encoding), "data.csv")

    expected = [without_blank_end(row, lambda text: not text.strip()) for row in table]
    assert [[value for _kind, value in row.cells] for row in reading.rows] == [row for row in expected if row]
    assert (reading.delimiter, [row.fields for row in reading.rows if row.ragged]) == (
        dialect["delimiter"],
        [],
    )


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: float(f"{number:.15G}")),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20),
)


def written_by_xlsxwriter(table, **options):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    sheet, dated = book.add_worksheet("Data"), book.add_format({"num_format": "dd/mm/yyyy"})
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), dated)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return buffer.getvalue()


def as_cell(value):
    if value is None or value == "":
        return ["", ""]
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, int | float):
        return ["n", value]
    return ["d", value.isoformat()] if isinstance(value, date) else ["s", value]


@often
@given(fitting_table(VALUES), st.booleans())
def test_any_workbook_comes_back_as_it_was_written(tmp_path, table, inline_strings):
    content = written_by_xlsxwriter(table, constant_memory=inline_strings)

    reading = read_bytes(tmp_path, content, "data.xlsx")

    def is_blank(cell):
        return not str(cell[1]).strip()

    expected = (without_blank_end([as_cell(value) for value in row], is_blank) for row in table)
    expected = [(number, row) for number, row in enumerate(expected, start=1) if row]
    assert [(row.number, row.cells) for row in reading.rows] == expected


SOUND = {
    "csv": ("data.csv", 'nama;"kode";nilai\r\nSiti;"07\n1";3,5\r\nRené;"1""2";4\r\n'.encode() * 3),
    "minimal": ("data.xlsx", workbook()),
    "formulas": ("data.xlsx", workbook(f"<row>{inline('a')}<c t='e'><v>#N/A</v></c><c><f>1</f></c></row>")),
    "xlsxwriter": ("data.xlsx", made_by_xlsxwriter()),
}


@st.composite
def damaged(draw, content):
    """The content with bytes overwritten, a stretch cut out or doubled, or the end missing."""
    content = bytearray(content)
    for _time in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.integers(1, 40))
        how = draw(st.sampled_from(["overwrite", "cut", "double", "end"]))
        if how == "overwrite":
            content[at : at + 3] = draw(st.binary(min_size=1, max_size=3))
        elif how == "cut":
            del content[at : at + length]
        elif how == "double":
            content[at:at] = content[at : at + length]
        else:
            del content[at:]
    return bytes(content)


def with_damaged_part(draw, content):
    """The package with one of its parts damaged before it is packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    return package({**parts, name: draw(damaged(parts[name]))}.items())


@st.composite
def damaged_files(draw, name, content):
    if name.endswith(".xlsx") and draw(st.booleans()):
        return with_damaged_part(draw, content)
    return draw(damaged(content))


@pytest.mark.parametrize("kind", SOUND)
def test_a_damaged_file_gives_rows_or_a_refusal_and_nothing_else(tmp_path, kind):
    name, content = SOUND[kind]

    @settings(often, max_examples=40)
    @given(damaged_files(name, content))
    def try_one(damaged_content):
        try:
            reading = read_bytes(tmp_path, damaged_content, name)
        except UnreadableFile as unreadable:
            assert (unreadable.code in REFUSALS, bool(unreadable.message)) == (True, True)
        else:
            assert len(list(reading.rows)) == len(reading.rows)

    try_one()
