"""Which row is the heading, and which column of the file is which column of the round."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice

from surveys.importing.columns import DISTRICT, REGION, RESPONDENT
from surveys.importing.decisions import NO, NOTHING_DECIDED, YES
from surveys.importing.districts import are_districts
from surveys.importing.heading_rows import (
    BETWEEN,
    HEADING_ROWS,
    groups_above,
    headings_at,
    heaviest,
    joined,
    texts_of,
)
from surveys.importing.headings import BY_DEVICE, BY_LIKENESS, BY_OFFICER, BY_SYNONYM, Dictionary
from surveys.importing.problems import Problem, notice, shown
from surveys.importing.similar import by_likeness
from surveys.importing.spelling import letter, plain, squeezed

ROWS_LOOKED_AT = 200
NEAR = 0.75
BARE_POSITION = re.compile(r"(?:u|unsur)\d{1,2}")


@dataclass(frozen=True)
class Placed:
    """A column of the round at its place in the file; `strength` tells how its heading was understood."""

    index: int
    heading: str
    column: object
    strength: int
    learned: object = None  # the Learned entry by which it was understood

    @property
    def letter(self):
        return letter(self.index)


@dataclass
class Matching:
    """`heading_row` is None when no row was recognised; `problems` are faults of the table as a whole."""

    heading_row: int | None = None
    placed: list = field(default_factory=list)
    unknown: list = field(default_factory=list)  # (index, heading)
    weaker: dict = field(default_factory=dict)  # {index of an unknown: the Placed that was taken instead}
    left_out: list = field(default_factory=list)  # (index, heading), as an officer decided
    left_out_rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    dictionary: object = None
    joinable: list = field(default_factory=list)  # headings as they would read with the groups above them
    is_joined: bool = False  # and do

    @property
    def headings(self):
        """What stands over the columns, in the order of the file."""
        placed = [(each.index, each.heading) for each in self.placed]
        return [heading for _index, heading in sorted([*placed, *self.unknown, *self.left_out]) if heading]

    def index_of(self, identity):
        """Where a column stands in the file, or None."""
        return next((placed.index for placed in self.placed if placed.column.identity == identity), None)

    def has(self, identity):
        return self.index_of(identity) is not None

    def is_heading(self, placed, text):
        """Whether a text is a heading of the column it stands in."""
        entry = self.dictionary.look_up(text)
        same = placed.heading, placed.heading.rpartition(BETWEEN)[2] if self.is_joined else ""
        return shown(text) in same or (bool(entry) and entry[1] is placed.column)


def match(rows, columns, decided=NOTHING_DECIDED, learned=()):
    """Find the heading row within the first 20 rows and place the columns; faults stand in the Matching.

    rows: Rows of a Reading; columns: those of the round's Terms. What was decided goes before everything
    else; a decision about what is no longer there goes for nothing. `learned` are Learned entries. Raises
    nothing.
    """
    first = list(islice(rows, HEADING_ROWS + ROWS_LOOKED_AT))
    dictionary = Dictionary(columns, learned)
    numbers = [row.number for row in first[:HEADING_ROWS]]
    best = heaviest(first[:HEADING_ROWS], dictionary)
    if decided.heading_row in numbers:
        best = numbers.index(decided.heading_row)
    if best is None:
        return Matching(problems=[Problem("no_heading")])
    matching = Matching(heading_row=first[best].number, dictionary=dictionary)
    matching.left_out_rows = rows.hidden_rows if decided.without_hidden else []
    by_name = {column.name: column for column in columns}
    said = {
        place: by_name.get(name)
        for place, name in decided.columns
        if place < len(rows.columns) and (not name or name in by_name)
    }
    _place(matching, *_headings(matching, rows, first, best, decided), said)
    _tell_districts_apart(matching, columns, rows)
    _check_doubles(matching)
    _place_similar(matching, columns, first[best + 1 :])
    _place_instead(matching, columns)
    _check_missing(matching, columns)
    _tell(matching, columns, first[best + 1 :])
    if best + 1 == len(first):
        matching.problems.append(Problem("no_rows"))
    return matching


def _headings(matching, table, rows, best, decided):
    """({index: heading}, {index: other texts by which it may be known}) of the heading row.

    It is joined with the groups above where an officer said so, or where a joined heading was learned.
    """
    groups, names = groups_above(table, rows, best), dict(texts_of(rows[best]))
    whole = joined(names, groups)
    is_learned = any(plain(text) in matching.dictionary.learned for text in whole.values() if BETWEEN in text)
    matching.joinable = [text for text in whole.values() if BETWEEN in text] if groups else []
    matching.is_joined = bool(groups) and (decided.joins_above or (YES if is_learned else NO)) == YES
    if not matching.is_joined:
        return headings_at(rows, best, matching.dictionary), {}
    alone = Counter(groups.values())
    return whole, {
        index: [names.get(index, ""), groups[index] if alone[groups.get(index)] == 1 else ""]
        for index in whole
    }


def _looked_up(dictionary, heading, parts):
    """(column, strength, Learned entry or None) of a heading, or of a part of a joined one; else None."""
    if entry := dictionary.look_up(heading):
        return entry[1], entry[0], dictionary.learned_by(heading, entry[0])
    entries = ((part, dictionary.look_up(part)) for part in parts if part)
    found = next(((part, entry) for part, entry in entries if entry), None)
    if found is None:
        return None
    part, (strength, column) = found  # what was learned of the whole goes before a part of it
    return column, min(strength, BY_SYNONYM), dictionary.learned_by(part, strength)


def _place(matching, headings, parts, decided):
    """`decided` are {place: the column it is, None for a column that is left out}."""
    for index in sorted(headings.keys() | decided.keys()):
        heading = headings.get(index, "")
        if column := decided.get(index):
            matching.placed.append(Placed(index, shown(heading), column, BY_OFFICER))
        elif index in decided:
            matching.left_out.append((index, shown(heading)))
        elif found := _looked_up(matching.dictionary, heading, parts.get(index, ())):
            matching.placed.append(Placed(index, shown(heading), *found))
        else:
            matching.unknown.append((index, shown(heading)))


def _tell_districts_apart(matching, columns, table):
    """Beside the column of the region another one that speaks of a kabupaten or kota names the district.

    Unless its cells say otherwise: then it is asked which of the two is meant.
    """
    district = next((each for each in columns if each.identity == DISTRICT.identity), None)
    of_region = [each for each in matching.placed if each.column.identity == REGION.identity]
    if district is None or len(of_region) < 2 or matching.has(DISTRICT.identity):
        return
    smaller = [each for each in of_region if _may_be(matching, each, district)]
    if len(smaller) == 1:
        place, told = matching.placed.index(smaller[0]), replace(smaller[0], column=district)
        region = next(each for each in of_region if each is not smaller[0])
        if are_districts(table, matching.heading_row, region, told):
            matching.placed[place] = told


def _may_be(matching, placed, column):
    is_said = placed.strength == BY_OFFICER or placed.learned
    return not is_said and matching.dictionary.may_mean(placed.heading, column)


def _check_doubles(matching):
    """Of two headings for one column the one that names it stands; two that do so equally are a fault."""
    by_column = defaultdict(list)
    for placed in matching.placed:
        by_column[placed.column.identity].append(placed)
    for several in by_column.values():
        best = max(placed.strength for placed in several)
        strongest = [placed for placed in several if placed.strength == best]
        for weaker in (placed for placed in several if placed.strength < best):
            matching.placed.remove(weaker)
            matching.unknown.append((weaker.index, weaker.heading))
            matching.weaker[weaker.index] = strongest[0]
        if len(strongest) > 1:
            letters = ", ".join(f"{placed.letter} ({placed.heading})" for placed in strongest)
            detail = {"letters": letters, "label": str(strongest[0].column.label)}
            matching.problems.append(Problem("two_columns", row=matching.heading_row, detail=detail))
    matching.unknown.sort()


def _place_similar(matching, columns, rows_below):
    """What is headed nearly as a column and holds what fits no other one is that column, and told."""
    for index, heading, column in by_likeness(matching, columns, rows_below):
        matching.unknown.remove((index, heading))
        matching.placed.append(Placed(index, heading, column, BY_LIKENESS))
        told = {"column": letter(index), "heading": heading, "label": column.label}
        matching.notices.append(notice("similar", **told))


def _place_instead(matching, columns):
    """A column that is not there is taken from what the device noted, in the order of preference."""
    for column in columns:
        if not column.instead or matching.has(column.identity):
            continue
        by_spelling = {squeezed(heading): (index, heading) for index, heading in reversed(matching.unknown)}
        for name in map(squeezed, column.instead):
            if name in by_spelling:
                found = by_spelling[name]
                matching.unknown.remove(found)
                matching.placed.append(Placed(*found, column, BY_DEVICE))
                told = {"column": letter(found[0]), "heading": found[1], "label": column.label}
                matching.notices.append(notice("instead", **told))
                break


def _check_missing(matching, columns):
    for column in columns:
        if column.mandatory and not matching.has(column.identity):
            near = _nearest(matching, column)
            suggestion = f"{letter(near[0])} ({near[1]})" if near else ""
            detail = {"label": str(column.label)}
            matching.problems.append(
                Problem("missing_column", row=matching.heading_row, suggestion=suggestion, detail=detail)
            )


def _nearest(matching, column):
    """(index, heading) among the unknown headings that looks most like the column."""
    headings = {squeezed(heading): (index, heading) for index, heading in matching.unknown}
    for text in (column.label, column.key, *column.also):
        if found := get_close_matches(squeezed(text), headings, n=1, cutoff=NEAR):
            return headings[found[0]]
    return None


def _tell(matching, columns, rows_below):
    """Notices: what was assumed, and every column that is left out."""
    told = matching.notices
    positions = [placed for placed in matching.placed if BARE_POSITION.fullmatch(squeezed(placed.heading))]
    for each in (placed for placed in matching.placed if placed.learned):
        source, who, when = each.learned.told
        about = {"column": each.letter, "heading": each.heading, "label": each.column.label}
        told.append(notice("learned_heading", source=source, who=who, when=when, **about))
    if positions:
        order = ", ".join(f"{placed.heading} = {placed.column.label}" for placed in positions)
        told.append(notice("positions", first=positions[0].heading, last=positions[-1].heading, order=order))
    unknown = [each for each in matching.unknown if each[0] not in matching.weaker]
    for index, heading in matching.unknown:
        if taken := matching.weaker.get(index):
            about = {"column": letter(index), "heading": heading, "label": taken.column.label}
            told.append(notice("weaker", other=taken.letter, **about))
    for code, columns_there in (("unknown_columns", unknown), ("left_out", matching.left_out)):
        if columns_there:
            named = ", ".join(f"{letter(index)} ({heading})" for index, heading in columns_there)
            told.append(notice(code, columns=named))
    absent = [column for column in columns if not column.mandatory and not matching.has(column.identity)]
    for column in absent:
        if not column.is_extra and (near := _nearest(matching, column)):
            told.append(notice("maybe_meant", column=f"{letter(near[0])} ({near[1]})", label=column.label))
    if questions := [str(column.label) for column in absent if column.is_question]:
        told.append(notice("absent_questions", labels=", ".join(questions)))
    if matching.joinable and not matching.is_joined and (unknown or matching.problems):
        told.append(notice("joinable", example=matching.joinable[0]))
    if letters := _without_heading(matching, rows_below):
        told.append(notice("without_heading", letters=", ".join(letters)))
    if not matching.has(RESPONDENT.identity):
        key = next((each for each in columns if each.identity == RESPONDENT.identity), RESPONDENT)
        told.append(notice("no_numbers", label=str(key.label).lower()))


def _without_heading(matching, rows):
    headed = {placed.index for placed in matching.placed}
    headed |= {index for index, _heading in (*matching.unknown, *matching.left_out)}
    filled = {index for row in rows for index, (kind, _value) in enumerate(row.cells) if kind}
    return [letter(index) for index in sorted(filled - headed)]
