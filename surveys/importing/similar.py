"""Headings only similar to that of a column: taken where what stands below fits it and no other column."""

from collections import Counter
from difflib import SequenceMatcher

from surveys.importing.kinds import CLEAR, CONSENT, DATE, SEVERAL, WHOLE, Missing, understood
from surveys.importing.problems import Unfit
from surveys.importing.spelling import in_each_language, squeezed

SURELY_NEAR = 0.85  # nearer than what is only asked about
LEAST_ROWS, FITTING = 3, 0.9


def by_likeness(matching, columns, rows):
    """[(index, heading, Column), ...] of the unknown headings of a Matching that are taken by themselves.

    `rows` are the first Rows below the heading. A column that two headings are near to is neither's.
    """
    free = [each for each in columns if _tells(each) and not matching.has(each.identity)]
    found = {}
    for index, heading in matching.unknown if free else ():
        near = [each for each in free if index not in matching.weaker and _is_near(heading, each)]
        fitting = [each for each in free if _fits(each, index, rows)] if near else []
        if len(near) == 1 and fitting == near:
            found.setdefault(near[0].identity, []).append((index, heading, near[0]))
    return [same[0] for same in found.values() if len(same) == 1]


def _tells(column):
    """Whether its cells can speak for a column: own words and numbers of respondents may be anything."""
    kind = column.kind
    return not column.is_extra and kind is not CONSENT and (kind.is_closed or kind in (DATE, SEVERAL, WHOLE))


def _is_near(heading, column):
    said = squeezed(heading)
    names = (*in_each_language(column.label), column.key, *column.also)
    return any(
        _digits(said) == _digits(name) and _ratio(said, name) >= SURELY_NEAR for name in map(squeezed, names)
    )


def _digits(text):
    """“Unsur 10” is never “unsur 1”."""
    return [sign for sign in text if sign.isdigit()]


def _ratio(one, other):
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= SURELY_NEAR else 0


def _fits(column, index, rows):
    cells = Counter(tuple(row.cells[index]) for row in rows if index < len(row.cells) and row.cells[index][0])
    understanding, values, others = understood(column, cells), 0, 0
    for cell, often in cells.items():
        try:
            said = understanding.read(*cell)
        except Unfit:
            others += often
            continue
        if said is None or said is CLEAR or isinstance(said, Missing):
            continue
        if column.within and not column.within[0] <= said <= column.within[1]:
            others += often
        else:
            values += often
    return values >= LEAST_ROWS and values >= FITTING * (values + others)
