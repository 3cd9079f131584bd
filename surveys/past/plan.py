"""What an old list would bring: rows that are new, that came before, or that contradict what came before."""

from collections import Counter
from datetime import date

import numpy as np

from surveys.importing.columns import RESPONDED_ON
from surveys.importing.interpretation import VALUE
from surveys.importing.plan import CONFLICT, NEW, UNCHANGED, Outcome, Plan
from surveys.importing.problems import Problem, problems_at
from surveys.responses.content import digest_of, document

ENDED_ON, PEOPLE = (True, "ended_on"), (True, "people")
LONGEST = {"title": 200, "village": 120, "speakers": 300}  # as the records hold them


class PastPlan(Plan):
    """A Plan whose rows become records; what came before is never changed by a file, only contradicted."""

    content_of = staticmethod(lambda judged: None)  # of few rows, which are digested one by one

    def __init__(self, judged, **options):
        for problem in _problems_of_rows(judged):
            judged.faulty[problem.places] = True
            judged.problems.append(problem)
        super().__init__(judged, **options)

    def against(self, stored):
        self.conflicts, self.brought_by = [], Counter()
        there = stored.contents(self.keys)
        for place in np.flatnonzero(self.outcomes <= CONFLICT).tolist():
            digest, batch = there.get(self.row_keys[place], (None, None))
            if digest is None:
                self.outcomes[place] = NEW
            elif digest == self.row_digests[place]:
                self.outcomes[place] = UNCHANGED
                self.brought_by[batch] += 1
            else:
                self.outcomes[place] = CONFLICT
                detail = {"number": self.number(place), "batch": batch}
                self.conflicts.append(Problem("past_differs", np.array([place]), detail=detail))
        return self

    def _digest(self):
        for place in self.places(Outcome.NEW).tolist():
            row = self.row(place)
            said = {**row.values, **row.answers, "missing": row.missing, "region": row.region}
            said.pop("respondent", None)
            self.row_digests[place] = digest_of(document({key: _plain(said[key]) for key in said}))


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _problems_of_rows(judged):
    """What speaks against rows beside the rules of every import."""
    yield from _ended_before(
        judged, judged.table.column(ENDED_ON), judged.table.column(RESPONDED_ON.identity)
    )
    for column in judged.table.columns:
        if column.column.key in LONGEST:
            most = LONGEST[column.column.key]
            too_long = np.array([isinstance(each, str) and len(each) > most for each in column.found])
            yield from _cells("text_too_long", judged, column, too_long, most=most)
        if column.column.identity == PEOPLE:
            nobody = np.array([each == 0 for each in column.found])
            yield from _cells("strikes_nobody", judged, column, nobody)


def _ended_before(judged, ended, day):
    if ended and day:
        ends, begins = (each.by_row(date.toordinal, np.int32) for each in (ended, day))
        is_early = judged.has_content & (ended.states == VALUE) & (begins > 0) & (ends < begins)
        yield from problems_at("ended_before_received", np.flatnonzero(is_early), **_of(ended))


def _cells(code, judged, column, is_wrong, **detail):
    """A problem of the rows in which a distinct value that is wrong stands."""
    wrong = judged.has_content & (column.states == VALUE) & is_wrong[column.codes]
    yield from problems_at(code, np.flatnonzero(wrong), **_of(column), detail=detail)


def _of(column):
    return {"column": column.placed.letter, "heading": str(column.column.label)}
