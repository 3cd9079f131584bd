"""What writing would do: which rows are new, which are there already, which contradict what is there."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from surveys.importing.columns import DISTRICT, RESPONDENT
from surveys.importing.content import Content
from surveys.importing.former_keys import FormerKeys
from surveys.importing.interpretation import CLEARED, UNFIT, VALUE
from surveys.importing.judging import NO_REGION
from surveys.importing.kinds import Missing
from surveys.importing.neighbours import likenesses
from surveys.importing.problems import Problem
from surveys.importing.updates import is_same, laid_over
from surveys.models import Response
from surveys.responses.content import digest_of, key_of_content, key_of_number, text_of

ROWS_AT_ONCE = 2000
NEIGHBOUR = "-"  # in place of a number: by what a row without one is known


class Outcome(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # a stored respondent of whom the file says something else
    CONFLICT = "conflict"
    REFUSED = "refused"
    FOREIGN = "foreign"  # of a region where the uploader does not work: another officer's to import
    LEFT_OUT = "left_out"  # totals and repeated headings: nothing to mend
    EMPTY = "empty"
    DUPLICATE = "duplicate"


OUTCOMES = tuple(Outcome)
NEW, UNCHANGED, CHANGED, CONFLICT, REFUSED, FOREIGN, LEFT_OUT, EMPTY, DUPLICATE = range(len(OUTCOMES))
SUMS = {
    "accepted": (Outcome.NEW, Outcome.UNCHANGED, Outcome.CHANGED),
    "rejected": (Outcome.REFUSED, Outcome.CONFLICT),
    "skipped": (Outcome.LEFT_OUT, Outcome.EMPTY, Outcome.DUPLICATE),
}


@dataclass
class PlannedRow:
    """One row of a Plan by itself, as pages and tests look at it; `address` is how the row is told."""

    number: int
    address: object
    outcome: Outcome
    region: str | None
    values: dict
    answers: dict
    missing: dict
    key: str
    digest: str
    cleared: frozenset = frozenset()  # keys of the columns whose cell takes away what is stored


class Plan:
    """The rows of a file by themselves, and after `against` beside what the round holds.

    `outcomes` has the place in OUTCOMES of each row; `row_keys` its identity in the round and `row_digests`
    that of its content, both "" for a row that will not be written. `updates` are {place: Update} of the
    changed rows, `conflicts` the problems of that comparison, `brought_by` {import: how many rows} of what is
    stored already word for word, `neighbours` {place: Response} of the updates that rest on a likeness.
    """

    content_of = Content

    def __init__(self, judged, *, asks_of_neighbours=True):
        self.asks_of_neighbours = asks_of_neighbours
        self.judged, self.table = judged, judged.table
        self.outcomes = np.full(len(self.table), NEW, np.uint8)
        for rows, outcome in (
            (judged.faulty, REFUSED),
            (judged.foreign, FOREIGN),
            (judged.aside, LEFT_OUT),
            (judged.empty, EMPTY),
        ):
            self.outcomes[rows] = outcome
        self.content = self.content_of(judged)
        self.row_keys, self.row_digests = [""] * len(self.table), [""] * len(self.table)
        self._bare = {}  # digests of what rows say without what came later, where they say any of it
        self.updates, self.conflicts, self.doubles, self.brought_by = {}, [], [], Counter()
        self.neighbours = {}
        self._numbers = self._numbers_of_respondents()
        self._identify()
        self._own_keys, self._former = self.row_keys, self._former_keys()

    def __len__(self):
        return len(self.table)

    @property
    def problems(self):
        return [*self.judged.problems, *self.doubles, *self.conflicts]

    @property
    def keys(self):
        return [key for key in self.row_keys if key]

    def places(self, outcome):
        return np.flatnonzero(self.outcomes == OUTCOMES.index(outcome))

    @property
    def counts(self):
        """Rows by outcome, with the sums of the promise read = accepted + rejected + foreign + skipped."""
        counted = np.bincount(self.outcomes, minlength=len(OUTCOMES)).tolist()
        counts = {outcome.value: n for outcome, n in zip(OUTCOMES, counted, strict=True)}
        counts["read"] = len(self)
        for name, outcomes in SUMS.items():
            counts[name] = sum(counts[outcome] for outcome in outcomes)
        return counts

    def against(self, stored):
        """The plan beside what the round holds, which is Stored."""
        self.updates, self.conflicts, self.brought_by, differing = {}, [], Counter(), []
        self.neighbours = {}
        self.row_keys = list(self._own_keys)
        there = stored.contents([*self.keys, *self._former.keys])
        former = self._former.known(self.row_keys, there)
        for place, key in former.items():
            self.row_keys[place] = key
        for place in np.flatnonzero(self.outcomes <= CONFLICT).tolist():
            digest, batch = there.get(self.row_keys[place], (None, None))
            self.outcomes[place] = NEW if digest is None else UNCHANGED
            if digest == (self._bare[place] if place in former else self.row_digests[place]):
                self.brought_by[batch] += 1
            elif digest is not None:
                differing.append(place)
        known = stored.responses([self.row_keys[place] for place in differing]) if differing else {}
        for place in differing:
            self._lay_over(place, known[self.row_keys[place]])
        if self.asks_of_neighbours:
            self._look_at_neighbours(stored)
        return self

    def _look_at_neighbours(self, stored):
        """A row without a number that looks like a stored one, changed: an update, if one wants it."""
        new = [place for place in self.places(Outcome.NEW).tolist() if not self.number(place)]
        if not new:
            return
        left = stored.unnumbered([*self.brought_by] or None, frozenset(self.keys), len(new))
        rows = {place: self.row(place) for place in new} if left else {}
        unnumbered = sum(not self.number(place) for place in self.places(Outcome.UNCHANGED).tolist())
        for place, (known, update) in likenesses(rows, unnumbered, left).items():
            if _why_not_update(known, NEIGHBOUR) is None:
                update.becomes.row_key = self.row_keys[place]
                self.outcomes[place], self.updates[place] = CHANGED, update
                self.neighbours[place] = known.response

    def _lay_over(self, place, known):
        """A blank cell leaves what is stored, so a row that differs may still change nothing."""
        if problem := _why_not_update(known, self.number(place)):
            self.outcomes[place] = CONFLICT
            self.conflicts.append(Problem(problem, np.array([place]), detail={"number": self.number(place)}))
            return
        update = laid_over(known.response, self.row(place))
        if not is_same(update):
            self.outcomes[place] = CHANGED
            self.updates[place] = update

    def number(self, place):
        """The respondent's number in this row, "" for none."""
        return self._numbers.get(place, "")

    def fingerprint(self):
        """Changes whenever writing would write, or say, something else."""
        seen = hashlib.sha256(self.table.numbers.tobytes() + self.outcomes.tobytes())
        seen.update(json.dumps(self.table.sheets).encode())
        for each in (*self.row_keys, *self.row_digests):
            seen.update(each.encode() + b"\0")
        for problem in self.problems:
            seen.update(json.dumps([problem.code, problem.column]).encode())
            seen.update(np.asarray(problem.places, np.uint32).tobytes())
        for entry in self.table.learned:
            seen.update(json.dumps([entry.pk, entry.revision]).encode())
        for update in self.updates.values():
            seen.update(update.seen.encode() + b"\0")
        return seen.hexdigest()

    def row(self, place):
        """The PlannedRow at this place."""
        judged = self.judged
        values, answers, missing, cleared = {}, {}, {}, set()
        for column in self.table.columns if judged.has_content[place] else ():
            value = column.value(place)
            if column.states[place] == CLEARED:
                cleared.add(column.column.key)
            elif isinstance(value, Missing):
                missing[column.column.key] = value.value
            elif value is not None:
                (answers if column.column.is_question else values)[column.column.key] = value
        values.pop(DISTRICT.key, None)  # what its own column says, or that of the region
        if judged.has_content[place] and judged.districts[place]:
            values[DISTRICT.key] = int(judged.districts[place])
        return PlannedRow(
            number=int(self.table.numbers[place]),
            address=self.table.address(place),
            outcome=OUTCOMES[self.outcomes[place]],
            region=self._region(place) if judged.has_content[place] else None,
            values=values,
            answers=answers,
            missing=missing,
            key=self.row_keys[place],
            digest=self.row_digests[place],
            cleared=frozenset(cleared),
        )

    @property
    def rows(self):
        """Every row by itself, for who looks at few of them."""
        return [self.row(place) for place in range(len(self))]

    def _numbers_of_respondents(self):
        """{place: the respondent's number} of the rows that name one, refused ones too."""
        column = self.table.column(RESPONDENT.identity)
        if column is None:
            return {}
        places = np.flatnonzero(self.judged.has_content & (column.states == VALUE)).tolist()
        return {
            place: column.found[code]
            for place, code in zip(places, column.codes[places].tolist(), strict=True)
        }

    def _identify(self):
        """Give each row its key; of two rows with one number the first has it, a refused one, too."""
        self._digest()
        numbered, said_before = {}, Counter()
        regions, is_new = self.judged.regions.tolist(), (self.outcomes == NEW).tolist()
        for place in np.flatnonzero(self.judged.has_content).tolist():
            number, digest = self._numbers.get(place), self.row_digests[place]
            if number is None:
                if is_new[place]:
                    said_before[digest] += 1
                    self.row_keys[place] = key_of_content(digest, said_before[digest])
                continue
            first = numbered.setdefault((regions[place], number), place)
            if is_new[place] and first == place:
                self.row_keys[place] = key_of_number(self._region(place), number)
            elif is_new[place]:
                self._repeat(place, first)
            elif first != place and self._says_other(place, first):
                self._tell_repeated(place, first)

    def _digest(self):
        places = np.flatnonzero(self.outcomes == NEW)
        for some in in_parts(places):
            for place, row in zip(some.tolist(), self.content.rows(some), strict=True):
                self.row_digests[place] = digest_of(text_of(*row))
                if any(row[3]):
                    self._bare[place] = digest_of(text_of(*row[:3]))

    def _former_keys(self):
        """Of the rows that have no number, under which keys they may be stored from before."""
        unnumbered = [place for place, key in enumerate(self.row_keys) if key and place not in self._numbers]
        bare = {place: self._bare[place] for place in unnumbered if place in self._bare}
        return FormerKeys(bare, Counter(self.row_digests[place] for place in unnumbered))

    def _repeat(self, place, first):
        """The same number again: the same person twice, or two people."""
        if self.row_digests[place] == self.row_digests[first]:
            self.outcomes[place] = DUPLICATE
        else:
            self.outcomes[place] = REFUSED
            self._tell_repeated(place, first)

    def _says_other(self, place, first):
        """Whether two rows, one of them refused, contradict each other in what was understood of both."""
        return any(
            UNFIT not in column.states[[place, first]] and column.value(place) != column.value(first)
            for column in self.table.columns
        )

    def _tell_repeated(self, place, first):
        detail = {"number": self._numbers[place], "first": self.table.address(first)}
        self.doubles.append(Problem("number_twice", np.array([place]), detail=detail))

    def _region(self, place):
        region = self.judged.regions[place]
        return None if region == NO_REGION else self.judged.region_codes[region]


def _why_not_update(known, number):
    """The code of the problem that keeps a file from changing this stored response, or None."""
    if known.response.state != Response.State.COUNTED:
        return known.response.state
    return "corrected" if known.is_corrected or not number else None


def in_parts(places):
    """The same array in parts of a bounded length."""
    return [places[begin : begin + ROWS_AT_ONCE] for begin in range(0, len(places), ROWS_AT_ONCE)]
