"""Workbooks with known truth: always the same, true of the file that is written, fair to who reads them."""

import csv
import io
from collections import Counter, defaultdict
from datetime import date

import pytest
from openpyxl import load_workbook

from stakeholders.models import Region
from surveys.importing.spelling import letter
from surveys.models import SurveyRound
from tests.spreadsheets.messy import several, tables
from tests.spreadsheets.messy.adapter import AGAIN, PASSED_OVER, REFUSED, REPEATED, STORED, Reading
from tests.spreadsheets.messy.containers import CONTAINERS
from tests.spreadsheets.messy.earlier import earlier_file
from tests.spreadsheets.messy.hiding import HIDDEN
from tests.spreadsheets.messy.merging import MERGED
from tests.spreadsheets.messy.misunderstood import MISUNDERSTOOD
from tests.spreadsheets.messy.rounds import terms_of_everybody
from tests.spreadsheets.messy.running import examined
from tests.spreadsheets.messy.scoring import Score, score
from tests.spreadsheets.messy.slots import ASIDE_OF_OFFICERS
from tests.spreadsheets.messy.truth import NEXT_SHEET, RowIs, Verdict
from tests.spreadsheets.messy.workbooks import FILES, make

pytestmark = pytest.mark.django_db

SEEDS = range(1, 67)  # each way of FILES twice
SPELLED = ("I1", "I4", "I7", "I11", "I12", "I13", "I14", "I15", "I16", "I20")
NOTES = {"title", "total", "signature", "note", "section"}
NOTES |= {"numbered heading", "heading again", "heading above", "prefilled number", "hidden row"}
FILE_KINDS = {"", "I3", "I5", "I6", "I9", "I10", "I17", "I18", "I21", "L11"}
IN_TURN = {
    "container": min(len(CONTAINERS), len(ASIDE_OF_OFFICERS)),
    "merged": len(MERGED),
    "hidden": len(HIDDEN),
    "misunderstood": len(MISUNDERSTOOD),
    "sheets": len(several.WAYS),
    "tables": len(tables.WAYS),
}
OUTCOMES = {RowIs.PERSON: STORED, RowIs.STORED: AGAIN, RowIs.REPEAT: REPEATED, RowIs.NOBODY: PASSED_OVER}


@pytest.fixture
def terms_by():
    return terms_of_everybody()


MADE = []  # once for all tests: none of them changes a workbook


@pytest.fixture
def workbooks(terms_by):
    if not MADE:
        MADE.extend(make(seed, terms_by) for seed in SEEDS)
    return MADE


def by_heart(workbook):
    """The Reading of who knows the truth: each certain cell read, each wrong one named, nothing else."""
    cells, named, outcomes = {}, set(), {}
    for row in workbook.rows.values():
        wrong = {(row.number, key) for key, cell in row.cells.items() if cell.verdict.must_be_named}
        named |= wrong
        outcomes[row.number] = REFUSED if wrong else OUTCOMES[row.what]
        for key, cell in row.cells.items():
            cells[row.number, key] = None if cell.verdict.must_be_named else cell.value
    return Reading(cells, named, outcomes, told=workbook.told)


def sum_of(workbooks, reader):
    total = Score()
    for workbook in workbooks:
        total.add(score(workbook, reader(workbook)))
    return total


# --- the workbooks


def test_a_seed_always_makes_the_same_workbook(terms_by):
    for seed in (3, 6, 8, 51):
        once, again = make(seed, terms_by), make(seed, terms_by)
        assert once == again
    assert make(8, terms_by).content != make(28, terms_by).content


def test_the_round_leaves_nothing_in_the_database(terms_by):
    assert (Region.objects.count(), SurveyRound.objects.count()) == (0, 0)
    assert terms_by[None].own_regions is None
    assert terms_by["KUPANG"].own_regions == {"KUPANG"}


