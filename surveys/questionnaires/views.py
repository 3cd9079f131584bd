"""Questionnaires, one version a page; they are edited on the admin screens."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.pages import list_page
from surveys.models import QuestionnaireVersion, SurveyRound
from surveys.questionnaires.tables import QuestionnaireTable


@requires(Permission.ROUNDS_VIEW)
def questionnaire_list(request):
    versions = (
        QuestionnaireVersion.objects.select_related("questionnaire")
        .annotate(
            question_count=Count("questions", distinct=True), round_count=Count("rounds", distinct=True)
        )
        .order_by("questionnaire__code", "-number")
    )
    template = "surveys/questionnaires/questionnaire_list.html"
    return list_page(request, template, versions, QuestionnaireTable, name="kuesioner")


@requires(Permission.ROUNDS_VIEW)
def questionnaire_detail(request, code, number):
    versions = QuestionnaireVersion.objects.select_related("questionnaire")
    version = get_object_or_404(versions, questionnaire__code=code, number=number)
    context = {
        "version": version,
        "questions": version.questions.prefetch_related("choices"),
        "rounds": SurveyRound.objects.visible_to(request.user).filter(version=version).order_by("-starts_on"),
    }
    return render(request, "surveys/questionnaires/questionnaire_detail.html", context)
