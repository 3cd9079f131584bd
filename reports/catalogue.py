"""The figures of the dashboard by id, each built for the regions a person may see."""

from django.utils import timezone

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.programme import PROGRAMME_START
from reports.indicators.groups_heard import groups_heard_figure
from reports.indicators.participants import participants_figure
from reports.indicators.satisfaction import satisfaction_figure
from reports.indicators.statements import statements_figure
from reports.satisfaction_data import Satisfaction
from stakeholders.models import Region

FIGURES = {
    "ikm": lambda sources: satisfaction_figure(sources.satisfaction, cut=sources.chosen["cut"]),
    "kelompok": lambda sources: groups_heard_figure(regions=sources.regions),
    "pernyataan": lambda sources: statements_figure(regions=sources.regions, kind=sources.chosen["kind"]),
    "peserta": lambda sources: participants_figure(),
}


class Sources:
    """What one page's figures are built from: the person's regions and choices; tallies are read once."""

    def __init__(self, user, chosen):
        since_then = Region.objects.valid_within(PROGRAMME_START, timezone.localdate())
        self.regions = list(since_then.visible_to(user, Permission.DASHBOARD_VIEW))
        self.satisfaction = Satisfaction(self.regions)
        self.chosen = chosen

    def figure(self, figure_id):
        """The Figure; KeyError for an unknown id."""
        return FIGURES[figure_id](self)
