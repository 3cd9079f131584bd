"""A file examined from bytes to plan; nothing is written."""

import hashlib
import json
from dataclasses import dataclass, field, replace

from pmi_portal.files.reading.reader import SECONDS, UnreadableFile, read_rows
from pmi_portal.words.formats import show_number
from surveys.importing import asking, merges
from surveys.importing.columns import REGION
from surveys.importing.decisions import NOTHING_DECIDED
from surveys.importing.interpretation import Interpreted
from surveys.importing.judging import judge
from surveys.importing.kinds import Facts
from surveys.importing.matching import match
from surveys.importing.plan import SUMS, Outcome, Plan
from surveys.importing.plausibility import doubts
from surveys.importing.problems import MENDED_IN, notice, row_by_row
from surveys.importing.templates import version_of


class FileRefused(Exception):
    """The table as a whole cannot be imported; `examination` holds what is wrong with it."""

    def __init__(self, examination):
        super().__init__(examination.matching.problems[0].message)
        self.examination = examination


@dataclass
class Examination:
    reading: object
    matching: object
    terms: object
    plan: Plan | None = None  # of a table that was not refused
    notices: list = field(default_factory=list)
    decided: object = NOTHING_DECIDED
    sha256: str = ""  # of the file, where it is kept

    @property
    def digest(self):
        """Another one whenever the officer would see something else: the file, how it was understood, under
        which questions, what was decided, and what writing would do beside what is stored by now."""
        seen = {
            "file": self.sha256,
            "sheet": self.reading.sheet,
            "heading_row": self.matching.heading_row,
            "columns": sorted([each.index, each.column.name] for each in self.matching.placed),
            "decided": self.decided.as_json(),
            "questionnaire": self.terms.version,
            "asked": [_asked(column) for column in self.terms.columns],
            "plan": self.plan.fingerprint() if self.plan else "",
        }
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()

    @property
    def counts(self):
        return self.plan.counts if self.plan else dict.fromkeys([*Outcome, "read", *SUMS], 0)

    @property
    def problems(self):
        """Every problem; one of a whole row names the column in which it is mended."""
        placed = {each.column.key: each for each in self.matching.placed if not each.column.is_question}
        return [
            *self.matching.problems,
            *(_with_column(each, placed.get(MENDED_IN.get(each.code))) for each in self._of_rows),
        ]

    @property
    def _of_rows(self):
        return self.plan.problems if self.plan else ()

    @property
    def row_by_row(self):
        """[(row of the file, Problem), ...] in the order of the rows."""
        return row_by_row(self.problems, self.plan.table.numbers if self.plan else ())


def _asked(column):
    """What a column asks for, whatever the language of its words."""
    options = [[option.code, option.score] for option in column.options]
    return [column.name, column.mandatory, column.required, options]


def _with_column(problem, placed):
    if placed is None:
        return problem
    return replace(problem, column=placed.letter, heading=str(placed.column.label))


def examine(path, name, terms, *, sheet=None, seconds=SECONDS, **options):
    """The Examination of a file, read as `read_rows` does; the options are those of `examine_reading`.

    Raises UnreadableFile for a file without rows, FileRefused for a table without its columns.
    """
    return examine_reading(read_rows(path, name, sheet=sheet or None, seconds=seconds), terms, **options)


def examine_reading(reading, terms, *, stored, decided=NOTHING_DECIDED, progress=None):
    """The Examination of a Reading under these Terms and what an officer Decided about its columns.

    `stored` is what the round holds; `progress(done, total)` is called now and then. Raises FileRefused for
    a table without its columns.
    """
    rows = reading.rows.with_cells({(row, place): text for row, place, text in decided.fixes})
    matching = match(rows, terms.columns, decided, terms.learned)
    found = Examination(reading, matching, terms, decided=decided)
    if matching.problems:
        raise FileRefused(found)
    has_regions = matching.has(REGION.identity)
    facts = Facts(reading.from_1904, decided.masks_texts)
    table = Interpreted(rows, matching, decided, facts, progress, terms.learned)
    judged = judge(table, matching, terms, fallback_region=_fallback_region(terms, has_regions))
    found.plan = Plan(judged, asks_of_neighbours=not decided.neighbours_are_new)
    found.plan.against(stored)
    found.notices = [
        *doubts(found.plan, terms, stored),
        *matching.notices,
        *merges.notices(rows, matching),
        *_decided(table.columns),
        *asking.notices(found),
        *_notices(found, has_regions),
    ]
    return found


def _fallback_region(terms, has_regions):
    """The choice for the whole file serves a file without regions; a round of one region serves every row."""
    if not has_regions or terms.round_regions == {terms.whole_region}:
        return terms.whole_region
    return None


def _notices(found, has_regions):
    terms = found.terms
    names = terms.region_names
    if (template := version_of(found.reading)) and template != terms.version:
        yield notice("other_template", template=template, version=terms.version)
    if terms.whole_region and not has_regions:
        is_own = not terms.is_chosen and terms.round_regions != {terms.whole_region}
        code = "own_region" if is_own else "whole_region"
        yield notice(code, region=names.get(terms.whole_region, terms.whole_region))
    elif (
        has_regions and terms.is_chosen and terms.whole_region and terms.round_regions != {terms.whole_region}
    ):
        yield notice("whole_region_unused")
    if found.plan.neighbours:
        yield notice("neighbours", rows=show_number(len(found.plan.neighbours)))
    if twice := len(found.plan.places(Outcome.DUPLICATE)):
        yield notice("same_twice", rows=twice)


def _decided(columns):
    """What was decided about columns as a whole."""
    for column in columns:
        for code, detail in column.understanding.told:
            yield notice(code, column=column.placed.letter, heading=str(column.column.label), **detail)


__all__ = ["Examination", "FileRefused", "UnreadableFile", "examine", "examine_reading"]
