"""Plan against realisation of outreach, as a page and as a file."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from outreach.activities.forms.plans import PlanChoices
from outreach.activities.realisation import realisation
from outreach.models import OutreachActivity, OutreachTopic
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.list_files import asked_kind, file_answer, file_links
from pmi_portal.words.formats import rounded
from stakeholders.models import Region

FILE_NAME = "rencana-dan-realisasi"


@requires(Permission.ACTIVITIES_VIEW)
def activity_plan(request):
    activities = OutreachActivity.objects.visible_to(request.user)
    regions = Region.objects.visible_to(request.user, Permission.ACTIVITIES_VIEW)
    kind = asked_kind(request)
    if kind:
        activities = activities.exportable_by(request.user)
        regions = regions.exportable_by(request.user)
    choices = PlanChoices(request.GET, activities=activities, regions=regions)
    years = realisation(activities, choices.regions, year=choices.year)
    if kind:
        return file_answer(request, kind, FILE_NAME, [_heads(), *_lines(years)], choices)
    context = {
        "choices": choices,
        "years": years,
        "topic_total": OutreachTopic.objects.active().count(),
        "files": file_links(request),
    }
    return render(request, "outreach/activities/activity_plan.html", context)


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
