"""The board's dashboard, and each of its figures on a page of its own."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from reports.answers import csv_answer, svg_answer
from reports.catalogue import FIGURES, build_figure, regions_of
from reports.forms import DashboardChoices
from reports.headlines import satisfaction_headlines


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request):
    choices = DashboardChoices(request.GET)
    regions = regions_of(request.user)
    context = {
        "choices": choices,
        "headlines": list(satisfaction_headlines(regions)),
        "figures": [_shown(request, figure_id, choices.chosen) for figure_id in FIGURES],
    }
    return render(request, "reports/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
def figure_detail(request, figure_id):
    choices = DashboardChoices(request.GET)
    shown = _shown(request, figure_id, choices.chosen)
    return render(request, "reports/figure_detail.html", shown | {"choices": choices})


@requires(Permission.DASHBOARD_VIEW)
def figure_csv(request, figure_id):
    return csv_answer(_figure(request, figure_id, DashboardChoices(request.GET).chosen))


@requires(Permission.DASHBOARD_VIEW)
def figure_svg(request, figure_id):
    return svg_answer(_figure(request, figure_id, DashboardChoices(request.GET).chosen))


def _figure(request, figure_id, chosen):
    if figure_id not in FIGURES:
        raise Http404
    return build_figure(figure_id, user=request.user, chosen=chosen)


def _shown(request, figure_id, chosen):
    query = urlencode({"per": chosen["cut"], "jenis": chosen["kind"]})
    return {
        "figure": _figure(request, figure_id, chosen),
        "page_url": f"{reverse('figure_detail', args=[figure_id])}?{query}",
        "csv_url": f"{reverse('figure_csv', args=[figure_id])}?{query}",
        "svg_url": f"{reverse('figure_svg', args=[figure_id])}?{query}",
    }
