"""Reads the tallies of SKM elements and adds them up; no response is touched."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Sum

from reports.periods import YEARS, Period
from reports.statistics.moments import Moments
from reports.statistics.satisfaction import element_means, grade_of, satisfaction_index
from surveys.models import ElementMoment, Question, SurveyRound

SKM = "SKM-2017"
SUMS = ("n", "sum_a", "sum_b", "sum_ab")
# From the weakest claim to the strongest: a cell that mixes methods may claim no more than its weakest.
METHODS = [SurveyRound.Sampling.CONVENIENCE, SurveyRound.Sampling.QUOTA, SurveyRound.Sampling.PROBABILITY]


@dataclass
class Cell:
    """Respondents of one region and period (or of one round): their moments and how they were chosen.

    `asked` is what `elements_by_version` gives; `versions` are those of the cell's rounds.
    """

    asked: dict
    versions: set = field(default_factory=set)
    pairs: list = field(default_factory=list)
    respondents: int = 0
    invented: int = 0  # of these respondents, the ones in sample data
    methods: set = field(default_factory=set)
    has_sample_data: bool = False

    def add(self, version, method, is_sample, element_a, element_b, *sums):
        """One row of `_summed`; the empty pair counts the respondents."""
        self.versions.add(version)
        self.methods.add(method)
        self.has_sample_data |= is_sample
        if not element_a:
            self.respondents += sums[0]
            self.invented += sums[0] if is_sample else 0
        else:
            self.pairs.append((element_a, element_b, *sums))

    @cached_property
    def labels(self):
        """{code: label} of the elements that the cell's rounds asked, newest version first."""
        found = {}
        for version, elements in self.asked.items():
            if version in self.versions:
                found |= {code: label for code, label in elements.items() if code not in found}
        return found

    @property
    def elements(self):
        return tuple(self.labels)

    @cached_property
    def moments(self):
        known = [row for row in self.pairs if row[0] in self.labels and row[1] in self.labels]
        return Moments.from_rows(self.elements, known)

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
    def mixes_elements(self):
        """Whether the rounds asked different elements, so that their indices do not rest on the same."""
        versions = {version for _region, _month, version, *_row in self._rows(YEARS)}
        return len({frozenset(self._asked.get(version, ())) for version in versions}) > 1

    @cached_property
    def _asked(self):
        return elements_by_version()

    @cached_property
    def _months(self):
        return list(self._summed(by=("region_id", "month")))

    @cached_property
    def _years(self):
        years = self._summed(by=("region_id", "month__year"))
        return [(region, date(year, 1, 1), *row) for region, year, *row in years]

    def _summed(self, *, by):
        return _summed(_of_skm(round__in_evaluation=True, region__in=self.regions), by=by)

    def _rows(self, cut):
        """By the month, from which every cut is made, or by the year, which are few, where that is enough."""
        is_read = "_months" in self.__dict__
        return self._years if cut == YEARS and not is_read else self._months

    def cells(self, cut):
        """{(region id, Period): Cell} for a cut of `periods.MONTHS`."""
        if cut not in self._cut:
            cells = defaultdict(lambda: Cell(self._asked))
            periods = {}
            for region, month, *row in self._rows(cut):
                if month not in periods:
                    periods[month] = Period.holding(month, cut=cut)
                cells[region, periods[month]].add(*row)
            self._cut[cut] = dict(cells)
        return self._cut[cut]


def elements_by_version():
    """{version id: {code: label}} of the SKM elements, newest version first, in the order of each."""
    questions = Question.objects.filter(version__questionnaire__code=SKM, element=True)
    found = defaultdict(dict)
    ordered = questions.order_by("-version__number", "order").values_list("version_id", "code", "label")
    for version, code, label in ordered:
        found[version][code] = label
    return dict(found)


def cell_of_round(survey_round, *, regions):
    """The Cell of one round, of the given regions and of responses without a region."""
    moments = _of_skm(round=survey_round)
    own = moments.filter(region__in=regions) | moments.filter(region=None)
    cell = Cell(elements_by_version(), versions={survey_round.version_id})
    for row in _summed(own, by=()):
        cell.add(*row)
    return cell


def _of_skm(**conditions):
    """Tallies of rounds that asked the SKM questionnaire; respondents of another say nothing about it."""
    return ElementMoment.objects.filter(round__version__questionnaire__code=SKM, **conditions)


def _summed(moments, *, by):
    """Tuples (*by, version, sampling method, whether invented, element a, b, n, sum a, sum b, sum ab)."""
    keys = (*by, "round__version_id", "round__sampling_method", "round__is_sample", "element_a", "element_b")
    sums = {f"total_{name}": Sum(name) for name in SUMS}
    return moments.values(*keys).annotate(**sums).values_list(*keys, *sums)
