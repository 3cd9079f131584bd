"""Counts per question, answer, region and month, kept in the transaction of the responses they count."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

import numpy as np
from django.db import transaction

from surveys.models import AnswerTally, Choice, ElementMoment, Question, Response

AT_ONCE, RESPONSES_AT_ONCE = 500, 5000
NO_ANSWER = -1
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


@dataclass(frozen=True)
class Answered:
    """Respondents by columns: `where` is the place of each one's cell in `cells`, (region id, month) pairs.

    `answers` are {question: ([what may be answered, ...], the place of each one's answer, or NO_ANSWER)}.
    """

    cells: list
    where: np.ndarray
    answers: dict

    @classmethod
    def of(cls, survey_round, regions, days, answers):
        """From region ids and ordinals of days; an undated response counts in the round's first month."""
        months = {0: survey_round.starts_on.replace(day=1)}
        for day in set(np.unique(days).tolist()) - {0}:
            months[day] = date.fromordinal(day).replace(day=1)
        pairs = [(region, months[day]) for region, day in zip(regions, days.tolist(), strict=True)]
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        return cls(list(places), np.fromiter(map(places.__getitem__, pairs), int, len(pairs)), answers)


def answered_by(responses, survey_round):
    """Yield the Answered columns of some responses of one round after the other."""
    responses = iter(responses)
    while some := list(islice(responses, RESPONSES_AT_ONCE)):
        days = np.array([each.responded_on.toordinal() if each.responded_on else 0 for each in some])
        answers = {}
        for question in {question for each in some for question in each.answers}:
            known = {}
            given = (_hashable(each.answers.get(question)) for each in some)
            places = [NO_ANSWER if one is None else known.setdefault(one, len(known)) for one in given]
            answers[question] = list(known), np.array(places)
        yield Answered.of(survey_round, [each.region_id for each in some], days, answers)


def _hashable(answer):
    return tuple(answer) if isinstance(answer, list) else answer


def count(survey_round, answered):
    """The Counts of Answered columns of one round; two queries, none per response."""
    codebook, counts = codebook_of(survey_round.version), Counts()
    for columns in answered:
        for question in codebook.questions & columns.answers.keys():
            _count_answers(counts.answers, columns, question)
        _count_moments(counts.moments, columns, codebook.scores)
    return counts


def _count_answers(counted, columns, question):
    found, places = columns.answers[question]
    given = places != NO_ANSWER
    both = columns.where[given] * len(found) + places[given]
    times = np.bincount(both)
    for one in np.flatnonzero(times).tolist():
        cell, answer = columns.cells[one // len(found)], found[one % len(found)]
        for code in (answer,) if isinstance(answer, str) else answer:
            counted[(*cell, question, code)] += int(times[one])


def _count_moments(moments, columns, scores):
    """Add each pair of answered elements once; `scores` is sorted by code, so a <= b in every pair."""
    elements = [element for element in scores if element in columns.answers]
    if not elements:
        return
    scored = np.column_stack([_scores(*columns.answers[each], scores[each]) for each in elements])
    order = np.argsort(columns.where, kind="stable")
    ends = np.cumsum(np.bincount(columns.where, minlength=len(columns.cells)))
    for cell, some in zip(columns.cells, np.split(scored[order], ends[:-1]), strict=True):
        given = (some > 0).astype(np.int64)
        if respondents := int(given.any(axis=1).sum()):
            moments[(*cell, *RESPONDENTS)][0] += respondents
        # A score that is not there is 0 and adds nothing to a sum.
        sums = np.stack([given.T @ given, some.T @ given, given.T @ some, some.T @ some], axis=-1).tolist()
        for place, a in enumerate(elements):
            for other, b in enumerate(elements[place:], start=place):
                if sums[place][other][0]:
                    _add(moments[(*cell, a, b)], sums[place][other])


def _scores(found, places, by_answer):
    """The score of each one's answer, 0 for none."""
    of_answer = [by_answer.get(answer, 0) if isinstance(answer, str) else 0 for answer in found]
    return np.array([*of_answer, 0], np.int64)[places]  # NO_ANSWER is the last one


def _add(sums, more):
    for position, value in enumerate(more):
        sums[position] += value


def add_to_tallies(survey_round, answered):
    """Count freshly saved responses on top of what is counted; the caller holds the lock of the round."""
    added = count(survey_round, answered)
    cells = added.cells
    for model in (AnswerTally, ElementMoment):
        _replace(model, survey_round, added, cells)


@transaction.atomic
def rebuild_tallies(survey_round):
    """Count all responses of a round anew; the caller holds the lock of the round."""
    responses = Response.objects.filter(round=survey_round).iterator()
    counts = count(survey_round, answered_by(responses, survey_round))
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
    _add(sums, (row.n, row.sum_a, row.sum_b, row.sum_ab))


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
