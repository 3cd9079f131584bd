"""What writing would do: which rows are new, which are there already, which contradict what is there."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from surveys.importing.problems import FOREIGN, HARMLESS, Problem

PROFILE_FIELDS = ("responded_on", "respondent_kind", "sex", "age_band", "destination")


class Outcome(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FOREIGN = "foreign"  # of a region where the uploader does not work: another officer's to import
    LEFT_OUT = "left_out"  # totals and repeated headings: nothing to mend
    EMPTY = "empty"
    DUPLICATE = "duplicate"


SUMS = {
    "accepted": (Outcome.NEW, Outcome.UNCHANGED),
    "rejected": (Outcome.REFUSED, Outcome.CONFLICT),
    "skipped": (Outcome.LEFT_OUT, Outcome.EMPTY, Outcome.DUPLICATE),
}


@dataclass
class PlannedRow:
    """A row of the file with its identity in the round and what is to become of it."""

    number: int
    outcome: Outcome
    region: str | None = None
    values: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    key: str = ""
    digest: str = ""


@dataclass
class Plan:
    rows: list

    @property
    def problems(self):
        return [problem for row in self.rows for problem in row.problems]

    @property
    def keys(self):
        return [row.key for row in self.rows if row.key]

    def having(self, outcome):
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def counts(self):
        """Rows by outcome, with the sums of the promise read = accepted + rejected + foreign + skipped."""
        found = Counter(row.outcome for row in self.rows)
        counts = {outcome.value: found[outcome] for outcome in Outcome}
        counts["read"] = len(self.rows)
        for name, outcomes in SUMS.items():
            counts[name] = sum(found[outcome] for outcome in outcomes)
        return counts

    def against(self, stored):
        """The plan beside what the round holds: {row key: content digest}."""
        for row in self.rows:
            if row.outcome in (Outcome.NEW, Outcome.UNCHANGED, Outcome.CONFLICT):
                _compare(row, stored.get(row.key))
        return self

    def fingerprint(self):
        """Changes whenever writing would write, or say, something else."""
        said = [
            (
                row.number,
                row.outcome,
                row.key,
                row.digest,
                [(each.code, each.column) for each in row.problems],
            )
            for row in self.rows
        ]
        return _sha256(said)


def plan(judged_rows):
    """The Plan of a file by itself; `against` then sets it beside the round."""
    planned, numbered, seen = [], {}, Counter()
    for judged in judged_rows:
        row = _planned(judged)
        number = row.values.get("respondent")
        first = row if number is None else numbered.setdefault((row.region, number), row)
        if row.outcome is Outcome.NEW:
            _identify(row, seen)
            if first is not row:
                _repeat(row, first)
        planned.append(row)
    return Plan(planned)


def _planned(judged):
    said = judged.region, judged.values, judged.answers, judged.missing
    return PlannedRow(judged.number, _outcome(judged), *said, judged.problems)


def _outcome(judged):
    """What becomes of a row by itself, before it is compared with others."""
    if judged.is_empty:
        return Outcome.EMPTY
    codes = {problem.code for problem in judged.problems}
    if not codes:
        return Outcome.NEW
    if codes <= FOREIGN:
        return Outcome.FOREIGN
    return Outcome.LEFT_OUT if codes <= HARMLESS else Outcome.REFUSED


def content_of(region, values, answers, missing):
    """What makes two rows say the same, as plain JSON; the respondent's number is no part of it."""
    profile = {name: str(values[name]) for name in PROFILE_FIELDS if values.get(name)}
    return {"region": region, **profile, "answers": answers, "missing": missing}


def content_digest(region, values, answers, missing):
    return _sha256(content_of(region, values, answers, missing))


def key_of_number(region, number):
    """The identity of a numbered respondent, within a round."""
    return _sha256(["number", region, number])


def key_of_content(digest, occurrence):
    """The identity of a respondent without a number: the n-th row of the file that says exactly this."""
    return _sha256(["content", digest, occurrence])


def _identify(row, seen):
    row.digest = content_digest(row.region, row.values, row.answers, row.missing)
    number = row.values.get("respondent")
    if number is not None:
        row.key = key_of_number(row.region, number)
    else:
        seen[row.digest] += 1
        row.key = key_of_content(row.digest, seen[row.digest])


def _repeat(row, first):
    """The same number again: the same person twice, or two people; a refused first row counts, too."""
    if row.digest == first.digest:
        row.outcome = Outcome.DUPLICATE
    else:
        row.outcome = Outcome.REFUSED
        detail = {"number": row.values["respondent"], "first": first.number}
        row.problems.append(Problem(row.number, "number_twice", detail=detail))
    row.key = ""


def _compare(row, stored_digest):
    row.problems = [problem for problem in row.problems if problem.code != "conflict"]
    if stored_digest is None:
        row.outcome = Outcome.NEW
    elif stored_digest == row.digest:
        row.outcome = Outcome.UNCHANGED
    else:
        row.outcome = Outcome.CONFLICT
        row.problems.append(Problem(row.number, "conflict", detail={"number": row.values["respondent"]}))


def _sha256(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
