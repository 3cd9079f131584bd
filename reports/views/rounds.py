"""What one survey round says: index, grade, elements."""

from django.shortcuts import get_object_or_404, render

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.answers import csv_answer, svg_answer
from reports.indicators.satisfaction import elements_figure, index_words, sampling_note
from reports.satisfaction_data import cell_of_round
from reports.wording import describe_grade
from stakeholders.models import Region
from surveys.models import SurveyRound


@requires(Permission.ROUNDS_VIEW)
def round_report(request, code):
    survey_round, cell, figure = _results(request, code)
    context = {
        "round": survey_round,
        "cell": cell,
        "index": index_words(cell.index),
        "grade": describe_grade(cell.grade),
        "sampling": sampling_note(cell.sampling) if cell.sampling else "",
        "figure": figure,
    }
    return render(request, "reports/round_report.html", context)


@requires(Permission.ROUNDS_VIEW)
def round_report_csv(request, code):
    return csv_answer(_results(request, code)[2])


@requires(Permission.ROUNDS_VIEW)
def round_report_svg(request, code):
    return svg_answer(_results(request, code)[2])


def _results(request, code):
    survey_round = get_object_or_404(SurveyRound.objects.visible_to(request.user), code=code)
    regions = Region.objects.visible_to(request.user, Permission.ROUNDS_VIEW)
    cell = cell_of_round(survey_round, regions=regions)
    figure = elements_figure(
        cell=cell,
        title_suffix=survey_round.title,
        figure_id=f"unsur-{survey_round.code}",
        source=survey_round.source or survey_round.title,
        sampled=survey_round.is_sample,
    )
    return survey_round, cell, figure
