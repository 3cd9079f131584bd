"""The one place where the scoring knows how the importer keeps what it found."""

from typing import NamedTuple

from surveys.importing.decisions import Decided
from surveys.importing.examination import FileRefused, UnreadableFile, examine
from surveys.importing.kinds import Missing
from surveys.importing.plan import Outcome
from surveys.importing.problems import NOTHING_TO_MEND
from surveys.importing.stored import NOTHING_STORED
from tests.surveys.importing.tables import stored_of

STORED, AGAIN, CHANGED = "stored", "again", "changed"
REPEATED, REFUSED, PASSED_OVER = "repeated", "refused", "passed over"
OUTCOMES = {
    Outcome.NEW: STORED,
    Outcome.UNCHANGED: AGAIN,
    Outcome.DUPLICATE: REPEATED,
    Outcome.CHANGED: CHANGED,
    Outcome.CONFLICT: REFUSED,
    Outcome.REFUSED: REFUSED,
    Outcome.FOREIGN: REFUSED,
    Outcome.LEFT_OUT: PASSED_OVER,
    Outcome.EMPTY: PASSED_OVER,
}


class Reading(NamedTuple):
    """What an importer made of a file: values by (row, key), named cells, what becomes of each row.

    A cell that was read and says nothing is there as None; one in a column that was not read is not there.
    A named cell of no certain column has the key None. `refusal` is the code of a file that was not read.
    """

    cells: dict
    named: set
    outcomes: dict
    refusal: str = ""


def read(path, workbook, terms, *, stored=None):
    """The Reading of a Workbook; asked which column is meant, an officer gives `workbook.answers`."""
    try:
        found = examined(path, terms, stored, workbook.answers)
    except UnreadableFile as error:
        return Reading({}, set(), {}, error.code)
    except FileRefused as error:
        return Reading({}, set(), {}, error.examination.matching.problems[0].code)
    return Reading(read_cells(found), named_cells(found), outcomes(found))


def examined(path, terms, stored, answers):
    """The Examination; asked which of two columns is meant, the officer leaves the others out."""
    options = {"stored": stored or NOTHING_STORED}
    try:
        return examine(path, path.name, terms, **options)
    except FileRefused as refused:
        matching = refused.examination.matching
        if [problem.code for problem in matching.problems] != ["two_columns"]:
            raise
        others = [
            each
            for each in matching.placed
            if answers.get(each.column.key, each.letter) != each.letter and not each.column.is_question
        ]
    decided = Decided(columns=tuple((each.index, "") for each in others))
    return examine(path, path.name, terms, decided=decided, **options)


def stored_by(path, terms):
    """What the round holds once every row of this plain file is stored."""
    return stored_of(examine(path, path.name, terms, stored=NOTHING_STORED).plan)


def read_cells(examination):
    """{(row, column key): value} of every row that is taken for a person, None for nothing."""
    keys = {placed.column.key: placed.column.is_question for placed in examination.matching.placed}
    cells = {}
    for row in examination.plan.rows:
        if OUTCOMES[row.outcome] == PASSED_OVER:
            continue
        for key, is_question in keys.items():
            cells[row.number, key] = (row.answers if is_question else row.values).get(key)
        cells[row.number, "region"] = row.region
    return cells


def named_cells(examination):
    """{(row, column key or None)} of all that an officer is told to mend."""
    keys = {placed.letter: placed.column.key for placed in examination.matching.placed}
    return {
        (row, keys.get(problem.column))
        for row, problem in examination.row_by_row
        if row is not None and problem.code not in NOTHING_TO_MEND
    }


def outcomes(examination):
    """{row: what becomes of it}; who says nothing new but the district, or why, is there again."""
    found = {row.number: OUTCOMES[row.outcome] for row in examination.plan.rows}
    for place, update in examination.plan.updates.items():
        if all(
            old is None and (key == "district" or isinstance(new, Missing))
            for key, old, new in update.differences
        ):
            found[int(examination.plan.table.numbers[place])] = AGAIN
    return found
