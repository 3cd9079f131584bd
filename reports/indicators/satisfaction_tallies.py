"""Reads the tallies of satisfaction surveys and puts together what may be; touches no response."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations_with_replacement

from pmi_portal.releasing import released_months
from reports.results.periods import Period
from reports.statistics.moments import Moments
from stakeholders.models import Region
from surveys.models import (
    Question,
    Questionnaire,
    QuestionnaireVersion,
    ResponseTally,
    SurveyFrame,
    SurveyRound,
)
from surveys.querysets import SATISFACTION
from surveys.tallies.packing import unpack_moments

READS = (Region, Questionnaire, QuestionnaireVersion, Question, ResponseTally, SurveyFrame, SurveyRound)
# From the strongest claim to the weakest: the strongest leads, and the others stand beside it.
METHODS = [SurveyRound.Sampling.PROBABILITY, SurveyRound.Sampling.QUOTA, SurveyRound.Sampling.CONVENIENCE]


@dataclass
class Pool:
    """People of one region and period, of rounds that were sampled alike and asked the same or more.

    `asked` is {version id: {code: label}}, newest first. What is computed rests on the elements that every
    one of the rounds asked: an element of one version alone moves nobody who was not asked it.
    """

    asked: dict
    sampling: str
    is_sample: bool
    respondents: int = 0
    versions: set = field(default_factory=set)
    rounds: set = field(default_factory=set)  # their ids
    sums: dict = field(default_factory=dict)  # {elements: their sums, 4 x pairs}

    def add(self, survey_round, respondents, elements, sums):
        self.versions.add(survey_round.version_id)
        self.rounds.add(survey_round.pk)
        self.respondents += respondents
        self.sums[elements] = self.sums.get(elements, 0) + sums

    def without_people(self):
        """A pool of those who were asked alike, with nobody in it."""
        return Pool(self.asked, self.sampling, self.is_sample)

    def take_in(self, other):
        """Add the people of another pool."""
        self.versions |= other.versions
        self.rounds |= other.rounds
        self.respondents += other.respondents
        for elements, sums in other.sums.items():
            self.sums[elements] = self.sums.get(elements, 0) + sums

    @cached_property
    def labels(self):
        """{code: label} of the common elements, as the newest version has them."""
        of_versions = [elements for version, elements in self.asked.items() if version in self.versions]
        if not of_versions:
            return {}
        common = set.intersection(*map(set, of_versions))
        return {code: label for code, label in of_versions[0].items() if code in common}

    @cached_property
    def elements(self):
        return tuple(self.labels)

    @cached_property
    def left_out(self):
        """Codes of elements that some of the rounds asked and others did not."""
        every = [code for version, codes in self.asked.items() if version in self.versions for code in codes]
        return tuple(dict.fromkeys(code for code in every if code not in self.labels))

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


@dataclass
class Pools:
    """The pools of one region and period, and how many rounds had too few people to be counted."""

    by_sample: dict = field(default_factory=dict)
    too_small: int = 0

    def pool(self, asked, survey_round):
        elements = frozenset(asked.get(survey_round.version_id, ()))
        key = (survey_round.sampling_method, elements)
        if key not in self.by_sample:
            self.by_sample[key] = Pool(asked, survey_round.sampling_method, survey_round.is_sample)
        return self.by_sample[key]

    @cached_property
    def in_order(self):
        """The pools, of the stronger method first, then of the more people.

        Who was asked all that the larger pool was asked, and more, belongs to it; who was asked otherwise
        stands beside it.
        """
        found = []
        sizes = sorted(
            self.by_sample, key=lambda key: (METHODS.index(key[0]), -self.by_sample[key].respondents)
        )
        for method, elements in sizes:
            pool = self.by_sample[method, elements]
            larger = [one for one, key in found if key[0] == method and key[1] <= elements]
            if larger:
                larger[0].take_in(pool)
            else:
                found.append((pool, (method, elements)))
        return [pool for pool, _key in found]


@dataclass(frozen=True)
class Reading:
    """What the tallies said when they were read: rows with their rounds, and the elements that were asked."""

    rows: list
    asked: dict  # {version id: {code: label}}, newest first


def read_tallies(survey_round=None):
    """The Reading of one round, or of all that are in the evaluation."""
    return Reading(_rows(survey_round), elements_by_version())


def pools_of(question, *, regions, survey_round=None, read=None):
    """{(Region, Period): Pools} of what a Question asks, of these regions.

    Of one round, then in its own days, or of all rounds in the evaluation; `read` is their Reading, where
    somebody has read them already. A round whose people in a region
    are too few to stand for themselves is counted nowhere: it would be told by the difference. Its months
    count where `released_months` puts them.
    """
    read, known = read or read_tallies(survey_round), {region and region.pk: region for region in regions}
    units = defaultdict(dict)
    for row in read.rows:
        if row.region_id in known:
            units[row.region_id, row.round][row.month] = row
    found = defaultdict(Pools)
    for (region_id, of_round), months in units.items():
        placed = released_months({month: row.respondents for month, row in months.items()})
        if placed is None:
            if period := _period(question, survey_round, min(months)):
                found[known[region_id], period].too_small += 1
            continue
        for month, row in months.items():
            if period := _period(question, survey_round, placed[month]):
                pool = found[known[region_id], period].pool(read.asked, of_round)
                pool.add(of_round, row.respondents, *unpack_moments(row.moments))
    return dict(found)


def _period(question, survey_round, month):
    """The period of the question in which the month counts; of one round all of them in its own days."""
    if survey_round:
        return Period(survey_round.starts_on, survey_round.ends_on)
    return question.period.part_holding(month, cut=question.cut)


def elements_by_version():
    """{version id: {code: label}} of the SKM elements, newest version first, in the order of each."""
    questions = Question.objects.filter(version__questionnaire__code=SATISFACTION, element=True)
    found = defaultdict(dict)
    ordered = questions.order_by("-version__number", "order").values_list("version_id", "code", "label")
    for version, code, label in ordered:
        found[version][code] = label
    return dict(found)


def frames_of(rounds):
    """{(region id, round id): SurveyFrame} of these rounds."""
    frames = SurveyFrame.objects.filter(round__in=rounds).select_related("region")
    return {(frame.region_id, frame.round_id): frame for frame in frames}


def _rows(survey_round):
    """Tallies of rounds that asked the SKM questionnaire; respondents of another say nothing about it.

    Invented ones only where there is nothing real at all, so that they move no verdict of real ones.
    """
    tallies = ResponseTally.objects.filter(
        margin="", respondents__gt=0, round__version__questionnaire__code=SATISFACTION
    )
    if survey_round is None:
        tallies = tallies.filter(round__in_evaluation=True)
    else:
        tallies = tallies.filter(round=survey_round)
    rows = list(tallies.order_by("pk").only("round_id", "region_id", "month", "respondents", "moments"))
    rounds = SurveyRound.objects.in_bulk({row.round_id for row in rows})
    for row in rows:
        row.round = rounds[row.round_id]
    return [row for row in rows if not row.round.is_sample] or rows
