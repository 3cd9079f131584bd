"""The board's dashboard, and each of its figures on a page of its own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.papers.answers import download, failed
from outreach.papers.documents.files import PDF_TYPE
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.paper.pdf import TypesettingFailed
from reports.dashboards.catalogue import FIGURES, NAMES, Asked
from reports.dashboards.forms import Choices
from reports.dashboards.panels import headlines, sections, with_addresses, without_survey
from reports.dashboards.papers import FILE_NAME, dashboard_pdf
from reports.renderers.answers import csv_answer, svg_answer
from reports.renderers.drawing import DrawingFailed
from reports.results.questions import BadQuestion
from reports.saying.definitions import definition_of


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    asked = Asked(request.user, request.GET, names=NAMES)
    try:
        context = {
            "choices": _choices(request, asked, NAMES),
            "headlines": headlines(asked),
            "unsurveyed": without_survey(asked),
            "sections": sections(asked),
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
        back = redirect(f"{reverse('dashboard')}?{request.GET.urlencode()}")
        return failed(request, failure, back, _("PDF tidak dapat dibuat. Coba lagi nanti."))
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
        context = with_addresses(asked, figure_id) | own
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
