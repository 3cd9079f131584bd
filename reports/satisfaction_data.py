"""Reads the tallies of SKM elements and adds them up; no response is touched."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Sum

from reports.periods import Period
from reports.statistics.moments import Moments
from reports.statistics.satisfaction import element_means, grade_of, satisfaction_index
from surveys.models import ElementMoment, Question, SurveyRound

SKM = "SKM-2017"
SUMS = ("n", "sum_a", "sum_b", "sum_ab")
# From the weakest claim to the strongest: a cell that mixes methods may claim no more than its weakest.
METHODS = [SurveyRound.Sampling.CONVENIENCE, SurveyRound.Sampling.QUOTA, SurveyRound.Sampling.PROBABILITY]


@dataclass
class Cell:
    """Respondents of one region and period (or of one round): their moments and how they were chosen."""

    elements: tuple
    pairs: list = field(default_factory=list)
    respondents: int = 0
    methods: set = field(default_factory=set)
    has_sample_data: bool = False

    def add(self, method, is_sample, element_a, element_b, *sums):
        """One row of `_summed`; the empty pair counts the respondents."""
        self.methods.add(method)
        self.has_sample_data |= is_sample
        if not element_a:
            self.respondents += sums[0]
        elif element_a in self.elements and element_b in self.elements:
            self.pairs.append((element_a, element_b, *sums))

    @cached_property
    def moments(self):
        return Moments.from_rows(self.elements, self.pairs)

    @cached_property
    def index(self):
        return satisfaction_index(self.moments, self.respondents)

    @property
    def grade(self):
        return grade_of(self.index)

    @property
    def element_means(self):
        return element_means(self.moments)

    @property
    def sampling(self):
        """The weakest method among the rounds of this cell."""
        return next((method for method in METHODS if method in self.methods), None)


class Satisfaction:
    """The tallies of all rounds in the evaluation in these regions: read once, cut as often as asked."""

    def __init__(self, regions):
        self.regions = list(regions)
        self._cut = {}

    @cached_property
    def elements(self):
        return skm_elements()

    @cached_property
    def _months(self):
        moments = _of_skm(round__in_evaluation=True, region__in=self.regions)
        return list(_summed(moments, by=("region_id", "month")))

    def cells(self, cut):
        """{(region id, Period): Cell} for a cut of `periods.MONTHS`."""
        if cut not in self._cut:
            cells = defaultdict(lambda: Cell(tuple(self.elements)))
            periods = {}
            for region, month, *row in self._months:
                if month not in periods:
                    periods[month] = Period.holding(month, cut=cut)
                cells[region, periods[month]].add(*row)
            self._cut[cut] = dict(cells)
        return self._cut[cut]


def skm_elements():
    """Codes and labels of the SKM elements in the order of the questionnaire."""
    questions = Question.objects.filter(
        version__questionnaire__code=SKM, version__number=1, element=True
    ).order_by("order")
    return dict(questions.values_list("code", "label"))


def cell_of_round(survey_round, *, regions, elements):
    """The Cell of one round, of the given regions and of responses without a region."""
    moments = _of_skm(round=survey_round)
    own = moments.filter(region__in=regions) | moments.filter(region=None)
    cell = Cell(elements)
    for row in _summed(own, by=()):
        cell.add(*row)
    return cell


def _of_skm(**conditions):
    """Tallies of rounds that asked the SKM questionnaire; respondents of another say nothing about it."""
    return ElementMoment.objects.filter(round__version__questionnaire__code=SKM, **conditions)


def _summed(moments, *, by):
    """Tuples (*by, sampling method, whether invented, element a, element b, n, sum a, sum b, sum ab)."""
    keys = (*by, "round__sampling_method", "round__is_sample", "element_a", "element_b")
    sums = {f"total_{name}": Sum(name) for name in SUMS}
    return moments.values(*keys).annotate(**sums).values_list(*keys, *sums)
