"""Plan against realisation of outreach, as a page and as a file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.activities.forms.plans import PlanChoices
from outreach.activities.realisation import realisation
from outreach.models import OutreachTopic
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.files.sheets import csv_download
from pmi_portal.words.formats import rounded


@requires(Permission.ACTIVITIES_VIEW)
def activity_plan(request):
    choices = PlanChoices(request.GET, user=request.user)
    context = {
        "choices": choices,
        "years": realisation(request.user, choices.regions, year=choices.year),
        "topic_total": OutreachTopic.objects.active().count(),
        "csv_url": f"{reverse('activity_plan_csv')}?{request.GET.urlencode()}",
    }
    return render(request, "outreach/activities/activity_plan.html", context)


@requires(Permission.ACTIVITIES_VIEW)
def activity_plan_csv(request):
    choices = PlanChoices(request.GET, user=request.user)
    years = realisation(request.user, choices.regions, year=choices.year)
    return csv_download("rencana-dan-realisasi.csv", [_heads(), *_lines(years)])


def _heads():
    return [
        *(_("Tahun"), _("Wilayah"), _("Direncanakan"), _("Terlaksana dari rencana"), _("Bergeser")),
        *(_("Dibatalkan"), _("Belum"), _("Terlaksana semua"), _("Di luar rencana"), _("Peserta (orang)")),
        *(_("Desa"), _("Rata-rata materi")),
    ]


def _lines(years):
    for rows, _total in years:
        for row in rows:
            yield [
                *(row.year, str(row.region), row.planned, row.done, row.moved, row.cancelled, row.open),
                *(row.held, row.unplanned, row.people, row.villages),
                None if row.topics_each is None else rounded(row.topics_each, 2),
            ]
