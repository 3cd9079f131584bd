"""Reads the tallies of SKM elements and adds them up; no response is touched."""

from collections import defaultdict
from dataclasses import dataclass, field

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

    def add(self, row):
        self.methods.add(row["round__sampling_method"])
        self.has_sample_data |= row["round__is_sample"]
        if not row["element_a"]:
            self.respondents += row["n"]
        elif row["element_a"] in self.elements and row["element_b"] in self.elements:
            self.pairs.append((row["element_a"], row["element_b"], *(row[name] for name in SUMS)))

    @property
    def moments(self):
        return Moments.from_rows(self.elements, self.pairs)

    @property
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


def skm_elements():
    """Codes and labels of the SKM elements in the order of the questionnaire."""
    questions = Question.objects.filter(
        version__questionnaire__code=SKM, version__number=1, element=True
    ).order_by("order")
    return dict(questions.values_list("code", "label"))


def cells_by_region_and_period(*, regions, cut, elements):
    """{(region id, Period): Cell} over all rounds in the evaluation."""
    rows = _summed(
        ElementMoment.objects.filter(round__in_evaluation=True, region__in=regions),
        by=("region_id", "month"),
    )
    cells = defaultdict(lambda: Cell(elements))
    for row in rows:
        cells[row["region_id"], Period.holding(row["month"], cut=cut)].add(row)
    return dict(cells)


def cell_of_round(survey_round, *, regions, elements):
    """The Cell of one round, of the given regions and of responses without a region."""
    moments = ElementMoment.objects.filter(round=survey_round)
    own = moments.filter(region__in=regions) | moments.filter(region=None)
    cell = Cell(elements)
    for row in _summed(own, by=()):
        cell.add(row)
    return cell


def _summed(moments, *, by):
    return moments.values(
        *by, "element_a", "element_b", "round__sampling_method", "round__is_sample"
    ).annotate(**{name: Sum(name) for name in SUMS})
