"""The one place where the scoring knows how the importer keeps what it found."""

from typing import NamedTuple

from openpyxl.utils import column_index_from_string

from surveys.importing.decisions import Decided
from surveys.importing.examination import FileRefused, UnreadableFile, examine
from surveys.importing.kinds import Missing
from surveys.importing.plan import Outcome
from surveys.importing.problems import NOTHING_TO_MEND
from surveys.importing.stored import NOTHING_STORED
from tests.spreadsheets.messy.truth import NEXT_SHEET
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
    `told` are the texts about the file as a whole.
    """

    cells: dict
    named: set
    outcomes: dict
    refusal: str = ""
    told: tuple = ()


def read(path, workbook, terms, *, stored=None):
    """The Reading of a Workbook; asked which column is meant, an officer gives `workbook.answers`."""
    try:
        found = examined(path, terms, stored, workbook)
    except UnreadableFile as error:
        return Reading({}, set(), {}, error.code)
    except FileRefused as error:
        return Reading({}, set(), {}, error.examination.matching.problems[0].code)
    told = (*(each.message for each in found.reading.warnings), *found.notices)
    return Reading(read_cells(found), named_cells(found), outcomes(found), told=told)


def examined(path, terms, stored, workbook):
    """The Examination; asked which of two columns is meant, the officer leaves the others out."""
    options = {"stored": stored or NOTHING_STORED, "sheet": list(workbook.sheets)}
    columns = tuple((column_index_from_string(letter) - 1, "") for letter in workbook.not_read)
    decided = Decided(columns=columns, without_hidden=workbook.without_hidden)
    try:
        return examine(path, path.name, terms, decided=decided, **options)
    except FileRefused as refused:
        matching = refused.examination.matching
        if [problem.code for problem in matching.problems] != ["two_columns"]:
            raise
        others = [
            each
            for each in matching.placed
            if workbook.answers.get(each.column.key, each.letter) != each.letter
            and not each.column.is_question
        ]
    decided = Decided(columns=tuple((each.index, "") for each in others))
    return examine(path, path.name, terms, decided=decided, **options)


def stored_by(path, terms):
    """What the round holds once every row of this plain file is stored."""
    return stored_of(examine(path, path.name, terms, stored=NOTHING_STORED).plan)


def read_cells(examination):
    """{(row, column key): value} of every row that is taken for a person, None for nothing."""
    cells = {}
    for place, row in enumerate(examination.plan.rows):
        if OUTCOMES[row.outcome] == PASSED_OVER:
            continue
        number = _number(examination, place)
        for column in (each.column for each in _part(examination, place).matching.placed):
            said = row.answers if column.is_question else row.values
            cells[number, column.key] = said.get(column.key)
        cells[number, "region"] = row.region
    return cells


def _part(examination, place):
    return examination.parts[examination.plan.table.part_of(place)]


def _number(examination, place):
    """The row of the truth that stands at this place."""
    table = examination.plan.table
    return table.part_of(place) * NEXT_SHEET + int(table.numbers[place])


def named_cells(examination):
    """{(row, column key or None)} of all that an officer is told to mend."""
    named = set()
    for problem in examination.problems:
        for place in problem.places if problem.code not in NOTHING_TO_MEND else ():
            placed = _part(examination, place).matching.placed
            keys = {each.letter: each.column.key for each in placed}
            named.add((_number(examination, place), keys.get(problem.column)))
    return named


def outcomes(examination):
    """{row: what becomes of it}; who says nothing new but the district, or why, is there again."""
    found = {
        _number(examination, place): OUTCOMES[row.outcome] for place, row in enumerate(examination.plan.rows)
    }
    for place, update in examination.plan.updates.items():
        if all(
            old is None and (key == "district" or isinstance(new, Missing))
            for key, old, new in update.differences
        ):
            found[_number(examination, place)] = AGAIN
    return found
