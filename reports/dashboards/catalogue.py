"""The figures by id, and the questions of the board that they answer, in the order in which they are read."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.programme import PROGRAMME_START
from reports.dashboards.keeping import Kept
from reports.indicators import (
    advice,
    differing_views,
    elements,
    emergencies,
    groups_heard,
    holders,
    outreach_plans,
    owed,
    participants,
    promises_kept,
    rates,
    received,
    referrals,
    satisfaction,
    saturation,
    themes,
    ties,
    time_to_answer,
)
from reports.results.presenting import presentable
from reports.results.questions import CUT, FROM, REGION, TO, asked, names_of, today_of_figures
from reports.results.readers import Reader
from reports.saying.advice import say_advice
from reports.saying.differing_views import say_differing_views
from reports.saying.elements import say_elements
from reports.saying.emergencies import say_emergencies
from reports.saying.groups import say_groups
from reports.saying.holders import say_holders
from reports.saying.outreach_plans import say_outreach_plans
from reports.saying.owed import say_owed
from reports.saying.participants import say_participants
from reports.saying.promises_kept import say_promises_kept
from reports.saying.rates import say_rates
from reports.saying.received import say_received
from reports.saying.referrals import say_referrals
from reports.saying.satisfaction import say_index
from reports.saying.saturation import say_saturation
from reports.saying.themes import say_themes
from reports.saying.ties import say_ties
from reports.saying.time_to_answer import say_time_to_answer
from stakeholders.models import Region

# {id: (who computes it, who says it)}
FIGURES = {
    "ikm": (satisfaction.INDICATOR, say_index),
    "unsur": (elements.INDICATOR, say_elements),
    "kelompok": (groups_heard.INDICATOR, say_groups),
    "kejenuhan": (saturation.INDICATOR, say_saturation),
    "saran": (advice.INDICATOR, say_advice),
    "jawaban": (promises_kept.INDICATOR, say_promises_kept),
    "lama": (time_to_answer.INDICATOR, say_time_to_answer),
    "pemegang": (holders.INDICATOR, say_holders),
    "darurat": (emergencies.INDICATOR, say_emergencies),
    "pengaduan": (received.INDICATOR, say_received),
    "laju": (rates.INDICATOR, say_rates),
    "pernyataan": (themes.INDICATOR, say_themes),
    "sosialisasi": (outreach_plans.INDICATOR, say_outreach_plans),
    "jejaring": (ties.INDICATOR, say_ties),
    "pertentangan": (differing_views.INDICATOR, say_differing_views),
    "utang": (owed.INDICATOR, say_owed),
    "penerusan": (referrals.INDICATOR, say_referrals),
    "peserta": (participants.INDICATOR, say_participants),
}
# What may be asked on a page that shows them all; each figure has more choices on its own page.
NAMES = (REGION, CUT, FROM, TO)


@dataclass(frozen=True)
class BoardQuestion:
    """One question of the board: its number on the page, the figures that answer it, and what is awaited."""

    number: int
    text: str
    figures: tuple
    awaits: str = ""


QUESTIONS = (
    BoardQuestion(1, _("Seberapa puas mereka yang dilayani?"), ("ikm",)),
    BoardQuestion(2, _("Unsur layanan mana yang terlemah?"), ("unsur",)),
    BoardQuestion(
        number=3,
        text=_("Apakah sosialisasi sampai kepada PMI?"),
        figures=("sosialisasi",),
        awaits=_("Ingatan, pengetahuan, dan niat peserta menunggu kuesioner yang menanyakannya."),
    ),
    BoardQuestion(4, _("Pengaduan apa yang datang?"), ("pengaduan",)),
    BoardQuestion(5, _("Apakah pengaduan dijawab tepat waktu?"), ("jawaban", "lama")),
    BoardQuestion(6, _("Siapa yang memegang pengaduan yang terlambat?"), ("pemegang",)),
    BoardQuestion(7, _("Siapa yang belum bekerja sama?"), ("jejaring", "pertentangan", "penerusan", "utang")),
    BoardQuestion(8, _("Kelompok mana yang belum didengar?"), ("kelompok", "kejenuhan")),
    BoardQuestion(9, _("Apa yang disarankan, dan apa hasilnya?"), ("saran", "pernyataan")),
    BoardQuestion(10, _("Apakah satu wilayah lebih buruk daripada yang lain?"), ("laju",)),
    BoardQuestion(
        number=11,
        text=_("Apa yang baru, naik, atau darurat?"),
        figures=("darurat",),
        awaits=_("Yang baru atau naik menunggu peringatan dini."),
    ),
    BoardQuestion(12, _("Berapa pekerja migran yang terlindungi?"), ("peserta",)),
)


class Asked:
    """What one person asks on one page: each indicator is computed, and made presentable, once.

    `names` are those known on a page of several indicators, of which each takes its own.
    """

    def __init__(self, user, query, *, names=()):
        self.user, self.query, self.names, self.today = user, query, names, today_of_figures()
        self.regions = list(Region.objects.valid_within(PROGRAMME_START, self.today))
        self._readers, self._readings, self._shown, self._kept = {}, {}, {}, Kept()

    @property
    def own_regions(self):
        """The regions this person may ask for."""
        return self._reader(Permission.DASHBOARD_VIEW).regions

    def may_see(self, figure_id):
        """Whether anything of this figure is this person's to see."""
        return self.user.holds_somewhere(FIGURES[figure_id][0].opens)

    def names_of(self, figure_id):
        """The names that change this figure."""
        return names_of(FIGURES[figure_id][0])

    def question(self, figure_id):
        """The Question of this figure; raises KeyError for an unknown id, and BadQuestion."""
        indicator, _say = FIGURES[figure_id]
        codes = [region.code for region in self.own_regions]
        return asked(indicator, self.query, regions=codes, today=self.today, names=self.names)

    def shown(self, figure_id):
        """The Shown of this figure for this person; raises as `question` does."""
        if figure_id not in self._shown:
            question = self.question(figure_id)
            given = self._given_to(FIGURES[figure_id][0])
            result = FIGURES[figure_id][0].compute(question, regions=self.regions, today=self.today, **given)
            self._shown[figure_id] = presentable(result, self._reader(FIGURES[figure_id][0].opens))
        return self._shown[figure_id]

    def _given_to(self, indicator):
        """What was read for another figure of the page already, or is read now for both."""
        if indicator.reading is None:
            return {}
        if indicator.reading not in self._readings:
            self._readings[indicator.reading] = indicator.reading()
        return {"read": self._readings[indicator.reading]}

    def figure(self, figure_id):
        """The Figure of this figure for this person; raises as `question` does."""
        _indicator, say = FIGURES[figure_id]
        return self.face("figure", figure_id, lambda: say(self.shown(figure_id)))

    def face(self, name, figure_id, make):
        """What `make` gives, kept under this name while the figure for this person stays the same."""
        return self._kept.face(self._key(name, figure_id), make)

    def look_up(self, name, figure_ids):
        """Ask at once for what is kept of several figures."""
        self._kept.look_up([self._key(name, figure_id) for figure_id in figure_ids])

    def _key(self, name, figure_id):
        indicator = FIGURES[figure_id][0]
        return self._kept.key(name, indicator, self.question(figure_id), self._reader(indicator.opens))

    def _reader(self, permission):
        if permission not in self._readers:
            self._readers[permission] = Reader.of(self.user, permission, among=self.regions)
        return self._readers[permission]
