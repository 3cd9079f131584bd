"""The figures of the dashboard by id, each built for the regions a person may see."""

from pmi_portal.accounts.permissions import Permission
from reports.indicators.groups_heard import groups_heard_figure
from reports.indicators.participants import participants_figure
from reports.indicators.satisfaction import satisfaction_figure
from reports.indicators.statements import statements_figure
from stakeholders.models import Region

FIGURES = {
    "ikm": lambda regions, chosen: satisfaction_figure(regions=regions, cut=chosen["cut"]),
    "kelompok": lambda regions, chosen: groups_heard_figure(regions=regions),
    "pernyataan": lambda regions, chosen: statements_figure(regions=regions, kind=chosen["kind"]),
    "peserta": lambda regions, chosen: participants_figure(),
}


def regions_of(user):
    """The active regions whose figures this person may see, in their order."""
    return list(Region.objects.active().visible_to(user, Permission.DASHBOARD_VIEW))


def build_figure(figure_id, *, user, chosen):
    """The Figure; KeyError for an unknown id."""
    return FIGURES[figure_id](regions_of(user), chosen)
