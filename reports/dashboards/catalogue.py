"""The figures of the dashboard by id: what is asked, who computes it, and who says it."""

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.programme import PROGRAMME_START
from reports.indicators import groups_heard, participants, satisfaction, themes
from reports.results.presenting import presentable
from reports.results.questions import asked, names_of, today_of_figures
from reports.results.readers import Reader
from reports.saying.groups import say_groups
from reports.saying.participants import say_participants
from reports.saying.satisfaction import say_index
from reports.saying.themes import say_themes
from stakeholders.models import Region

# {id: (who computes it, who says it)}, in the order of the page
FIGURES = {
    "ikm": (satisfaction.INDICATOR, say_index),
    "kelompok": (groups_heard.INDICATOR, say_groups),
    "pernyataan": (themes.INDICATOR, say_themes),
    "peserta": (participants.INDICATOR, say_participants),
}
# What may be asked on a page that shows them all.
NAMES = tuple(dict.fromkeys(name for indicator, _say in FIGURES.values() for name in names_of(indicator)))


class Asked:
    """What one person asks on one page: each indicator is computed, and made presentable, once.

    `names` are those known on a page of several indicators, of which each takes its own.
    """

    def __init__(self, user, query, *, names=()):
        self.query, self.names, self.today = query, names, today_of_figures()
        self.regions = list(Region.objects.valid_within(PROGRAMME_START, self.today))
        self.reader = Reader.of(user, Permission.DASHBOARD_VIEW, among=self.regions)
        self._shown = {}

    def names_of(self, figure_id):
        """The names that change this figure."""
        return names_of(FIGURES[figure_id][0])

    def question(self, figure_id):
        """The Question of this figure; raises KeyError for an unknown id, and BadQuestion."""
        codes = [region.code for region in self.reader.regions]
        indicator, _say = FIGURES[figure_id]
        return asked(indicator, self.query, regions=codes, today=self.today, names=self.names)

    def shown(self, figure_id):
        """The Shown of this figure for this person; raises as `question` does."""
        if figure_id not in self._shown:
            question = self.question(figure_id)
            result = FIGURES[figure_id][0].compute(question, regions=self.regions, today=self.today)
            self._shown[figure_id] = presentable(result, self.reader)
        return self._shown[figure_id]

    def figure(self, figure_id):
        _indicator, say = FIGURES[figure_id]
        return say(self.shown(figure_id))
