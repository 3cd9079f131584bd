"""What an officer says of cells: read as if it stood in the file, which stays as it is."""

from pmi_portal.files.reading.table import Merge
from surveys.importing.decisions import NOTHING_DECIDED, Decided, spelling_of
from surveys.importing.interpretation import Interpreted
from surveys.importing.matching import match
from tests.surveys.importing.tables import COLUMNS, rows

HEADING = ("No responden", "Wilayah", "Tanggal wawancara", "Jenis kelamin", "WAKTU", "SARANA")
LINES = (
    HEADING,
    ("1", "Kupang", "12 Mei 2019", "Laki - lakii", "Cepat", "Baik"),
    ("2", "Kupang", "13 Mei 2019", "laki - lakii ", "Kilat", "Baik"),
    ("3", "Kupang", "14 Mei 2019", "P", "Kilat", "Baik"),
)


def values(key, decided, table=None):
    table = (table or rows(*LINES)).with_cells({(row, place): text for row, place, text in decided.fixes})
    read = Interpreted(table, match(table, COLUMNS), decided)
    column = next(each for each in read.columns if each.column.key == key)
    return [column.value(place) for place in range(len(read))]


def test_a_word_on_a_value_holds_wherever_the_column_says_it():
    assert values("sex", NOTHING_DECIDED) == [None, None, "P"]

    decided = NOTHING_DECIDED.with_values({("p:sex", "laki - lakii"): "L"})

    assert values("sex", decided) == ["L", "L", "P"]
    assert values("WAKTU", decided) == ["3", None, None]  # said of another column


def test_a_word_on_a_value_goes_before_what_would_be_understood():
    assert values("WAKTU", NOTHING_DECIDED.with_values({("q:WAKTU", "cepat"): ""})) == [None, None, None]
    assert values("WAKTU", NOTHING_DECIDED.with_values({("q:WAKTU", "cepat"): "Kurang cepat"}))[0] == "2"


def test_a_fix_is_of_one_cell():
    decided = NOTHING_DECIDED.with_fixes({(3, 4): "Sangat cepat"})

    assert values("WAKTU", decided) == ["3", "4", None]
    assert values("WAKTU", NOTHING_DECIDED) == ["3", None, None]


def test_a_fix_of_what_is_not_there_goes_for_nothing():
    decided = NOTHING_DECIDED.with_fixes({(99, 4): "Cepat", (0, 4): "Cepat", (3, 40): "Cepat"})

    assert values("WAKTU", decided) == ["3", None, None]


def test_the_table_itself_stays_as_it_was_read():
    table = rows(*LINES)
    table.with_cells({(3, 4): "Cepat", (4, 4): "Cepat"})

    assert [row.cells[4][1] for row in table] == ["WAKTU", "Cepat", "Kilat", "Kilat"]
    assert table.typed == {}


def test_a_fix_inside_merged_cells_is_of_its_row_alone():
    table = rows(HEADING, *(LINES[1][:3] + (said, "Cepat", "Baik") for said in ("P", None, None)))
    table.merges = [Merge(2, 4, 3, 3)]

    assert values("sex", NOTHING_DECIDED, table) == ["P", "P", "P"]
    assert values("sex", NOTHING_DECIDED.with_fixes({(3, 3): "L"}), table) == ["P", "L", "P"]
    assert values("sex", NOTHING_DECIDED.with_fixes({(3, 3): " "}), table) == ["P", None, "P"]


def test_a_later_word_takes_the_place_of_an_earlier_one_and_none_takes_it_back():
    decided = NOTHING_DECIDED.with_fixes({(3, 4): "Cepat", (4, 4): "Cepat"}).with_fixes(
        {(3, 4): "", (4, 4): None}
    )

    assert decided.fixes == ((3, 4, ""),)
    said = NOTHING_DECIDED.with_values({("p:sex", "x"): "L"}).with_values({("p:sex", "x"): "P"})
    assert said.values == (("p:sex", "x", "P"),)
    assert said.with_values({("p:sex", "x"): None}) == NOTHING_DECIDED


def test_decisions_are_kept_as_json_and_come_back_the_same():
    decided = Decided(2, ((0, ""), (3, "p:sex")), masks_texts=True)
    decided = decided.with_values({("p:sex", "pria?"): "L", ("p:sex", "x"): "", ("q:WAKTU", "x"): "Cepat"})
    decided = decided.with_fixes({(12, 4): "Cepat", (3, 4): "", (3, 11): "a"})

    assert Decided.from_json(decided.as_json()) == decided
    assert NOTHING_DECIDED.as_json() == {}
    assert Decided.from_json({}) == NOTHING_DECIDED


def test_a_number_and_the_text_of_it_are_one_spelling():
    assert spelling_of("n", 5) == spelling_of("s", " 5 ") == "5"
    assert spelling_of("s", "Laki -  Laki") == "laki - laki"
    assert spelling_of("p", 0.03) == "3%"
