"""Which rows may be taken."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.importing.interpretation import ReadRow, read_table, readers_of
from surveys.importing.judging import judge_row
from surveys.importing.matching import match
from tests.surveys.importing.tables import COLUMNS, SARAN, WAKTU, rows, terms

DAY = date(2019, 5, 6)


def a_read_row(**changes):
    values = {"region": "KUPANG", "responded_on": DAY} | changes.pop("values", {})
    values = {key: value for key, value in values.items() if value is not None}
    return ReadRow(7, values=values, **({"answers": {"WAKTU": "3"}} | changes))


def codes(row, **changes):
    return [problem.code for problem in judge_row(row, terms(**changes)).problems]


def judged(*lines, columns=COLUMNS):
    """The judgements on lines below the usual heading."""
    heading = [
        "No. Responden",
        "Tanggal",
        "Wilayah",
        "WAKTU",
        "SARANA",
        *(["Saran"] if SARAN in columns else []),
    ]
    table = rows(heading, *lines)
    matching = match(table, columns)
    readers = readers_of(table, matching)
    return [judge_row(row, terms(columns=columns)) for row in read_table(table, matching, readers)]


def test_a_whole_row_is_taken():
    taken = judge_row(a_read_row(), terms())
    assert (taken.number, taken.region, taken.answers, taken.problems) == (7, "KUPANG", {"WAKTU": "3"}, [])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 1, 1), []),
        (date(2019, 12, 31), []),
        (date(2018, 12, 31), ["date_outside_round"]),
        (date(2020, 1, 1), ["date_outside_round"]),
        (date(2017, 7, 31), ["date_before_programme"]),
        (date(2020, 6, 2), ["date_in_future"]),
        (None, ["date_blank"]),
    ],
)
def test_the_date_must_lie_within_the_round(day, expected):
    assert codes(a_read_row(values={"responded_on": day})) == expected


def test_a_date_that_has_come_is_taken_and_tomorrow_is_not():
    assert codes(a_read_row(), today=DAY) == []
    assert codes(a_read_row(), today=date(2019, 5, 5)) == ["date_in_future"]


def test_the_message_names_the_period_of_the_round():
    problem = judge_row(a_read_row(values={"responded_on": date(2018, 5, 6)}), terms()).problems[0]
    assert problem.message == (
        "Tanggal 6 Mei 2018 di luar periode putaran ini (2019). Periksa tanggalnya atau pilih putaran lain."
    )


def test_a_row_without_region_is_refused_with_a_word_on_merged_cells():
    problem = judge_row(a_read_row(values={"region": None}), terms()).problems[0]
    assert problem.code == "region_blank"
    assert "digabung (merge)" in problem.message


def test_a_row_without_region_gets_the_one_of_the_file():
    row = judge_row(a_read_row(values={"region": None}), terms(), fallback_region="CILACAP")
    assert (row.region, row.problems) == ("CILACAP", [])


def test_a_region_outside_the_round_is_refused():
    assert codes(a_read_row(), round_regions=frozenset({"CILACAP"})) == ["region_not_in_round"]


def test_a_row_of_a_foreign_region_shows_nothing_but_that():
    theirs = a_read_row(values={"region": "CILACAP", "responded_on": date(2030, 1, 1), "respondent": "K-9"})
    row = judge_row(theirs, terms(own_regions=frozenset({"KUPANG"})))
    assert [problem.code for problem in row.problems] == ["region_foreign"]
    assert (row.region, row.values, row.answers) == (None, {}, {})


@pytest.mark.parametrize("round_regions", [frozenset({"KUPANG"}), frozenset({"KUPANG", "CILACAP"})])
def test_a_foreign_region_is_answered_alike_whether_it_is_in_the_round_or_not(round_regions):
    theirs = a_read_row(values={"region": "CILACAP"})
    assert codes(theirs, own_regions=frozenset({"KUPANG"}), round_regions=round_regions) == ["region_foreign"]


def test_outside_the_evaluation_neither_date_nor_region_is_needed():
    bare = a_read_row(values={"region": None, "responded_on": None})
    assert codes(bare, in_evaluation=False, round_regions=frozenset()) == []
    assert codes(bare, in_evaluation=False) == ["region_blank"]


def test_an_officer_of_one_region_never_writes_without_region():
    bare = a_read_row(values={"region": None})
    own = frozenset({"KUPANG"})
    assert codes(bare, in_evaluation=False, round_regions=frozenset(), own_regions=own) == ["region_blank"]


def test_a_row_without_any_answer_is_refused():
    assert codes(a_read_row(answers={})) == ["no_answer"]


def test_a_required_question_must_be_answered():
    required = replace(WAKTU, required=True)
    row = judge_row(a_read_row(answers={"SARANA": "3"}), terms(), required=[required])
    assert [(each.code, each.heading) for each in row.problems] == [("required_blank", "Waktu penyelesaian")]


def test_the_fault_of_a_cell_is_not_told_twice():
    row = judged([1, "31 Juni 2019", "Kupng", 3, 4])[0]
    assert [problem.code for problem in row.problems] == ["not_a_date", "unknown_option"]


def test_all_faults_of_a_row_are_told_at_once():
    row = judged([1, "6 Mei 2030", "Kupang", 5, "baik sekali"])[0]
    assert [(each.code, each.column) for each in row.problems] == [
        ("out_of_range", "D"),
        ("unknown_option", "E"),
        ("date_in_future", ""),
    ]


@pytest.mark.parametrize(
    "word",
    [
        "Jumlah",
        "TOTAL",
        "Sub Total",
        "Grand total:",
        "Rata-rata",
        "NRR per unsur",
        "IKM",
        "Jumlah responden: 3",
    ],
)
def test_rows_of_totals_are_recognised(word):
    row = judged([word, None, None, 180, 4])[0]
    assert [problem.code for problem in row.problems] == ["total_row"]


@pytest.mark.parametrize("number", ["IKM-01", "NRR 12", "Mutu/3"])
def test_a_respondent_number_is_not_mistaken_for_a_total(number):
    row = judged([number, "6 Mei 2019", "Kupang", 3, 4])[0]
    assert row.problems == []


def test_own_words_that_begin_with_total_are_no_total():
    row = judged([None, None, None, None, None, "Total bagus"], columns=(*COLUMNS, SARAN))[0]
    assert "total_row" not in [problem.code for problem in row.problems]


def test_a_heading_printed_again_is_recognised():
    row = judged(["No. Responden", "Tanggal", "Wilayah", "WAKTU", "SARANA"])[0]
    assert [problem.code for problem in row.problems] == ["repeated_heading"]


@pytest.mark.parametrize("line", [[], ["K-12"], [None, "  "]])
def test_a_row_with_a_number_only_is_empty(line):
    assert [row.is_empty for row in judged(line)] == [True]


@pytest.mark.parametrize("first", ["(1)", "[1]", "1", 1])
def test_a_row_that_numbers_the_columns_is_a_heading(first):
    numbers = [str(first).replace("1", str(number)) for number in range(1, 6)]
    row = judged([*numbers] if isinstance(first, str) else list(range(1, 6)))[0]
    assert [problem.code for problem in row.problems] == ["repeated_heading"]


@pytest.mark.parametrize(
    "line",
    [
        [None, "Kupang, 30 Juni 2026"],
        [None, None, None, None, None, "Kepala Kantor Cabang"],
        ["Keterangan: 1 = tidak baik"],
        ["A. KABUPATEN KUPANG"],
        [None, None, "Kupang"],
        [None, "2019-05-06"],
    ],
)
def test_a_signature_a_note_and_the_name_of_a_part_are_left_out_and_told(line):
    row = judged(line, columns=(*COLUMNS, SARAN))[0]
    assert [problem.code for problem in row.problems] == ["note_row"]


@pytest.mark.parametrize(
    "line",
    [
        ["7", None, None, 3],  # an answer
        ["7", "2019-05-06", "Kupang"],  # two facts, and no answer yet
        ["7", None, None, "tidak tahu"],
        ["7", "32 Mei", "Kpg", 9],
    ],
)
def test_a_person_with_few_cells_is_a_person(line):
    row = judged(line)[0]
    assert row.problems
    assert "note_row" not in [problem.code for problem in row.problems]


def test_the_word_total_alone_is_one_even_among_own_words():
    rows = judged(
        [None, None, None, None, None, "Jumlah"],
        [None, None, "Kupang", 3, 4, "Total bagus"],
        columns=(*COLUMNS, SARAN),
    )
    assert [row.problems[0].code for row in rows] == ["total_row", "date_blank"]