def table_in(workbook):
    """{address: text} of all that the file shows."""
    if workbook.name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(workbook.content))
        page = book[workbook.sheets[0]] if workbook.sheets else book.worksheets[0]
        return {cell.coordinate: cell.value for line in page.iter_rows() for cell in line}
    encoding = "utf-16" if workbook.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = workbook.content.decode(encoding)
    except UnicodeDecodeError:
        text = workbook.content.decode("cp1252")
    first = text.startswith("sep=")
    delimiter = text[4] if first else max(",;\t", key=text.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, line = {}, 1
    for fields in table:
        found |= {f"{letter(place)}{line}": field for place, field in enumerate(fields)}
        line = table.line_num + 1
    return found


@pytest.mark.parametrize("seed", [1, 4, 5, 6, 8, 9, 11, 20, 31])
def test_the_truth_of_a_cell_stands_at_its_address(seed, terms_by):
    workbook = make(seed, terms_by)
    shown, seen = table_in(workbook), 0
    for row in (row for number, row in workbook.rows.items() if number < NEXT_SHEET):
        for key, cell in row.cells.items():
            address = workbook.address(row.number, key)
            if isinstance(cell.raw, str) and not row.broken:
                assert shown[address] == cell.raw
                seen += 1
    assert seen > 100


def test_every_kind_is_written_in_five_ways(workbooks):
    spellings, notes = defaultdict(set), set()
    for workbook in workbooks:
        for row in workbook.rows.values():
            notes |= {row.note} if row.what is RowIs.NOBODY else set()
            for cell in row.cells.values():
                spellings[cell.kind].add(str(cell.raw))
    assert {kind: len(spellings[kind]) >= 5 for kind in SPELLED} == dict.fromkeys(SPELLED, True)
    assert notes >= NOTES


def test_files_of_every_kind_come_in_five_ways(workbooks):
    headings = defaultdict(set)
    for workbook in workbooks:
        headings[workbook.kind].add(tuple(workbook.letters))
    assert {kind for kind, several in headings.items() if len(several) >= 5} == FILE_KINDS
    turns = Counter(FILES[seed % len(FILES)] for seed in SEEDS)
    assert {way: min(turns[way], ways) >= 5 for way, ways in IN_TURN.items()} == dict.fromkeys(IN_TURN, True)


def test_verdicts_of_every_sort_are_there(workbooks):
    rows = [row for workbook in workbooks for row in workbook.rows.values()]
    assert {cell.verdict for row in rows for cell in row.cells.values()} == set(Verdict)
    assert {row.what for row in rows} == set(RowIs)


@pytest.mark.parametrize("seed", [141, 161])
def test_a_seed_that_left_nobody_to_be_stored_before_makes_a_workbook(seed, terms_by):
    assert len(make(seed, terms_by).rows) > 20


def test_where_everybody_has_a_wrong_cell_there_is_no_earlier_file(terms_by):
    seed = FILES.index("stored before")
    workbook = make(seed, terms_by)
    assert workbook.earlier.count(b"\n") > 2
    for row in workbook.rows.values():
        row.broken, row.cells = (
            True,
            {key: cell._replace(verdict=Verdict.WRONG) for key, cell in row.cells.items()},
        )
    assert earlier_file(None, workbook) is None


def test_what_must_be_told_of_a_file_and_is_not_counts_as_unnamed(workbooks):
    counts = sum_of(workbooks, lambda each: by_heart(each)._replace(told=())).of("I5")
    assert counts["wrong"] >= 5
    assert counts["named"] == 0


# --- the scoring


def test_who_knows_the_truth_has_a_perfect_score(workbooks):
    counts = sum_of(workbooks, by_heart).of()
    assert counts["wrong"] == counts["named"] == counts["called"] == counts["rightly"] > 300
    assert counts["due"] == counts["right"] > 5000
    assert counts["nobody"] == counts["passed"] > 300
    assert counts["good"] > 2000
    assert (counts["refused"], counts["silent"], counts["unread"]) == (0, 0, 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_tidy_workbook_is_read_without_a_fault(seed, terms_by, tmp_path):
    workbook = make(seed, terms_by, tidy=True)
    found = score(workbook, examined(workbook, tmp_path, terms_by))
    plain, counts = found.of(""), found.of()
    assert plain["due"] == plain["right"] > 400
    assert plain["good"] == len(workbook.rows) - 1
    assert counts["nobody"] == counts["passed"] == 1
    assert (counts["called"], counts["refused"], counts["silent"]) == (0, 0, 0)


def with_stored(reading, outcome):
    """The same reading, which keeps the rows of this outcome."""
    outcomes = {row: STORED if it == outcome else it for row, it in reading.outcomes.items()}
    return reading._replace(outcomes=outcomes)


def naming_nothing(workbook):
    return with_stored(by_heart(workbook), REFUSED)._replace(named=set(), told=())


def naming_everything(workbook):
    read = by_heart(workbook)
    return read._replace(named=set(read.cells))


def month_first(workbook):
    """Days and months exchanged wherever the calendar allows it."""
    read = by_heart(workbook)
    return read._replace(cells={at: exchanged(value) for at, value in read.cells.items()})


def exchanged(value):
    return date(value.year, value.day, value.month) if isinstance(value, date) and value.day <= 12 else value


def taking_totals(workbook):
    return with_stored(by_heart(workbook), PASSED_OVER)


def refusing_files(workbook):
    return Reading({}, set(), {}, "no_heading")


def knowing_numbers_as_text(workbook):
    """Two spellings of one number are two people to whom compares texts."""
    read = with_stored(by_heart(workbook), REPEATED)
    texts = {
        (row.number, "respondent"): str(row.cells["respondent"].raw)
        for row in workbook.rows.values()
        if row.what is RowIs.REPEAT
    }
    return read._replace(cells=read.cells | texts)


def test_who_names_nothing_is_wrong_in_silence(workbooks):
    counts = sum_of(workbooks, naming_nothing).of()
    of_files = sum(len(each.told) for each in workbooks)
    assert counts["named"] == counts["called"] == 0 < counts["wrong"] - of_files <= counts["silent"]


def test_who_names_everything_is_seldom_right(workbooks):
    counts = sum_of(workbooks, naming_everything).of()
    assert counts["named"] == counts["wrong"] == counts["rightly"] < counts["called"] / 10
    assert counts["right"] == 0


def test_who_exchanges_day_and_month_is_wrong_in_silence(workbooks):
    found = sum_of(workbooks, month_first)
    assert found.of()["silent"] > 100
    assert {key for _row, key, _what in found.silent} == {"responded_on"}


def test_a_total_that_is_taken_is_wrong_in_silence(workbooks):
    found = sum_of(workbooks, taking_totals)
    assert found.of("I8")["silent"] == found.of()["silent"] == found.of()["nobody"] > 300
    assert found.of()["passed"] == 0


def test_who_refuses_every_file_is_never_wrong_and_takes_nobody(workbooks):
    counts = sum_of(workbooks, refusing_files).of()
    assert (counts["wrong"], counts["silent"], counts["right"], counts["passed"]) == (0, 0, 0, 0)
    assert counts["refused"] == counts["good"] > 2000
    assert (counts["files"], counts["refused files"]) == (0, len(SEEDS))


def test_a_person_who_is_counted_twice_is_wrong_in_silence(workbooks):
    found = sum_of(workbooks, knowing_numbers_as_text)
    repeated = [row for each in workbooks for row in each.rows.values() if row.what is RowIs.REPEAT]
    repeats = sum(not any(cell.verdict.must_be_named for cell in row.cells.values()) for row in repeated)
    assert found.of()["silent"] == found.of("I1")["silent"] == repeats > 5
