"""A reading of a messy workbook beside its truth, counted by kinds of fault."""

from collections import Counter
from dataclasses import dataclass, field

from tests.spreadsheets.messy.adapter import AGAIN, PASSED_OVER, REFUSED, STORED
from tests.spreadsheets.messy.truth import RowIs, Verdict

KEPT = (STORED, AGAIN)
IDENTITY = "respondent"


@dataclass
class Score:
    """Counters by kind, "" for what is of none; `all` is their sum, where a row or cell counts once.

    `read` is the same sum over files that were not refused.

    wrong: cells that must be named, in columns that were read; named: those that were. unread: those in what
    was not read at all. called: cells that were named; rightly: those that had to be. due: certain cells;
    right: those read so. silent: cells kept with another value than the truth. good: rows without a fault;
    refused: those not taken. nobody: rows that are no person; passed: those neither kept nor asked about.
    """

    counts: dict = field(default_factory=dict)
    silent: list = field(default_factory=list)
    refusal: str = ""

    def count(self, measure, *kinds, odd=True):
        for kind in kinds or ("",):
            self.counts.setdefault(kind, Counter())[measure] += 1
        if odd:
            self.counts.setdefault("all", Counter())[measure] += 1

    def add(self, other):
        for kind, counter in other.counts.items():
            self.counts.setdefault(kind, Counter()).update(counter)
        self.silent.extend(other.silent)
        return self

    def of(self, kind="all"):
        return self.counts.get(kind, Counter())


def score(workbook, reading):
    """The Score of a Reading of this Workbook."""
    found = Score(refusal=reading.refusal)
    found.count("refused files" if reading.refusal else "files", workbook.kind)
    identities = Identities(workbook, reading)
    named = {}
    for number, key in reading.named:
        named.setdefault(number, set()).add(key)
    for row in workbook.rows.values():
        if row.what is RowIs.NOBODY:
            _score_nobody(found, row, reading)
        else:
            _score_person(found, row, reading, named.get(row.number, set()), identities)
    _score_calls(found, workbook, reading)
    _score_told(found, workbook, reading)
    if not reading.refusal:
        found.counts["read"] = Counter(found.of())
    return found


def _score_nobody(found, row, reading):
    found.count("nobody", "I8")
    outcome = reading.outcomes.get(row.number, PASSED_OVER)
    if outcome in KEPT:
        found.count("silent", "I8")
        found.silent.append((row.number, "", f"{row.note}: kept as a person"))
    elif outcome != REFUSED and not reading.refusal:
        found.count("passed", "I8")


def _score_person(found, row, reading, named, identities):
    outcome = reading.outcomes.get(row.number, PASSED_OVER)
    if row.is_good:
        found.count("good", *row.kinds)
        if outcome not in KEPT:
            found.count("refused", *row.kinds)
    silent_before = len(found.silent)
    for key, cell in row.cells.items():
        is_read, is_named = (row.number, key) in reading.cells, _is_named(row, key, cell, named)
        value = reading.cells.get((row.number, key))
        is_right = is_read and (identities.fits(cell, value) if key == IDENTITY else value == cell.value)
        _score_cell(found, cell, is_read=is_read or is_named, is_named=is_named, is_right=is_right)
        if outcome in KEPT and is_read and not is_named and (cell.verdict.must_be_named or not is_right):
            _silent(found, row, key, cell, value)
    told = any(key == IDENTITY for _row, key, _what in found.silent[silent_before:])
    if _is_counted_twice(row, outcome) and (row.number, IDENTITY) in reading.cells and not told:
        _silent(found, row, IDENTITY, row.cells[IDENTITY], "another person")


def _is_named(row, key, cell, named):
    """A row named as a whole, or anything in one that lost its columns, names what is wrong in it."""
    return key in named or (row.broken and bool(named)) or (None in named and cell.verdict.must_be_named)


def _silent(found, row, key, cell, value):
    found.count("silent", cell.kind)
    found.silent.append((row.number, key, f"{cell.raw!r} is {_said(cell)}, kept as {value!r}"))


def _said(cell):
    return cell.verdict.value if cell.verdict.must_be_named else repr(cell.value)


def _is_counted_twice(row, outcome):
    return outcome == STORED and row.what in (RowIs.REPEAT, RowIs.STORED)


def _score_cell(found, cell, *, is_read, is_named, is_right):
    if cell.verdict.must_be_named:
        if not is_read:
            found.count("unread", cell.kind)
            return
        found.count("wrong", cell.kind)
        if is_named:
            found.count("named", cell.kind)
    elif cell.verdict is not Verdict.EITHER and (cell.raw is not None or cell.value is not None):
        is_odd = cell.verdict is Verdict.ODD
        found.count("due", cell.kind, odd=is_odd)
        if is_right and not is_named:
            found.count("right", cell.kind, odd=is_odd)


def _score_calls(found, workbook, reading):
    """Whether each cell that was named had to be; a row named as a whole had to be if anything in it did."""
    for number, key in reading.named:
        row = workbook.rows.get(number)
        cells = list(row.cells.values()) if row else []
        cell = row.cells.get(key) if row else None
        if cell is not None and cell.verdict is Verdict.EITHER:
            continue
        rightly = any(each.verdict.must_be_named for each in ([cell] if cell else cells))
        kind = cell.kind if cell else "I8" if not cells else "row"
        found.count("called", kind)
        if rightly:
            found.count("rightly", kind)


def _score_told(found, workbook, reading):
    """What must be told of the file is wrong until it is, like a cell."""
    for text in workbook.told if not reading.refusal else ():
        found.count("wrong", workbook.kind)
        if any(text in each for each in reading.told):
            found.count("named", workbook.kind)
            for measure in ("called", "rightly"):
                found.count(measure, workbook.kind)


class Identities:
    """Numbers of respondents are right by telling apart whom they must, whatever they are kept as."""

    def __init__(self, workbook, reading):
        kept = {}
        for row in workbook.rows.values():
            cell = row.cells.get(IDENTITY)
            value = reading.cells.get((row.number, IDENTITY))
            if cell is not None and cell.value is not None and value is not None:
                kept.setdefault(cell.value, Counter())[value] += 1
        self.kept = {number: values.most_common(1)[0][0] for number, values in kept.items()}
        self.taken = Counter(self.kept.values())

    def fits(self, cell, value):
        if cell.value is None or value is None:
            return value is None and cell.value is None
        return self.kept.get(cell.value) == value and self.taken[value] == 1
