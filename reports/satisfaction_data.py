"""Reads the tallies of everybody and adds up the SKM elements; no response is touched."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations_with_replacement

from django.db.models import Q

from reports.periods import Period
from reports.statistics.moments import Moments
from reports.statistics.satisfaction import element_means, grade_of, satisfaction_index
from surveys.models import Question, ResponseTally, SurveyRound
from surveys.tallies.packing import unpack_moments

SKM = "SKM-2017"
FIELDS = ("round__version_id", "round__sampling_method", "round__is_sample", "respondents", "moments")
# From the weakest claim to the strongest: a cell that mixes methods may claim no more than its weakest.
METHODS = [SurveyRound.Sampling.CONVENIENCE, SurveyRound.Sampling.QUOTA, SurveyRound.Sampling.PROBABILITY]


@dataclass
class Cell:
    """Respondents of one region and period (or of one round): their moments and how they were chosen.

    `asked` is what `elements_by_version` gives; `versions` are those of the cell's rounds.
    """

    asked: dict
    versions: set = field(default_factory=set)
    sums: dict = field(default_factory=dict)  # {elements: their sums, 4 x pairs}
    respondents: int = 0
    invented: int = 0  # of these respondents, the ones in sample data
    methods: set = field(default_factory=set)
    has_sample_data: bool = False

    def add(self, version, method, is_sample, respondents, elements, sums):
        """One row of `_unpacked`."""
        self.versions.add(version)
        self.methods.add(method)
        self.has_sample_data |= is_sample
        self.respondents += respondents
        self.invented += respondents if is_sample else 0
        self.sums[elements] = self.sums.get(elements, 0) + sums

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
        rows = (
            (*pair, *sums)
            for elements, of_pairs in self.sums.items()
            for pair, sums in zip(
                combinations_with_replacement(elements, 2), of_pairs.T.tolist(), strict=True
            )
        )
        known = [row for row in rows if row[0] in self.labels and row[1] in self.labels]
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
        versions = {version for _region, _month, version, *_row in self._rows}
        return len({frozenset(self._asked.get(version, ())) for version in versions}) > 1

    @cached_property
    def _asked(self):
        return elements_by_version()

    @cached_property
    def _rows(self):
        conditions = {"round__in_evaluation": True, "region__in": self.regions}
        return _unpacked(_of_skm(**conditions), "region_id", "month")

    def cells(self, cut):
        """{(region id, Period): Cell} for a cut of `periods.MONTHS`."""
        if cut not in self._cut:
            cells = defaultdict(lambda: Cell(self._asked))
            periods = {}
            for region, month, *row in self._rows:
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
    tallies = _of_skm(Q(region__in=regions) | Q(region=None), round=survey_round)
    cell = Cell(elements_by_version(), versions={survey_round.version_id})
    for row in _unpacked(tallies):
        cell.add(*row)
    return cell


def _of_skm(*conditions, **more):
    """Tallies of rounds that asked the SKM questionnaire; respondents of another say nothing about it."""
    of_everybody = ResponseTally.objects.filter(margin="", respondents__gt=0)
    return of_everybody.filter(*conditions, round__version__questionnaire__code=SKM, **more)


def _unpacked(tallies, *keys):
    """Tuples (*keys, version, sampling method, whether invented, respondents, elements, their sums)."""
    rows = tallies.values_list(*keys, *FIELDS)
    return [(*row, *unpack_moments(moments)) for *row, moments in rows]
