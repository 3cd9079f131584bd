"""Admin screens of questionnaires: a version that was answered keeps its codes and wordings."""

import pytest

from surveys.importing.writing import numbered_response, store_responses
from surveys.models import Question, SurveyRound
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
    changes = {"synonyms": '["lama layanan"]', "label": "Kecepatan", "code": "CEPAT", "choices-0-score": "1"}
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
