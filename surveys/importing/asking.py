"""What is asked about cells: each distinct one that is not certain, once, however many rows say it."""

from dataclasses import asdict, dataclass

import numpy as np

from surveys.importing.judging import grouped
from surveys.importing.kinds import DATE, as_shown
from surveys.importing.learned import is_teachable
from surveys.importing.masking import masked
from surveys.importing.problem_texts import TEXTS
from surveys.importing.problems import Unfit, notice, shown

ASKED, CELLS_TOLD, LEARNED_TOLD = 200, 5, 50
# Of these nobody knows what the cell says, so one answer could not be for all of them.
UNREADABLE = {"formula_cell", "unusable_cell"}
# Their message tells what the cell could mean; of the others it lists the options, which the page offers.
TOLD_WHOLE = {"contradiction", "date_maybe_exchanged", "date_order", "not_a_date", "age_too_young"}


@dataclass
class Asked:
    """A distinct cell of a column (`name`): as it is shown, why it is not certain, and where it stands.

    Of one that was answered, by the officer or by what an earlier file taught, `text` is the answer.
    """

    name: str
    spelling: str
    cell: str
    heading: str
    why: str = ""
    suggestion: str = ""
    text: str = ""
    is_teachable: bool = False
    rows: int = 0
    cells: tuple = ()

    @property
    def key(self):
        return self.name, self.spelling


@dataclass
class Spelled:
    """The cells of a column that are spelled alike, with what is found in the first, and their rows."""

    column: object
    spelling: str
    cell: list
    what: object
    places: list

    @property
    def rows(self):
        return sum(map(len, self.places))


def is_asked(column):
    return column.kind.is_closed or column.kind is DATE


def values_of(found):
    """The parts of a report on cells of an Examination, as JSON: those asked, said and learned."""
    asked = _of_columns(found, _unfit)
    told = {"asked": asked, "said": _said(found), "learned": _learned(found)}
    return {name: _told(found, some) for name, some in told.items()} | {"asked_count": len(asked)}


def notices(found):
    """Notices of an Examination: how many cells are read as was said, and each that was learned."""
    if said := _said(found):
        yield notice("values_said", values=len(said), rows=sum(each.rows for each in said))
    learned = _commonest(_learned(found))
    for each in learned[:LEARNED_TOLD]:
        column, (source, who, when) = each.column.column, each.what.told
        yield notice(
            "learned",
            column=found.plan.table.letter(column.identity, each.places[0][0]),
            heading=str(column.label),
            cell=_shown(each),
            meaning=meaning_in_words(column, each.what.meaning),
            rows=each.rows,
            source=source,
            who=who,
            when=when,
        )
    if (more := len(learned) - LEARNED_TOLD) > 0:
        yield notice("learned_more", values=more)


def meaning_in_words(column, text):
    """What an answer means: a code of the column in words, else the text itself."""
    chosen = column.kind.chosen(column, text)
    return text if chosen is None else column.kind.in_words(column, chosen)


def _said(found):
    return _of_columns(found, lambda column: column.said)


def _learned(found):
    return _of_columns(found, lambda column: column.learned)


def _of_columns(found, about):
    columns = [each for each in (found.plan.table.columns if found.plan else ()) if is_asked(each.column)]
    return [spelled for column in columns for spelled in _spelled(found, column, about(column))]


def _unfit(column):
    """{code: Unfit} of the cells of which an answer would make something."""
    return {
        code: found
        for code, found in enumerate(column.found)
        if isinstance(found, Unfit) and found.code not in UNREADABLE
    }


def _spelled(found, column, about):
    """The Spelled among these cells, {code: Unfit, said text or Learned}, that a row with content says."""
    places = np.flatnonzero(found.plan.judged.has_content & np.isin(column.codes, list(about)))
    told = {}
    for code, rows in grouped(column.codes[places], places):
        spelling, what = column.spelling(code), about[code]
        spelled = told.setdefault(spelling, Spelled(column, spelling, column.cells[code], what, []))
        spelled.places.append(rows)
    return told.values()


def _told(found, spelled):
    """The commonest, as dicts of Asked."""
    return [asdict(_asked(each, found.plan.table)) for each in _commonest(spelled)[:ASKED]]


def _commonest(spelled):
    return sorted(spelled, key=lambda each: -each.rows)


def _shown(spelled):
    return masked(shown(as_shown(*spelled.cell)))


def _asked(spelled, table):
    column, what = spelled.column.column, spelled.what
    places = np.sort(np.concatenate(spelled.places))[:CELLS_TOLD]
    asked = Asked(
        name=column.name,
        spelling=spelled.spelling,
        cell=_shown(spelled),
        heading=str(column.label),
        rows=spelled.rows,
        cells=tuple(table.cell(column.identity, place) for place in places.tolist()),
    )
    if isinstance(what, Unfit):
        words, detail = TEXTS[what.code], what.detail | {"cell": asked.cell, "heading": asked.heading}
        asked.why = masked(str(words.message if what.code in TOLD_WHOLE else words.title) % detail)
        asked.suggestion = what.suggestion
        asked.is_teachable = is_teachable(column, what.code, asked.spelling)
    else:
        asked.text = what if isinstance(what, str) else what.meaning
    return asked
