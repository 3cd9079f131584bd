"""What is possible row by row and yet seldom so as a whole; nothing is refused for it."""

from datetime import date

import numpy as np

from pmi_portal.words.formats import show_date, show_number
from surveys.importing.columns import RESPONDED_ON
from surveys.importing.interpretation import VALUE
from surveys.importing.judging import grouped
from surveys.importing.plan import Outcome
from surveys.importing.problems import notice

FEWEST = 20  # respondents, of the file and of what it is compared with
TIMES = 10  # as many new rows as the round holds
ALIKE = 0.6  # of the respondents, who gave one score to all elements; 5 is the fewest that say anything
FEWEST_ELEMENTS = 5
SCORES = np.arange(1, 5)
NEARER = 0.25  # to the former shares turned round than to themselves, as a part of all answers


def doubts(plan, terms, stored):
    """Yield a notice for each doubt about the new rows of a Plan as a whole; `stored` is what is there."""
    new = plan.places(Outcome.NEW)
    if len(new) < FEWEST:
        return
    size = stored.size()
    if size >= FEWEST and len(new) >= TIMES * size:
        yield notice("many_rows", rows=show_number(len(new)), stored=show_number(size))
    yield from _one_day(plan.table.column(RESPONDED_ON.identity), new)
    scores = _scores(plan.table.columns)
    if scores is not None:
        yield from _alike(scores[new])
        yield from _upside_down(plan, terms, stored, new, scores)


def _one_day(column, new):
    days = np.unique(column.by_row(date.toordinal, np.int32)[new]) if column else []
    if len(days) == 1 and days[0]:
        day = show_date(date.fromordinal(int(days[0])))
        yield notice("one_day", rows=show_number(len(new)), day=day)


def _scores(columns):
    """The score of each row in each element that is read, 0 for none; None without any."""
    scored = [_of_column(each) for each in columns if _is_scored(each.column)]
    return np.column_stack(scored) if scored else None


def _is_scored(column):
    scores = {option.score for option in column.options}
    return column.is_question and bool(scores) and scores <= set(SCORES.tolist())


def _of_column(column):
    by_code = {option.code: option.score for option in column.column.options}
    scores = [by_code.get(found, 0) if isinstance(found, str) else 0 for found in column.found]
    return np.where(column.states == VALUE, np.array(scores, np.uint8)[column.codes], 0)


def _alike(scores):
    answered = (scores > 0).sum(axis=1) >= FEWEST_ELEMENTS
    highest, lowest = scores.max(axis=1), np.where(scores > 0, scores, SCORES[-1]).min(axis=1)
    alike, asked = int((answered & (highest == lowest)).sum()), int(answered.sum())
    if asked >= FEWEST and alike >= ALIKE * asked:
        yield notice("alike_answers", rows=show_number(alike), all=show_number(asked))


def _upside_down(plan, terms, stored, new, scores):
    """Against the last round of the same questionnaire in each region, over all elements."""
    regions = plan.judged.regions[new]
    for place, rows in grouped(regions, new):
        code = plan.judged.region_codes[place] if place >= 0 else None
        counted = np.array([(scores[rows] == score).sum() for score in SCORES])
        former = stored.former_scores(code) if code and len(rows) >= FEWEST else None
        if former is None or former.respondents < FEWEST or not counted.sum():
            continue
        now, before = counted / counted.sum(), np.array(former.counts) / sum(former.counts)
        if _distance(now, before) - _distance(now, before[::-1]) >= NEARER:
            told = {"mean": show_number(now @ SCORES, 2), "before": show_number(before @ SCORES, 2)}
            yield notice("upside_down", region=terms.region_names.get(code, code), round=former.title, **told)


def _distance(one, other):
    """The part of answers that would have to change, from 0 to 1 (total variation)."""
    return float(np.abs(one - other).sum() / 2)
