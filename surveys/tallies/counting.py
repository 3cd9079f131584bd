"""Counts per round, region, month and margin, kept in the transaction of the responses they count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from django.db import transaction

from pmi_portal.loading.rows import load_rows
from surveys.models import MARGINS, Choice, Question, Response, ResponseTally
from surveys.tallies.packing import BelowZero, Tally, as_text

RESPONSES_AT_ONCE = 5000
NO_ANSWER = -1
SCORED = (Question.Kind.SCALE, Question.Kind.SINGLE)
COUNTED = (*SCORED, Question.Kind.MULTIPLE)
FIELDS = ("round", "region", "month", "margin", "value", "respondents", "answers", "moments")


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
    """Respondents by columns; a column is ([what may stand, ...], the place of each one's, or NO_ANSWER).

    `groups` are the tallies they count into, (region id, month, margin, value), and `where`, respondents x
    (1 + margins), the places of each one's: everybody's and one for each margin. `answers` is
    {question: column}.
    """

    groups: list
    where: np.ndarray
    answers: dict

    @classmethod
    def of(cls, survey_round, regions, days, profile, answers):
        """From a column of region ids, ordinals of days, {field of MARGINS: column}, and answers.

        A response without a day, 0, counts in the round's first month. A field that is left out is known of
        nobody.
        """
        cells = _crossed(_filled(regions, None), _months(survey_round, days))
        unknown = [], np.full(len(days), NO_ANSWER)
        groups, where = [], []
        for margin in ("", *MARGINS):
            found, places = _crossed(cells, _filled(profile.get(margin, unknown), ""))
            where.append(places + len(groups))
            groups += [(*cell, margin, value) for cell, value in found]
        return cls(groups, np.column_stack(where), answers)


def _filled(column, blank):
    """The column with `blank` where nothing stands, each value once."""
    found, places = column
    known = {}
    of_place = [known.setdefault(value, len(known)) for value in (*found, blank)]
    return list(known), np.array(of_place)[places]  # NO_ANSWER is the last one


def _crossed(one, other):
    """Two columns as one, of the pairs that stand together in some row."""
    (found, places), (others, other_places) = one, other
    pairs, places = np.unique(places * len(others) + other_places, return_inverse=True)
    return [(found[pair // len(others)], others[pair % len(others)]) for pair in pairs.tolist()], places


def _months(survey_round, days):
    found, places = np.unique(days, return_inverse=True)
    known = [date.fromordinal(day) if day else survey_round.starts_on for day in found.tolist()]
    return _filled(([day.replace(day=1) for day in known], places), None)


def answered_by(responses, survey_round):
    """Yield the Answered columns of some responses of one round after the other."""
    responses = iter(responses)
    while some := list(islice(responses, RESPONSES_AT_ONCE)):
        days = np.array([each.responded_on.toordinal() if each.responded_on else 0 for each in some])
        regions = _column(each.region_id for each in some)
        profile = {field: _column(getattr(each, field) for each in some) for field in MARGINS}
        questions = {question for each in some for question in each.answers}
        answers = {code: _column(_hashable(each.answers.get(code)) for each in some) for code in questions}
        yield Answered.of(survey_round, regions, days, profile, answers)


def _column(values):
    known = {}
    places = [NO_ANSWER if one is None else known.setdefault(one, len(known)) for one in values]
    return list(known), np.array(places)


def _hashable(answer):
    return tuple(answer) if isinstance(answer, list) else answer


def count(codebook, answered):
    """{group: Tally} of Answered columns of one round, of groups that answered nothing, too; no query."""
    counted = {}
    for columns in answered:
        tallies = [counted.setdefault(group, Tally()) for group in columns.groups]
        for question in codebook.questions & columns.answers.keys():
            _count_answers(tallies, columns, question)
        _count_moments(tallies, columns, codebook.scores)
    return counted


def _count_answers(tallies, columns, question):
    found, places = columns.answers[question]
    given = {place: _codes(found[place]) for place, _n in _times(places[places != NO_ANSWER])}
    for code in sorted({code for codes in given.values() for code in codes}):
        says = np.zeros(len(found) + 1, bool)  # NO_ANSWER is the last one
        says[[place for place, codes in given.items() if code in codes]] = True
        answer = question, code
        for place, n in _times(columns.where[says[places]]):
            counts = tallies[place].answers
            counts[answer] = counts.get(answer, 0) + n


def _codes(answer):
    return {answer} if isinstance(answer, str) else set(answer)


def _times(places):
    """(place, how often) of what stands in an array."""
    times = np.bincount(places.ravel())
    there = np.flatnonzero(times)
    return zip(there.tolist(), times[there].tolist(), strict=True)


def _count_moments(tallies, columns, scores):
    """Add the sums of each pair of elements; `scores` is sorted by code, so a <= b is the upper half."""
    elements = tuple(element for element in scores if element in columns.answers)
    if not elements:
        return
    scored = np.column_stack([_scores(*columns.answers[each], scores[each]) for each in elements])
    given = scored > 0
    for place, n in _times(columns.where[given.any(axis=1)]):
        tallies[place].respondents += n
    # A score that is not there is 0 and adds nothing. Floats hold these whole numbers, and multiply faster.
    both, k = np.hstack([given, scored]).astype(float), len(elements)
    for where in columns.where.T:
        order = np.argsort(where, kind="stable")
        places, begins = np.unique(where[order], return_index=True)
        for place, some in zip(places.tolist(), np.split(both[order], begins[1:]), strict=True):
            product = some.T @ some
            sums = np.stack([product[:k, :k], product[k:, :k], product[:k, k:], product[k:, k:]])
            tallies[place].add_moments(elements, np.triu(sums).astype(np.int64))


def _scores(found, places, by_answer):
    """The score of each one's answer, 0 for none."""
    of_answer = [by_answer.get(answer, 0) if isinstance(answer, str) else 0 for answer in found]
    return np.array([*of_answer, 0], np.int64)[places]  # NO_ANSWER is the last one


def add_to_tallies(survey_round, answered):
    """Count Answered columns of freshly saved responses; the caller holds the lock of the round."""
    exchange_in_tallies(survey_round, added=answered)


def subtract_from_tallies(survey_round, answered):
    """Take responses out again, as they were counted; the caller holds the lock of the round.

    Raises BelowZero for what was not counted.
    """
    exchange_in_tallies(survey_round, taken=answered)


@transaction.atomic
def exchange_in_tallies(survey_round, *, taken=(), added=()):
    """Both in one step: for responses that change, Answered columns as they were and as they are now.

    The caller holds the lock of the round. Raises BelowZero for what was not counted.
    """
    codebook = codebook_of(survey_round.version)
    tallies = count(codebook, added)
    for group, tally in count(codebook, taken).items():
        tallies.setdefault(group, Tally()).add(tally, times=-1)
    months, values = ({group[part] for group in tallies} for part in (1, 3))
    near = ResponseTally.objects.filter(round=survey_round, month__in=months, value__in=values)
    old = [row for row in near if row.group in tallies]
    for row in old:
        tallies[row.group].add(Tally.of(row))
    ResponseTally.objects.filter(pk__in=[row.pk for row in old]).delete()
    _store(survey_round, tallies)


@transaction.atomic
def rebuild_tallies(survey_round):
    """Count all responses of a round anew; the caller holds the lock of the round."""
    responses = Response.objects.counted().filter(round=survey_round).iterator()
    tallies = count(codebook_of(survey_round.version), answered_by(responses, survey_round))
    old = ResponseTally.objects.filter(round=survey_round)
    for group in old.values_list("region_id", "month", "margin", "value"):
        tallies.setdefault(group, Tally())
    old.delete()
    _store(survey_round, tallies)


def _store(survey_round, tallies):
    """Write what is not nothing."""
    rows = []
    for group, tally in tallies.items():
        try:
            packed = tally.packed()
        except BelowZero as fault:
            raise BelowZero(f"round {survey_round.pk}, group {group}: {fault}") from fault
        if packed:
            respondents, answers, moments = packed
            region, month, *margin = group
            cell = survey_round.pk, region, month.isoformat(), *margin
            rows.append((*cell, respondents, as_text(answers), as_text(moments)))
    load_rows(ResponseTally, FIELDS, rows)
