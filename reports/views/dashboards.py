"""The board's dashboard, and each of its figures on a page of its own."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.answers import csv_answer, svg_answer
from reports.catalogue import FIGURES, Sources
from reports.forms import DashboardChoices
from reports.headlines import satisfaction_headlines, unsurveyed


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    choices = DashboardChoices(request.GET)
    sources = Sources(request.user, choices.chosen)
    context = {
        "choices": choices,
        "headlines": list(satisfaction_headlines(sources.satisfaction)),
        "unsurveyed": unsurveyed(sources.satisfaction),
        "figures": [_shown(sources, figure_id) for figure_id in FIGURES],
    }
    return render(request, "reports/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
def figure_detail(request, figure_id):
    choices = DashboardChoices(request.GET)
    shown = _shown(_sources(request, figure_id), figure_id)
    return render(request, "reports/figure_detail.html", shown | {"choices": choices})


@requires(Permission.DASHBOARD_VIEW)
def figure_csv(request, figure_id):
    return csv_answer(_sources(request, figure_id).figure(figure_id))


@requires(Permission.DASHBOARD_VIEW)
def figure_svg(request, figure_id):
    return svg_answer(_sources(request, figure_id).figure(figure_id))


def _sources(request, figure_id):
    if figure_id not in FIGURES:
        raise Http404
    return Sources(request.user, DashboardChoices(request.GET).chosen)


def _shown(sources, figure_id):
    query = urlencode({"per": sources.chosen["cut"], "jenis": sources.chosen["kind"]})
    return {
        "figure": sources.figure(figure_id),
        "page_url": f"{reverse('figure_detail', args=[figure_id])}?{query}",
        "csv_url": f"{reverse('figure_csv', args=[figure_id])}?{query}",
        "svg_url": f"{reverse('figure_svg', args=[figure_id])}?{query}",
    }
