"""Admin screens of questionnaires: a version that was answered keeps its codes and wordings."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.statistics.satisfaction import ANSWERS
from surveys.models import Question, SurveyRound
from surveys.models.questionnaires import ELEMENT_SCORES
from surveys.responses.storing import numbered_response, store_responses
from tests.support.records import a_region
from tests.surveys.makers import an_skm_round, the_skm

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_page(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def answered():
    survey_round = an_skm_round()
    response = numbered_response(
        survey_round, region=a_region(), number="1", values={}, answers={"WAKTU": "4"}
    )
    store_responses(survey_round, [response])
    return survey_round.version


def posted_form(page, address, **changes):
    """Sends the form of an admin page back as the browser would, with these changes."""
    form = page.get(address).context["adminform"].form
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for inline in page.get(address).context["inline_admin_formsets"]:
        for part in [inline.formset.management_form, *inline.formset.forms]:
            data |= {part.add_prefix(name): part[name].value() for name in part.fields}
    data = {key: "" if value is None else value for key, value in (data | changes).items()}
    return page.post(address, data)


def test_an_unanswered_question_can_be_reworded(admin_page):
    question = the_skm().questions.get(code="WAKTU")
    address = f"/admin/surveys/question/{question.pk}/change/"
    assert posted_form(admin_page, address, label="Kecepatan").status_code == 302
    question.refresh_from_db()
    assert question.label == "Kecepatan"


def test_an_answered_question_gains_headings_and_nothing_else(admin_page, answered):
    question = answered.questions.get(code="WAKTU")
    address = f"/admin/surveys/question/{question.pk}/change/"
    changes = {"synonyms": "lama layanan", "label": "Kecepatan", "code": "CEPAT", "choices-0-score": "1"}
    assert posted_form(admin_page, address, **changes).status_code == 302
    question.refresh_from_db()
    assert (question.synonyms, question.label) == (["lama layanan"], "Waktu penyelesaian")
    assert [choice.score for choice in question.choices.all()] == [1, 2, 3, 4]


def test_an_answered_version_is_not_deleted_and_gains_no_question(admin_page, answered):
    assert admin_page.get(f"/admin/surveys/questionnaireversion/{answered.pk}/delete/").status_code == 403
    assert admin_page.get("/admin/surveys/question/add/").status_code == 403
    page = admin_page.get(f"/admin/surveys/questionnaireversion/{answered.pk}/change/")
    assert [inline.has_add_permission for inline in page.context["inline_admin_formsets"]] == [False]
    assert Question.objects.filter(version=answered).count() == 9


def test_rounds_are_only_looked_at(admin_page, answered):
    survey_round = SurveyRound.objects.get()
    address = f"/admin/surveys/surveyround/{survey_round.pk}"
    assert admin_page.get(f"{address}/change/").status_code == 200
    assert admin_page.get(f"{address}/history/").status_code == 200
    answers = [admin_page.post(f"{address}/{door}/").status_code for door in ("change", "delete")]
    assert (answers, admin_page.get("/admin/surveys/surveyround/add/").status_code) == ([403, 403], 403)


@pytest.mark.parametrize("score", ["0", "5", ""])
def test_a_choice_of_an_element_has_a_score_from_1_to_4(admin_page, score):
    question = the_skm().questions.get(code="WAKTU")
    address = f"/admin/surveys/question/{question.pk}/change/"
    answer = posted_form(admin_page, address, **{"choices-3-score": score})
    assert (answer.status_code, "Pilihan unsur SKM bernilai 1, 2, 3, atau 4." in answer.content.decode()) == (
        200,
        True,
    )
    assert [choice.score for choice in question.choices.all()] == [1, 2, 3, 4]


def test_a_score_that_came_off_the_scale_otherwise_is_mended_on_the_page_of_the_question(admin_page):
    question = the_skm().questions.get(code="WAKTU")
    question.choices.filter(score=4).update(score=40)
    address = f"/admin/surveys/question/{question.pk}/change/"
    assert posted_form(admin_page, address).status_code == 200
    assert posted_form(admin_page, address, **{"choices-3-score": "4"}).status_code == 302
    assert [choice.score for choice in question.choices.all()] == [1, 2, 3, 4]


def test_a_frozen_score_off_the_scale_breaks_no_screen(admin_page, answered):
    question = answered.questions.get(code="WAKTU")
    question.choices.filter(score=4).update(score=40)
    answer = posted_form(admin_page, f"/admin/surveys/question/{question.pk}/change/")
    assert (answer.status_code, "Pilihan unsur SKM bernilai" in answer.content.decode()) == (200, True)


def a_question_of_five(version):
    question = version.questions.create(code="LAIN", label="Lain", text="Lain?", kind="scale", order=10)
    for score in range(1, 6):
        question.choices.create(code=str(score), label=f"Pilihan {score}", score=score, order=score)
    return question


def test_a_question_that_is_no_element_may_have_other_scores(admin_page):
    question = a_question_of_five(the_skm())
    address = f"/admin/surveys/question/{question.pk}/change/"
    assert posted_form(admin_page, address, **{"choices-4-score": "10"}).status_code == 302
    assert [choice.score for choice in question.choices.all()] == [1, 2, 3, 4, 10]


@pytest.mark.parametrize("screen", ["question", "questionnaireversion"])
def test_a_question_becomes_an_element_only_with_scores_from_1_to_4(admin_page, screen):
    question = a_question_of_five(the_skm())
    pk, field = (
        (question.pk, "element") if screen == "question" else (question.version_id, "questions-9-element")
    )
    answer = posted_form(admin_page, f"/admin/surveys/{screen}/{pk}/change/", **{field: "on"})
    question.refresh_from_db()
    assert (answer.status_code, question.element) == (200, False)
    assert "Perbaiki dahulu nilai: 5 Pilihan 5." in answer.content.decode()


def test_the_database_takes_no_score_below_1():
    question = a_question_of_five(the_skm())
    with pytest.raises(IntegrityError, match="choice_score_counts_from_one"), transaction.atomic():
        question.choices.create(code="0", label="Tidak", score=0)


def test_the_scores_of_an_element_are_those_the_index_is_made_for():
    assert (min(ELEMENT_SCORES), max(ELEMENT_SCORES)) == ANSWERS


def test_the_code_of_an_answered_questionnaire_stays(admin_page, answered):
    questionnaire = answered.questionnaire
    answered.questionnaire.versions.create(number=2)
    address = f"/admin/surveys/questionnaire/{questionnaire.pk}/change/"
    assert posted_form(admin_page, address, code="LAIN", title="Judul baru").status_code == 302
    questionnaire.refresh_from_db()
    assert (questionnaire.code, questionnaire.title) == ("SKM-2017", "Judul baru")
    questionnaire.code = "LAIN"
    with pytest.raises(ValidationError, match="Kode tidak dapat diubah"):
        questionnaire.full_clean()


def test_the_code_of_a_questionnaire_nobody_answered_can_be_changed(admin_page):
    questionnaire = the_skm().questionnaire
    address = f"/admin/surveys/questionnaire/{questionnaire.pk}/change/"
    assert posted_form(admin_page, address, code="SKM-2025").status_code == 302
    questionnaire.refresh_from_db()
    assert questionnaire.code == "SKM-2025"


def test_other_spellings_are_typed_one_a_line(admin_page, answered):
    question = answered.questions.get(code="WAKTU")
    address = f"/admin/surveys/question/{question.pk}/change/"
    question.synonyms = ["lama layanan", "kecepatan"]
    question.save()
    page = admin_page.get(address)

    assert page.context["adminform"].form["synonyms"].value() == "lama layanan\nkecepatan"
    posted_form(admin_page, address, synonyms="lama layanan\r\n\r\n waktu tunggu \r\nlama layanan")

    question.refresh_from_db()
    assert question.synonyms == ["lama layanan", "waktu tunggu"]


def test_codes_of_no_answer_may_be_declared_of_an_answered_version(admin_page, answered):
    address = f"/admin/surveys/questionnaireversion/{answered.pk}/change/"
    codes = "98 = tidak tahu\n99 = tidak mau menjawab"
    assert posted_form(admin_page, address, missing_codes=codes, number="7").status_code == 302
    answered.refresh_from_db()
    assert (answered.missing_codes, answered.number) == ({"98": "dk", "99": "refused"}, 1)
    refused = posted_form(admin_page, address, missing_codes="98 = sakit")
    assert "tidak dimengerti. Tulis satu kode satu baris" in refused.text
