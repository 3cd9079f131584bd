"""The board's dashboard, and each of its figures on a page of its own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.dashboards.catalogue import FIGURES, NAMES, QUESTIONS, Asked
from reports.dashboards.forms import Choices
from reports.renderers.answers import csv_answer, svg_answer
from reports.results.questions import BadQuestion
from reports.saying.satisfaction import say_headlines, unsurveyed


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    asked = Asked(request.user, request.GET, names=NAMES)
    try:
        index = asked.shown("ikm")
        context = {
            "choices": _choices(request, asked, NAMES),
            "headlines": say_headlines(index),
            "unsurveyed": unsurveyed(index, asked.own_regions),
            "sections": [_section(asked, question) for question in QUESTIONS],
        }
    except BadQuestion as bad:
        return _refused(request, asked, NAMES, bad)
    return render(request, "reports/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
def figure_detail(request, figure_id):
    asked = _asked(request, figure_id)
    names = asked.names_of(figure_id)
    try:
        choices = _choices(request, asked, names)
        own = {"choices": choices, "indicator": FIGURES[figure_id][0], "page_url": ""}
        context = _figure(asked, figure_id) | own
    except BadQuestion as bad:
        return _refused(request, asked, names, bad)
    return render(request, "reports/figure_detail.html", context)


@requires(Permission.DASHBOARD_VIEW)
def figure_csv(request, figure_id):
    return _file(request, figure_id, csv_answer)


@requires(Permission.DASHBOARD_VIEW)
def figure_svg(request, figure_id):
    return _file(request, figure_id, svg_answer)


def _file(request, figure_id, answer):
    asked = _asked(request, figure_id)
    try:
        return answer(asked.figure(figure_id))
    except BadQuestion as bad:
        return _refused(request, asked, asked.names_of(figure_id), bad)


def _asked(request, figure_id):
    if figure_id not in FIGURES:
        raise Http404
    asked = Asked(request.user, request.GET)
    if not asked.may_see(figure_id):
        raise PermissionDenied
    return asked


def _choices(request, asked, names):
    return Choices(request.GET, names=names, regions=asked.own_regions)


def _refused(request, asked, names, bad):
    """400 with what can be asked, and the choices to ask it with."""
    choices = Choices({}, names=names, regions=asked.own_regions)
    context = {"choices": choices, "why": bad.message}
    return render(request, "reports/bad_question.html", context, status=400)


def _section(asked, question):
    """A question of the board with the figures that this person may see."""
    seen = [figure_id for figure_id in question.figures if asked.may_see(figure_id)]
    figures = [_figure(asked, figure_id) for figure_id in seen]
    return {"question": question, "figures": figures, "is_closed": bool(question.figures) and not seen}


def _figure(asked, figure_id):
    query = asked.question(figure_id).canonical
    return {
        "figure": asked.figure(figure_id),
        "page_url": f"{reverse('figure_detail', args=[figure_id])}?{query}",
        "csv_url": f"{reverse('figure_csv', args=[figure_id])}?{query}",
        "svg_url": f"{reverse('figure_svg', args=[figure_id])}?{query}",
    }
