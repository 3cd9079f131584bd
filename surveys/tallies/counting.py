"""Counts per question, answer, region and month, kept in the transaction of the responses they count."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import transaction

from surveys.models import AnswerTally, Choice, ElementMoment, Question, Response

AT_ONCE = 500
SCORED = (Question.Kind.SCALE, Question.Kind.SINGLE)
COUNTED = (*SCORED, Question.Kind.MULTIPLE)
RESPONDENTS = ("", "")  # the pair under which respondents themselves are counted


@dataclass
class Counts:
    """`answers`: n by (region id, month, question, answer); `moments`: [n, sum a, sum b, sum ab] by pair."""

    answers: Counter = field(default_factory=Counter)
    moments: dict = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))

    @property
    def cells(self):
        return {key[:2] for key in (*self.answers, *self.moments)}


@dataclass(frozen=True)
class Codebook:
    """What is counted: codes of `questions`, and {answer code: score} of each SKM element, sorted."""

    questions: frozenset
    scores: dict


def codebook_of(version):
    questions = version.questions.filter(kind__in=COUNTED)
    scored = Choice.objects.filter(
        question__version=version, question__element=True, question__kind__in=SCORED, score__isnull=False
    )
    scores = defaultdict(dict)
    for question, code, score in scored.values_list("question__code", "code", "score"):
        scores[question][code] = score
    return Codebook(frozenset(questions.values_list("code", flat=True)), dict(sorted(scores.items())))


def month_of(response, survey_round):
    """First day of the month; the round's first month for an undated response."""
    return (response.responded_on or survey_round.starts_on).replace(day=1)


def count(responses, survey_round):
    """The Counts of these responses of one round; two queries, none per response."""
    codebook, counts = codebook_of(survey_round.version), Counts()
    for response in responses:
        cell = response.region_id, month_of(response, survey_round)
        _count_answers(counts.answers, cell, response.answers, codebook.questions)
        _count_moments(counts.moments, cell, response.answers, codebook.scores)
    return counts


def _count_answers(counted, cell, answers, questions):
    for question, answer in answers.items():
        if question in questions:
            for code in answer if isinstance(answer, list) else (answer,):
                counted[(*cell, question, code)] += 1


def _count_moments(moments, cell, answers, scores):
    """Add each pair of answered elements once; `scores` is sorted by code, so a <= b in every pair."""
    given = [
        (element, by_code[answers[element]])
        for element, by_code in scores.items()
        if answers.get(element) in by_code
    ]
    if given:
        moments[(*cell, *RESPONDENTS)][0] += 1
    for position, (a, score_a) in enumerate(given):
        for b, score_b in given[position:]:
            sums = moments[(*cell, a, b)]
            sums[0] += 1
            sums[1] += score_a
            sums[2] += score_b
            sums[3] += score_a * score_b


def add_to_tallies(survey_round, responses):
    """Count freshly saved responses on top of what is counted; the caller holds the lock of the round."""
    added = count(responses, survey_round)
    cells = added.cells
    for model in (AnswerTally, ElementMoment):
        _replace(model, survey_round, added, cells)


@transaction.atomic
def rebuild_tallies(survey_round):
    """Count all responses of a round anew; the caller holds the lock of the round."""
    counts = count(Response.objects.filter(round=survey_round).iterator(), survey_round)
    for model in (AnswerTally, ElementMoment):
        model.objects.filter(round=survey_round).delete()
        model.objects.bulk_create(_rows(model, survey_round, counts), batch_size=AT_ONCE)


def _replace(model, survey_round, added, cells):
    """Read the touched cells, add to them, and write them anew."""
    months = {month for _region, month in cells}
    there = model.objects.filter(round=survey_round, month__in=months)
    old = [row for row in there if (row.region_id, row.month) in cells]
    for row in old:
        _add_row(added, row)
    model.objects.filter(pk__in=[row.pk for row in old]).delete()
    model.objects.bulk_create(_rows(model, survey_round, added), batch_size=AT_ONCE)


def _add_row(counts, row):
    if isinstance(row, AnswerTally):
        counts.answers[row.region_id, row.month, row.question, row.answer] += row.count
        return
    sums = counts.moments[row.region_id, row.month, row.element_a, row.element_b]
    for position, value in enumerate((row.n, row.sum_a, row.sum_b, row.sum_ab)):
        sums[position] += value


def _rows(model, survey_round, counts):
    if model is AnswerTally:
        return [
            AnswerTally(
                round=survey_round, region_id=region, month=month, question=question, answer=answer, count=n
            )
            for (region, month, question, answer), n in counts.answers.items()
        ]
    return [
        ElementMoment(
            round=survey_round,
            region_id=region,
            month=month,
            element_a=a,
            element_b=b,
            n=n,
            sum_a=sum_a,
            sum_b=sum_b,
            sum_ab=sum_ab,
        )
        for (region, month, a, b), (n, sum_a, sum_b, sum_ab) in counts.moments.items()
    ]
