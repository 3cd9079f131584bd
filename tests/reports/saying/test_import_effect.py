"""What a file changed is told in a sentence for each region, which claims nothing but that."""

from datetime import date

import pytest

from reports.indicators.import_effect import INDICATOR
from reports.results.presenting import presentable
from reports.results.questions import Question
from reports.results.readers import Reader
from reports.results.results import Cell, Flag, Result
from reports.saying.import_effect import say_import_effect, sentences_of
from reports.statistics.estimates import Estimate, Reason, Withheld
from stakeholders.models import Region
from surveys.models import SurveyRound

KUPANG, CILACAP, NOWHERE = Region(pk=1, name="Kupang"), Region(pk=2, name="Cilacap"), None
HIDDEN, NOBODY = (Withheld(Reason.CONFIDENTIAL, None), None), (Withheld(Reason.NO_ANSWERS, 0), 0)
FACTS = {"brings": True, "updated": False, "since": False, "sampling": "probability"}


def index(value, n):
    return Estimate(value, value - 1, value + 1, n, "m", 0.5), n


def effect(*regions, undone=False, reader=None, flags=(), **facts):
    """The Shown of (region, without, with) each."""
    cells = [
        Cell({"region": region, "part": part}, *value, FACTS | facts, frozenset(flags))
        for region, *values in regions
        for part, value in zip(("without", "with"), values, strict=True)
    ]
    question = Question("berkas", period=None, cut="")
    result = Result(question, INDICATOR, date(2026, 1, 1), tuple(cells), facts={"undone": undone})
    return presentable(result, reader or Reader((), sees_all=True))


def figure(*regions, **options):
    return say_import_effect(effect(*regions, **options), survey_round=SurveyRound(title="Putaran 2026"))


@pytest.mark.parametrize(
    ("without", "with_file", "told"),
    [
        (
            index(76.61, 120),
            index(77.2, 1180),
            "IKM 76,61 tanpa berkas ini, 77,20 dengan berkas ini (120 → 1.180 responden)",
        ),
        (
            NOBODY,
            index(77.2, 60),
            "tanpa berkas ini belum ada responden; dengan berkas ini IKM 77,20 (60 responden)",
        ),
        (
            HIDDEN,
            index(77.2, 60),
            "dengan berkas ini IKM 77,20 (60 responden); tanpa berkas ini dirahasiakan, karena bersama "
            "angka lain memberi tahu jawaban kurang dari 10 responden",
        ),
        (HIDDEN, HIDDEN, "dirahasiakan, karena memberi tahu jawaban kurang dari 10 responden"),
        (
            (Withheld(Reason.ELEMENT_UNANSWERED, 20, ("BIAYA",)), 20),
            index(70, 60),
            "tanpa berkas ini IKM tidak tersedia (Unsur tanpa jawaban: BIAYA), dengan berkas ini IKM 70,00 "
            "(60 responden)",
        ),
    ],
)
def test_the_sentence_of_a_region(without, with_file, told):
    assert sentences_of(effect((KUPANG, without, with_file))) == [f"Kupang: {told}."]
    assert figure((KUPANG, without, with_file)).title == f"Kupang: {told}"


def test_a_file_that_brings_nobody_today_says_so():
    same = index(70, 60)

    assert sentences_of(effect((KUPANG, same, same), brings=False)) == [
        "Kupang: tidak ada responden yang dihitung hari ini berasal dari berkas ini; "
        "IKM 70,00 (60 responden)."
    ]
    assert sentences_of(effect((KUPANG, NOBODY, NOBODY), brings=False)) == [
        "Kupang: tidak ada responden yang dihitung hari ini berasal dari berkas ini; "
        "IKM tidak tersedia (Belum ada responden)."
    ]
    told = "Tidak ada responden yang dihitung hari ini berasal dari berkas ini"
    assert figure((KUPANG, same, same), brings=False).title == told
    assert figure().title == told


def test_few_people_are_never_told_nor_whether_the_file_brought_them():
    few = index(70, 9)

    for brings in (True, False):
        shown = effect((KUPANG, few, few), brings=brings)
        assert sentences_of(shown) == [
            "Kupang: dirahasiakan, karena memberi tahu jawaban kurang dari 10 responden."
        ]
        assert "70" not in str(figure((KUPANG, few, few), brings=brings).table)


def test_invented_answers_are_called_so():
    invented = effect((NOWHERE, index(70, 20), index(71, 60)), flags=[Flag.SAMPLE_DATA])

    assert sentences_of(invented) == [
        "Tanpa wilayah: IKM 70,00 tanpa berkas ini, 71,00 dengan berkas ini (20 → 60 responden); data contoh."
    ]
    assert figure((KUPANG, index(70, 20), index(71, 60)), flags=[Flag.SAMPLE_DATA]).sampled


def test_the_title_of_several_regions_counts_where_the_index_is_another_one():
    moved, same = (KUPANG, index(70, 20), index(71, 60)), (CILACAP, index(70.001, 20), index(70.004, 60))
    hidden = (NOWHERE, HIDDEN, index(70, 15))

    assert figure(moved, same, hidden).title == (
        "Dengan berkas ini IKM berbeda di 1 dari 2 wilayah yang dapat dibandingkan"
    )
    assert figure(hidden, (KUPANG, NOBODY, index(70, 60))).title == (
        "IKM tanpa dan dengan berkas ini tidak dapat dibandingkan di wilayah mana pun"
    )


def test_the_table_holds_both_numbers_of_each_region():
    found = figure((KUPANG, index(70, 120), index(71, 180)), (CILACAP, HIDDEN, index(72, 15)))

    assert [[cell.text for cell in row] for row in found.table] == [
        ["Kupang", "tanpa berkas ini", "70,00", "69,00", "71,00", "120", "sampel acak", ""],
        ["Kupang", "dengan berkas ini", "71,00", "70,00", "72,00", "180", "sampel acak", ""],
        ["Cilacap", "tanpa berkas ini", "c", "–", "–", "c", "", ""],
        [
            *("Cilacap", "dengan berkas ini", "72,00", "71,00", "73,00", "15", "sampel acak"),
            "u: kurang andal, responden kurang dari 30",
        ],
    ]
    assert "c = dirahasiakan karena memberi tahu jawaban kurang dari 10 responden" in found.all_notes
    assert found.subtitle == (
        "Indeks Kepuasan Masyarakat (25–100) dalam Putaran 2026, tanpa dan dengan berkas ini"
    )
    assert "bukan perubahan dari waktu ke waktu, dan tidak diuji" in found.method


def test_who_sees_a_part_of_the_regions_is_told_so_and_nothing_of_the_others():
    both = (KUPANG, index(70, 120), index(71, 180)), (CILACAP, index(80, 20), index(81, 60))

    found = figure(*both, reader=Reader((CILACAP,)))

    assert found.title == "Cilacap: IKM 80,00 tanpa berkas ini, 81,00 dengan berkas ini (20 → 60 responden)"
    assert found.subtitle.endswith("tanpa dan dengan berkas ini; bagian wilayah Anda")
    assert {row["region"] for row in found.rows} == {"Cilacap"}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"updated": True}, "Sebagian responden sudah tersimpan sebelumnya"),
        ({"since": True}, "Sebagian responden kemudian diperbarui berkas lain"),
        ({"undone": True}, "Unggahan ini sudah diurungkan"),
    ],
)
def test_what_became_of_the_file_is_noted(facts, told):
    usual, noted = (figure((KUPANG, index(70, 120), index(71, 180)), **more) for more in ({}, facts))

    assert usual.notes == ()
    (note,) = noted.notes
    assert note.startswith(told)
