"""The board's dashboard, and each of its figures on a page of its own."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.papers.answers import download, failed
from outreach.papers.documents.files import PDF_TYPE
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.paper.pdf import TypesettingFailed
from reports.dashboards.catalogue import FIGURES, NAMES, QUESTIONS, Asked
from reports.dashboards.forms import Choices
from reports.dashboards.papers import FILE_NAME, dashboard_pdf
from reports.renderers.answers import csv_answer, svg_answer
from reports.renderers.drawing import DrawingFailed
from reports.results.questions import BadQuestion
from reports.saying.definitions import definition_of
from reports.saying.satisfaction import say_headlines, unsurveyed


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    asked = Asked(request.user, request.GET, names=NAMES)
    try:
        context = {
            "choices": _choices(request, asked, NAMES),
            "headlines": headlines(asked),
            "unsurveyed": asked.face("unsurveyed", "ikm", lambda: _unsurveyed(asked)),
            "sections": _sections(asked),
        }
    except BadQuestion as bad:
        return _refused(request, asked, NAMES, bad)
    return render(request, "reports/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
def dashboard_summary_pdf(request):
    return _paper(request, is_full=False)


@requires(Permission.DASHBOARD_VIEW)
def dashboard_annex_pdf(request):
    return _paper(request, is_full=True)


def _paper(request, *, is_full):
    asked = Asked(request.user, request.GET, names=NAMES)
    try:
        content = dashboard_pdf(asked, is_full=is_full)
    except BadQuestion as bad:
        return _refused(request, asked, NAMES, bad)
    except (TypesettingFailed, DrawingFailed) as failure:
        return failed(request, failure, redirect("dashboard"), _("PDF tidak dapat dibuat. Coba lagi nanti."))
    return download(content, PDF_TYPE, f"{FILE_NAME[is_full]}-{asked.today:%Y-%m-%d}.pdf")


@requires(Permission.DASHBOARD_VIEW)
def figure_detail(request, figure_id):
    asked = _asked(request, figure_id)
    names, indicator = asked.names_of(figure_id), FIGURES[figure_id][0]
    try:
        choices = _choices(request, asked, names)
        own = {
            "choices": choices,
            "indicator": indicator,
            "definition": definition_of(indicator),
            "page_url": "",
        }
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


def headlines(asked):
    """The tiles of satisfaction, on the dashboard and at home."""
    return asked.face("tiles", "ikm", lambda: say_headlines(asked.shown("ikm")))


def _unsurveyed(asked):
    return [str(region) for region in unsurveyed(asked.shown("ikm"), asked.own_regions)]


def _sections(asked):
    """The questions of the board, each with the figures that this person may see."""
    seen = [one for question in QUESTIONS for one in question.figures if asked.may_see(one)]
    asked.look_up("panel", seen)
    return [
        {
            "question": question,
            "figures": [_panel(asked, one) for one in question.figures if one in seen],
            "is_closed": bool(question.figures) and not set(question.figures) & set(seen),
        }
        for question in QUESTIONS
    ]


def _panel(asked, figure_id):
    """A figure as it stands on the dashboard: itself, its addresses, and its HTML."""

    def make():
        shown = _figure(asked, figure_id)
        html = render_to_string("components/figure.html", shown | {"level": 3})
        return shown | {"figure": replace(shown["figure"]), "html": html}  # without what it worked out for it

    return asked.face("panel", figure_id, make)


def _figure(asked, figure_id):
    query = asked.question(figure_id).canonical
    return {
        "figure": asked.figure(figure_id),
        "page_url": f"{reverse('figure_detail', args=[figure_id])}?{query}",
        "csv_url": f"{reverse('figure_csv', args=[figure_id])}?{query}",
        "svg_url": f"{reverse('figure_svg', args=[figure_id])}?{query}",
    }
