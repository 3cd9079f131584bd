"""Which rows may be taken."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.importing.plan import Plan
from tests.surveys.importing.tables import COLUMNS, SARAN, WAKTU, judged, row_problems

DAY = date(2019, 5, 6)
HEADING = ["No. Responden", "Tanggal", "Wilayah", "WAKTU", "SARANA", "Saran"]


def below_heading(*lines, columns=(*COLUMNS, SARAN), **terms):
    """The judgement on lines below the usual heading."""
    return judged(HEADING, *lines, columns=columns, **terms)


def a_line(*, number=None, day=DAY, region="Kupang", answers=(3, None)):
    return [number, day, region, *answers]


def problems(*lines, **terms):
    """[Problem, ...] row by row."""
    return [problem for _row, problem in row_problems(below_heading(*lines, **terms))]


def codes(*lines, **terms):
    return [problem.code for problem in problems(*lines, **terms)]


def rows(judgement):
    return Plan(judgement).rows


def test_a_whole_row_is_taken():
    judgement = below_heading(a_line())
    taken = rows(judgement)[0]
    assert (taken.number, taken.region, taken.answers, judgement.problems) == (
        2,
        "KUPANG",
        {"WAKTU": "3"},
        [],
    )


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
    assert codes(a_line(day=day)) == expected


def test_a_date_that_has_come_is_taken_and_tomorrow_is_not():
    assert codes(a_line(), today=DAY) == []
    assert codes(a_line(), today=date(2019, 5, 5)) == ["date_in_future"]


def test_the_message_names_the_period_of_the_round():
    problem = problems(a_line(day=date(2018, 5, 6)))[0]
    assert problem.message == (
        "Tanggal 6 Mei 2018 di luar periode putaran ini (2019). Periksa tanggalnya atau pilih putaran lain."
    )


def test_a_row_without_region_is_refused_with_a_word_on_merged_cells():
    problem = problems(a_line(region=None))[0]
    assert problem.code == "region_blank"
    assert "digabung (merge)" in problem.message


def test_a_row_without_region_gets_the_one_of_the_file():
    judgement = below_heading(a_line(region=None), a_line(), fallback_region="CILACAP")
    assert ([row.region for row in rows(judgement)], judgement.problems) == (["CILACAP", "KUPANG"], [])


def test_a_region_outside_the_round_is_refused():
    assert codes(a_line(), round_regions=frozenset({"CILACAP"})) == ["region_not_in_round"]


def test_a_row_of_a_foreign_region_shows_nothing_but_that():
    theirs = a_line(number="K-9", day=date(2030, 1, 1), region="Cilacap", answers=(9, 3))
    judgement = below_heading(theirs, own_regions=frozenset({"KUPANG"}))
    assert [problem.code for problem in judgement.problems] == ["region_foreign"]
    row = rows(judgement)[0]
    assert (row.region, row.values, row.answers) == (None, {}, {})


@pytest.mark.parametrize("round_regions", [frozenset({"KUPANG"}), frozenset({"KUPANG", "CILACAP"})])
def test_a_foreign_region_is_answered_alike_whether_it_is_in_the_round_or_not(round_regions):
    theirs = a_line(region="Cilacap")
    assert codes(theirs, own_regions=frozenset({"KUPANG"}), round_regions=round_regions) == ["region_foreign"]


def test_outside_the_evaluation_neither_date_nor_region_is_needed():
    bare = a_line(region=None, day=None)
    assert codes(bare, in_evaluation=False, round_regions=frozenset()) == []
    assert codes(bare, in_evaluation=False) == ["region_blank"]


def test_an_officer_of_one_region_never_writes_without_region():
    bare = a_line(region=None)
    own = frozenset({"KUPANG"})
    assert codes(bare, in_evaluation=False, round_regions=frozenset(), own_regions=own) == ["region_blank"]


def test_a_row_without_any_answer_is_refused():
    assert codes(a_line(number="1", answers=())) == ["no_answer"]


def test_a_required_question_must_be_answered():
    required = replace(WAKTU, required=True)
    asked = [required if each is WAKTU else each for each in COLUMNS]
    told = problems(a_line(answers=(None, 3)), a_line(), a_line(answers=("tidak tahu", 3)), columns=asked)
    assert [(each.code, each.heading) for each in told] == [("required_blank", "Waktu penyelesaian")]


def test_the_fault_of_a_cell_is_not_told_twice():
    assert codes([1, "31 Juni 2019", "Kupng", 3, 4]) == ["not_a_date", "unknown_option"]


def test_all_faults_of_a_row_are_told_at_once():
    told = problems([1, "6 Mei 2030", "Kupang", 5, "baik sekali"])
    assert [(each.code, each.column) for each in told] == [
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
    assert codes([word, None, None, 180, 4]) == ["total_row"]


@pytest.mark.parametrize("number", ["IKM-01", "NRR 12", "Mutu/3"])
def test_a_respondent_number_is_not_mistaken_for_a_total(number):
    assert codes([number, "6 Mei 2019", "Kupang", 3, 4]) == []


@pytest.mark.parametrize(("waktu", "told"), [(3, []), ("", ["total_row"]), (260, ["total_row"])])
def test_who_bears_the_name_of_a_total_is_somebody_once_the_row_answers_too(waktu, told):
    heading = ["Nama", "Tanggal", "Wilayah", "WAKTU", "SARANA"]
    judgement = judged(heading, ["Total Wijaya", "6 Mei 2019", "Kupang", waktu, waktu and 4], columns=COLUMNS)
    assert [problem.code for problem in judgement.problems] == told


@pytest.mark.parametrize(("sex", "told"), [("L", ["out_of_range"]), (None, ["total_row"])])
def test_who_bears_the_name_of_a_total_is_somebody_once_the_row_tells_of_a_person(sex, told):
    heading = ["Nama", "Tanggal", "Wilayah", "Jenis kelamin", "WAKTU", "SARANA"]
    line = ["Total Wijaya", "6 Mei 2019", "Kupang", sex, 3, 400]
    judgement = judged(heading, line, columns=COLUMNS)
    assert [problem.code for problem in judgement.problems] == told


@pytest.mark.parametrize(
    "word", ["Σ nilai", "∑ Nilai/Unsur", "NRR tertimbang", "Total keseluruhan", "JUMLAH"]
)
def test_a_total_is_known_behind_numbers_too(word):
    heading = ["SARANA", "Nama", "Tanggal", "Wilayah", "WAKTU"]
    below = judged(
        heading, [2.26, word, None, None, 279], ["3", "Jumlah Sari", None, None, 3], columns=COLUMNS
    )
    found = {problem.code: problem.places.tolist() for problem in below.problems}
    assert (found["total_row"], found["date_blank"]) == ([0], [1])


def test_own_words_that_begin_with_total_are_no_total():
    assert "total_row" not in codes([None, None, None, None, None, "Total bagus"])


def test_a_heading_printed_again_is_recognised():
    assert codes(a_line(), HEADING[:5], HEADING, a_line()) == ["repeated_heading"] * 2


@pytest.mark.parametrize("line", [[], ["K-12"], [None, "  "]])
def test_a_row_with_a_number_only_is_empty(line):
    assert below_heading(a_line(), line).empty.tolist() == [False, True]


@pytest.mark.parametrize("first", ["(1)", "[1]", "1", 1])
def test_a_row_that_numbers_the_columns_is_a_heading(first):
    numbers = [str(first).replace("1", str(number)) for number in range(1, 6)]
    line = numbers if isinstance(first, str) else list(range(1, 6))
    assert codes(line, a_line()) == ["numbering_row"]


@pytest.mark.parametrize("line", [[1, 2, 3], [1, 2, 3, 3, 5], [2, 3, 4, 5, 6], [1, None, 3, 4, 5]])
def test_other_numbers_in_a_row_are_no_numbering(line):
    assert "numbering_row" not in codes(line)


@pytest.mark.parametrize(
    "line",
    [
        [None, "Kupang, 30 Juni 2026"],
        [None, None, None, None, None, "Kepala Kantor Cabang"],
        ["Keterangan: 1 = tidak baik"],
        [None, None, None, "Nilai 1 = tidak baik; 4 = sangat baik"],
        ["A. KABUPATEN KUPANG"],
        [None, None, "Kupang"],
        [None, "2019-05-06"],
    ],
)
def test_a_signature_a_note_and_the_name_of_a_part_are_left_out_and_told(line):
    assert codes(line) == ["note_row"]


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
    told = codes(line)
    assert told
    assert "note_row" not in told


def test_the_word_total_alone_is_one_even_among_own_words():
    told = codes([None, None, None, None, None, "Jumlah"], [None, None, "Kupang", 3, 4, "Total bagus"])
    assert told == ["total_row", "date_blank"]


def test_one_fault_in_many_rows_is_one_problem_with_its_places():
    judgement = below_heading(a_line(region="Kupng"), a_line(), a_line(region="Kupng"), a_line(region="Xyz"))
    told = [(each.cell, each.places.tolist()) for each in judgement.problems]
    assert told == [("Kupng", [0, 2]), ("Xyz", [3])]
