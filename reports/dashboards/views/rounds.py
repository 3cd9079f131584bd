"""What one survey round says: the index of each region, and its elements."""

from dataclasses import replace

from django.shortcuts import get_object_or_404, render

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.indicators import elements, satisfaction
from reports.indicators.satisfaction_tallies import read_tallies
from reports.renderers.answers import csv_answer, svg_answer
from reports.results.presenting import presentable
from reports.results.questions import Question, today_of_figures
from reports.results.readers import Reader
from reports.saying.elements import say_elements_of_round
from reports.saying.satisfaction import say_headlines
from stakeholders.models import Region
from surveys.models import Response, SurveyRound


@requires(Permission.ROUNDS_VIEW)
def round_report(request, code):
    survey_round = _round(request, code)
    read = read_tallies(survey_round)
    index, figure = (_shown(request, survey_round, one, read) for one in (satisfaction, elements))
    context = {
        "round": survey_round,
        "headlines": say_headlines(index, compared=False),
        "is_part": index.is_part,
        "responses": _responses(request.user, survey_round),
        "figure": say_elements_of_round(figure, survey_round=survey_round),
    }
    return render(request, "reports/round_report.html", context)


@requires(Permission.ROUNDS_VIEW)
def round_report_csv(request, code):
    return csv_answer(_figure(request, code))


@requires(Permission.ROUNDS_VIEW)
def round_report_svg(request, code):
    return svg_answer(_figure(request, code))


def _figure(request, code):
    survey_round = _round(request, code)
    return say_elements_of_round(_shown(request, survey_round, elements), survey_round=survey_round)


def _round(request, code):
    return get_object_or_404(SurveyRound.objects.visible_to(request.user), code=code)


def reader_of(request, survey_round):
    """Who looks; an example without regions is for all who see rounds."""
    reader = Reader.of(request.user, Permission.ROUNDS_VIEW, among=list(Region.objects.all()))
    return reader if survey_round.regions.exists() else replace(reader, sees_unplaced=True)


def _shown(request, survey_round, indicator, read=None):
    """What this person may see of an indicator of this round alone; responses without a region stand last."""
    regions = [*Region.objects.all(), None]
    question = Question(indicator.INDICATOR.code, period=None, cut="")
    result = indicator.compute(
        question, regions=regions, today=today_of_figures(), survey_round=survey_round, read=read
    )
    return presentable(result, reader_of(request, survey_round))


def _responses(user, survey_round):
    """How many responses are stored, for who may open them; None for others: it would tell of few."""
    if not user.holds_somewhere(Permission.RESPONSES_VIEW):
        return None
    opened = Response.objects.visible_to(user, Permission.RESPONSES_VIEW)
    return opened.counted().filter(round=survey_round).count()
