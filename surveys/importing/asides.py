"""Rows that never were a respondent: headings printed again, totals, signatures, notes, and empty ones."""

import re

import numpy as np

from pmi_portal.files.reading.table import is_blank
from surveys.importing.columns import RESPONDENT
from surveys.importing.interpretation import MISSING, UNFIT, VALUE, Stands
from surveys.importing.kinds.respondents import EXAMPLE
from surveys.importing.problems import problems_at, shown
from surveys.importing.spelling import plain

TOTALS = re.compile(
    r"(?:σ|sum|jumlah|jml|total|sub ?(?:total|jumlah)|grand total|rata rata|rata2|rerata|persentase)\b"
    r"|(?:nrr|ikm|nilai|mutu|indeks)(?: [a-z ]+)?$"
)
# Behind numbers a name may stand as well, so there a total is nothing but such words.
OF_A_TOTAL = (
    r"(?:σ|sum|jumlah|jml|total|sub|subtotal|grand|rata|rata2|rerata|persentase|nrr|ikm|skm|nilai|skor|mutu"
    r"|indeks|kepuasan|unsur|per|tertimbang|keseluruhan|semua|seluruh|responden|unit|pelayanan|setelah|konversi)"
)
ONLY_A_TOTAL = re.compile(rf"{OF_A_TOTAL}(?: {OF_A_TOTAL})*")
NUMBER = re.compile(r"[\d.,%]+", re.ASCII)
FEW_CELLS = 3  # no more has a signature, a note, or the name of a part
LEAST_COLUMNS = 4  # of a row that numbers them
FACTS_OF_A_PERSON = 3  # a region, a day, a sex: no sum has so many


def empty_rows(table):
    """Rows that hold nothing, or a prefilled number only."""
    respondent = table.column(RESPONDENT.identity)
    others = [column for column in table.columns if column is not respondent]
    said = table.how_many(UNFIT) + table.how_many(VALUE, others)
    said += table.how_many(MISSING, [column for column in others if column.column.is_question])
    if respondent:
        said += respondent.by_row(lambda number: " " in number, np.uint16)  # several words are no number
    return ((said == 0) | (table.filled == 0)) & table.is_read


def asides(table, matching, rows):
    """A Problem for each kind of aside among these rows (an array of truths); each row is of one kind."""
    left = rows.copy()
    for find in (_hidden, _examples, _headings, _numberings, _totals, _notes):
        for problem in find(table, matching, left):
            left[problem.places] = False
            yield problem


def _hidden(table, matching, left):
    """Rows that Excel hides, where the officer said that they are not to be read."""
    is_hidden = np.isin(table.numbers, list(matching.left_out_rows))
    return problems_at("hidden_row", np.flatnonzero(left & is_hidden))


def _examples(table, _matching, left):
    """The row that a template shows how to fill in, its number nobody's."""
    column = table.column(RESPONDENT.identity)
    places = np.flatnonzero(left) if column else np.array([], int)
    if len(places):
        places = places[Stands(column.cells, column.codes).flags(places, _is_example)]
    return problems_at("example_row", places)


def _is_example(kind, value):
    return kind == "s" and plain(value) == plain(EXAMPLE)


def _headings(table, matching, left):
    """The headings again, as printed tables have them on every page."""
    places = np.flatnonzero(left & (2 * table.how_many(UNFIT) > len(table.columns)))
    echoes = np.zeros(len(places), int)
    for column in table.columns:
        echoes += table.stands[column.placed.index].flags(places, _repeats(matching, column.placed))
    return problems_at("repeated_heading", places[2 * echoes > len(table.columns)])


def _repeats(matching, placed):
    return lambda kind, value: kind == "s" and matching.is_heading(placed, value)


def _numberings(table, _matching, left):
    """Rows that number the columns, 1, 2, 3 or (1) (2) (3), as printed tables do below the heading."""
    places = np.flatnonzero(left)
    counted = np.zeros(len(places), int)
    for stands in table.stands:
        filled = ~stands.flags(places, _is_blank)
        fits = ~filled
        for reached in np.unique(counted[filled]).tolist():
            fits |= filled & (counted == reached) & stands.flags(places, _says(reached + 1))
        places, counted = places[fits], (counted + filled)[fits]
    return problems_at("numbering_row", places[counted >= LEAST_COLUMNS])


def _says(number):
    return lambda _kind, value: str(value).strip(" ()[].") == str(number)


def _totals(table, _matching, left):
    """Rows whose first cell that is no number begins as a total does.

    Somebody's own words, and a word behind numbers, must be nothing else.
    """
    own_words = {column.placed.index for column in table.columns if column.column.kind.has_own_words}
    facts = table.how_many(VALUE, _profile(table))  # “Total Wijaya” is somebody
    answered = table.how_many(VALUE, closed := _closed_questions(table))
    left = left & (facts + (2 * answered > len(closed)) < FACTS_OF_A_PERSON)
    is_begun, found = np.zeros(len(left), bool), []
    for index, stands in enumerate(table.stands):
        places = np.flatnonzero(left)
        places = places[~stands.flags(places, _is_blank)]
        begun = is_begun[places]
        tests = _begins_by(ONLY_A_TOTAL.fullmatch), _begins_by(TOTALS.match)
        only_a_total, like_a_total = (stands.flags(places, test) for test in tests)
        is_total = only_a_total if index in own_words else np.where(begun, only_a_total, like_a_total)
        for place in places[is_total].tolist():
            said = shown(plain(stands.cells[stands.codes[place]][1]))
            found += problems_at("total_row", np.array([place]), detail={"text": said})
        left[places[is_total | ~stands.flags(places, _is_number)]] = False
        is_begun[places] = True
    return found


def _is_number(kind, value):
    return kind in ("n", "p") or (kind == "s" and bool(NUMBER.fullmatch(value.strip())))


def _begins_by(matches):
    return lambda kind, value: kind == "s" and bool(matches(plain(value)))


def _is_blank(*cell):
    return is_blank(cell)


def _notes(table, _matching, left):
    """Few cells without an answer but own words, and at most one fact: a signature, a note, a part's name."""
    questions = [column for column in table.columns if column.column.is_question]
    says_nothing = (table.how_many(VALUE, _closed_questions(table)) == 0) & (
        table.how_many(MISSING, questions) == 0
    )
    few = (table.filled <= FEW_CELLS) & (table.how_many(VALUE, _profile(table)) <= 1)
    return problems_at("note_row", np.flatnonzero(left & says_nothing & few))


def _closed_questions(table):
    questions = (column for column in table.columns if column.column.is_question)
    return [column for column in questions if not column.column.kind.has_own_words]


def _profile(table):
    """The columns that tell of a person, but the number, which may be filled in beforehand."""
    profile = [column for column in table.columns if not column.column.is_question]
    return [column for column in profile if column.column.key != RESPONDENT.key]
