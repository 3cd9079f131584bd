"""The shipped questionnaire."""

import csv

import pytest

from pmi_portal.loading.reference import Loader
from surveys import reference
from surveys.importing.columns import question_columns
from surveys.importing.headings import Dictionary
from surveys.models import Choice, Question
from tests.surveys.makers import ELEMENTS, the_skm

pytestmark = pytest.mark.django_db


def test_the_nine_elements_stand_by_code_in_the_order_of_the_questionnaire():
    questions = the_skm().questions.all()
    assert [question.code for question in questions] == ELEMENTS
    assert {(question.kind, question.element) for question in questions} == {("scale", True)}


def test_each_element_has_four_answers_scored_one_to_four():
    scores = [[choice.score for choice in question.choices.all()] for question in the_skm().questions.all()]
    assert scores == [[1, 2, 3, 4]] * 9


def test_loading_twice_changes_nothing_and_an_edited_label_is_kept():
    the_skm()
    Question.objects.filter(code="WAKTU").update(label="Waktu layanan")
    loader = Loader()
    reference.load(loader)
    assert Question.objects.get(code="WAKTU").label == "Waktu layanan"
    assert loader.kept == ["WAKTU Waktu layanan"]
    assert {outcome for (_model, outcome) in loader.counts} == {"unchanged", "kept"}


def test_no_heading_belongs_to_two_elements():
    columns = question_columns(the_skm())
    dictionary = Dictionary(columns)
    for column in columns:
        for heading in (column.key, column.label, column.text, *column.also):
            assert dictionary.look_up(heading)[1] is column


def test_eight_is_facilities_and_nine_is_complaints():
    dictionary = Dictionary(question_columns(the_skm()))
    assert [dictionary.look_up(heading)[1].key for heading in ("U8", "U9")] == ["SARANA", "PENGADUAN"]


def test_the_copied_file_is_the_one_of_its_source():
    with (reference.DATA / "skm_sekadau_first49.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert (len(rows), sum(int(row["U4"]) for row in rows)) == (49, 177)


def test_every_answer_is_known_by_its_label_and_by_its_score():
    for column in question_columns(the_skm()):
        for choice in Choice.objects.filter(question__code=column.key):
            assert (
                column.spellings[choice.label.lower()].code == column.scores[choice.score].code == choice.code
            )
