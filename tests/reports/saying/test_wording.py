import pytest
from django.utils import translation

from reports.saying.wording import NOT_AVAILABLE, TOO_FEW, describe_grade, edge_note, explain, symbol_for
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.satisfaction import grade_of


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def graded(value, low, high):
    return grade_of(Estimate(value, low, high, 100, "test"))


def test_a_certain_grade_says_that_the_whole_interval_lies_in_it():
    assert describe_grade(graded(80, 78, 82)) == "B (Baik), seluruh rentang di B"
    assert edge_note(graded(80, 78, 82)) == ""


def test_an_uncertain_grade_names_the_cut_its_interval_crosses():
    assert describe_grade(graded(89, 87, 91)) == "A (Sangat Baik), batas B/A"
    assert describe_grade(graded(66, 60, 72)) == "C (Kurang Baik), batas D/C"
    assert edge_note(graded(80, 60, 95)) == "batas D/C/B/A"


@pytest.mark.parametrize(
    ("withheld", "words"),
    [
        (Withheld(Reason.TOO_FEW, 12), "Baru 12 responden; mutu dinilai mulai dari 30 responden."),
        (
            Withheld(Reason.ELEMENT_UNANSWERED, 40, ("WAKTU", "BIAYA")),
            "Unsur tanpa jawaban: WAKTU, BIAYA.",
        ),
        (
            Withheld(Reason.OFF_SCALE, 40, ("WAKTU",)),
            "Nilai di luar skala 1–4 pada unsur: WAKTU. Periksa nilai pilihannya.",
        ),
        (Withheld(Reason.NO_ANSWERS, 0), "Belum ada responden."),
        (
            Withheld(Reason.STRATUM_MISSING, 300, ("Kupang", "Cilacap")),
            "Belum ada hasil untuk: Kupang, Cilacap.",
        ),
        (Withheld(Reason.NO_SPREAD, 80), "Semua jawaban sama, sehingga tidak dapat diuji."),
        (Withheld(Reason.NO_ERROR, 1), "Ketelitiannya tidak diketahui, sehingga tidak dapat diuji."),
    ],
)
def test_a_withheld_number_gives_its_reason(withheld, words):
    assert explain(withheld) == words
    assert describe_grade(withheld) == words


def test_every_reason_has_words_of_its_own():
    assert len({explain(Withheld(reason, 7, ("WAKTU",))) for reason in Reason}) == len(Reason)


def test_too_few_answers_and_no_answers_have_symbols_of_their_own():
    assert symbol_for(Withheld(Reason.TOO_FEW, 12)) is TOO_FEW
    assert symbol_for(Withheld(Reason.NO_ANSWERS, 0)) is NOT_AVAILABLE
