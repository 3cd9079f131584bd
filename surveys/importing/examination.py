"""A file examined from bytes to plan; nothing is written."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial

from pmi_portal.files.reading.reader import SECONDS, UnreadableFile, read_rows
from pmi_portal.words.formats import show_number
from surveys.importing import asking, merges
from surveys.importing.columns import REGION
from surveys.importing.decisions import NOTHING_DECIDED
from surveys.importing.joining import joined
from surveys.importing.judging import judge
from surveys.importing.kinds import Facts
from surveys.importing.parts import notices_of_tables, parts_of
from surveys.importing.plan import SUMS, Outcome, Plan
from surveys.importing.plausibility import doubts
from surveys.importing.problems import notice, row_by_row
from surveys.importing.templates import version_of


class FileRefused(Exception):
    """The tables as a whole cannot be imported; `examination` holds what is wrong with them."""

    def __init__(self, examination):
        super().__init__(examination.table_problems[0].message)
        self.examination = examination


@dataclass
class Examination:
    """`parts` are the tables of the Reading, of which there is at least one."""

    reading: object
    parts: list
    terms: object
    plan: Plan | None = None  # of tables that were not refused
    notices: list = field(default_factory=list)
    decided: object = NOTHING_DECIDED
    sha256: str = ""  # of the file, where it is kept

    @property
    def digest(self):
        """Another one whenever the officer would see something else: the file, how it was understood, under
        which questions, what was decided, and what writing would do beside what is stored by now."""
        seen = {
            "file": self.sha256,
            "tables": [
                [
                    part.table.called,
                    part.matching.heading_row,
                    sorted([each.index, each.column.name] for each in part.matching.placed),
                ]
                for part in self.parts
            ],
            "decided": self.decided.as_json(),
            "questionnaire": self.terms.version,
            "asked": [_asked(column) for column in self.terms.columns],
            "plan": self.plan.fingerprint() if self.plan else "",
        }
        return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()

    @property
    def read_parts(self):
        """The tables but those that an officer left out, in the order of the rows of the plan."""
        return [part for part in self.parts if part.is_read]

    @property
    def matching(self):
        """That of the only table, or of the first of several."""
        return self.parts[0].matching

    @property
    def counts(self):
        return self.plan.counts if self.plan else dict.fromkeys([*Outcome, "read", *SUMS], 0)

    @property
    def table_problems(self):
        """Why the tables cannot be read, if so."""
        return [problem for part in self.parts for problem in part.problems]

    @property
    def problems(self):
        """Every problem with its sheet and column; all places of one stand in the same table."""
        return [*self.table_problems, *map(self._placed, self.plan.problems if self.plan else ())]

    def _placed(self, problem):
        return self.read_parts[self.plan.table.part_of(problem.places[0])].with_column(problem)

    @property
    def row_by_row(self):
        """[(row of the file, Problem), ...] in the order of the rows."""
        return row_by_row(self.problems, self.plan.table.numbers if self.plan else ())


def _asked(column):
    """What a column asks for, whatever the language of its words."""
    options = [[option.code, option.score] for option in column.options]
    return [column.name, column.mandatory, column.required, options, column.missing]


def examine(path, name, terms, *, sheet=None, seconds=SECONDS, **options):
    """The Examination of a file, read as `read_rows` does; the options are those of `examine_reading`.

    Raises UnreadableFile for a file without rows, FileRefused for a table without its columns.
    """
    return examine_reading(read_rows(path, name, sheet=sheet or None, seconds=seconds), terms, **options)


def examine_reading(
    reading,
    terms,
    *,
    stored,
    decided=NOTHING_DECIDED,
    progress=None,
    plan=Plan,
    doubts=doubts,
    masks_texts=False,
):
    """The Examination of a Reading under these Terms and what an officer Decided about its columns.

    `stored` is what there is already; `progress(done, total)` is called now and then. `plan`, `doubts` and
    `masks_texts` are those of what the file tells of. Raises FileRefused for a table without its columns.
    """
    found = Examination(reading, parts_of(reading, terms, decided), terms, decided=decided)
    if found.table_problems:
        raise FileRefused(found)
    facts, read, told = Facts(reading.from_1904, masks_texts or decided.masks_texts), [], []
    rows = sum(map(len, found.read_parts))
    for part in found.read_parts:
        before = sum(len(each.table) for each in read)
        table = part.interpreted(
            facts, progress and partial(_told_of_all, progress, before, rows), terms.learned
        )
        read.append(judge(table, part.matching, terms, fallback_region=_fallback_region(terms, part)))
        told += map(part.notice, _notices(part, table, terms))
    found.plan = plan(joined(read), asks_of_neighbours=not decided.neighbours_are_new)
    found.plan.against(stored)
    found.notices = [
        *doubts(found.plan, terms, stored),
        *_notice_of_template(found),
        *notices_of_tables(found.parts),
        *told,
        *asking.notices(found),
        *_notices_of_plan(found.plan),
    ]
    return found


def _told_of_all(progress, before, rows, done, _of):
    """What is done of one table as a part of all."""
    progress(before + done, rows)


def _fallback_region(terms, part):
    """The choice for the whole file serves a table without regions; a round of one region every row."""
    if not part.matching.has(REGION.identity) or terms.round_regions == {terms.whole_region}:
        return terms.whole_region
    return None


def _notices(part, table, terms):
    yield from part.matching.notices
    yield from merges.notices(part.table, part.matching)
    for column in table.columns:  # what was decided about columns as a whole
        for code, detail in column.understanding.told:
            yield notice(code, column=column.placed.letter, heading=str(column.column.label), **detail)
    yield from _region_notices(terms, part.matching.has(REGION.identity))


def _region_notices(terms, has_regions):
    names = terms.region_names
    if terms.whole_region and not has_regions:
        is_own = not terms.is_chosen and terms.round_regions != {terms.whole_region}
        code = "own_region" if is_own else "whole_region"
        yield notice(code, region=names.get(terms.whole_region, terms.whole_region))
    elif (
        has_regions and terms.is_chosen and terms.whole_region and terms.round_regions != {terms.whole_region}
    ):
        yield notice("whole_region_unused")


def _notice_of_template(found):
    if (template := version_of(found.reading)) and template != found.terms.version:
        yield notice("other_template", template=template, version=found.terms.version)


def _notices_of_plan(plan):
    if plan.neighbours:
        yield notice("neighbours", rows=show_number(len(plan.neighbours)))
    if twice := len(plan.places(Outcome.DUPLICATE)):
        yield notice("same_twice", rows=twice)


__all__ = ["Examination", "FileRefused", "UnreadableFile", "examine", "examine_reading"]
