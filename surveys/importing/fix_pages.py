"""What the page shows on which an officer mends cells: the file's word beside what was read."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_number
from surveys.importing.columns import REGION, RESPONDED_ON, RESPONDENT
from surveys.importing.decisions import Decided, spelling_of
from surveys.importing.interpretation import Interpreted
from surveys.importing.kinds import Facts, as_shown
from surveys.importing.parts import parts_of
from surveys.importing.problem_texts import TEXTS
from surveys.importing.report import value_in_words
from surveys.importing.spelling import letter

ROWS_AT_ONCE = 25
MOST_OFFERED = 30  # answers from which a browser offers one
SAYS_NOTHING = ("", "x", "f")  # types of cells whose value is no text of the officer's


@dataclass(frozen=True)
class Wanted:
    """Which rows: those with this problem in this column, with a fix, or just these of a page sent back."""

    code: str = ""
    column: str = ""
    only_fixed: bool = False
    page: str = "1"
    rows: tuple | None = None
    table: int = 0  # its place among those that were read

    @classmethod
    def from_request(cls, request):
        rows = request.POST.get("rows")
        return cls(
            request.GET.get("masalah", ""),
            request.GET.get("kolom", ""),
            request.GET.get("diperbaiki") == "1",
            request.GET.get("hal", "1"),
            None if rows is None else numbers_in(rows),
            next(iter(numbers_in(request.GET.get("tabel", ""))), 0),
        )

    def wants(self, problem):
        _row, column, _heading, _cell, code = problem[:5]
        return self.code in ("", code) and self.column in ("", column)


def _rows_told(rows):
    words = ngettext("%(n)s baris bermasalah", "%(n)s baris bermasalah", rows)
    return words % {"n": show_number(rows)}


def numbers_in(text):
    """The numbers of rows in what a page sent, as many as it shows."""
    parts = text.split(",")[:ROWS_AT_ONCE]
    return tuple(int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 8)


@dataclass
class FixCell:
    """One cell: `raw` is the file's word, `fixed` what was typed instead, `read` what that means."""

    row: int
    place: int
    heading: str
    raw: str
    fixed: str | None = None
    read: str = ""
    messages: list = field(default_factory=list)
    is_asked: bool = False  # though no problem names it
    others: list = field(default_factory=list)  # rows of the same problem whose cell says the same

    @property
    def key(self):
        return f"{self.row}-{self.place}"

    @property
    def letter(self):
        return letter(self.place)

    @property
    def current(self):
        return self.raw if self.fixed is None else self.fixed

    @property
    def is_editable(self):
        return bool(self.messages) or self.fixed is not None or self.is_asked

    @property
    def is_read_otherwise(self):
        return self.read and self.read.casefold() != self.current.casefold()


@dataclass
class FixRow:
    """`notes` are problems that no cell of the row can be mended for."""

    number: int
    notes: list
    cells: list
    is_ragged: bool = False


class FixPage:
    """Rows of one table of a Reading as they were Decided about.

    `to_mend` are the problems of each sheet, {sheet: {row: [problem, ...]}}.
    """

    def __init__(self, reading, terms, decisions, to_mend, wanted):
        self.wanted, self.whole = wanted, Decided.from_json(decisions)
        self.parts = parts_of(reading, terms, self.whole)
        self.place = wanted.table if wanted.table < len(self.parts) else 0
        part = self.parts[self.place]
        self.rows_by_sheet, self.to_mend = to_mend, to_mend.get(part.sheet or "", {})
        self.decided = part.decided
        self.fixes = {(row, place): text for row, place, text in self.decided.fixes}
        self.fixed_rows = {row for row, _place in self.fixes}
        self.file, self.table, self.matching = part.file, part.table, part.matching
        self.placed = {each.index: each for each in self.matching.placed}
        self.places = {each.letter: each.index for each in self.matching.placed}
        self.learned = terms.learned
        self.facts = Facts(reading.from_1904, self.decided.masks_texts)
        self.page = Paginator(self._found(), ROWS_AT_ONCE).get_page(wanted.page)
        self.numbers = list(self.page) if wanted.rows is None else self._known(wanted.rows)

    @property
    def others(self):
        """(place, sheet, how many of its rows have a problem) of every table, if there are several."""
        return [
            (place, part.label, _rows_told(len(self.rows_by_sheet.get(part.sheet or "", {}))))
            for place, part in enumerate(self.parts)
            if len(self.parts) > 1 and part.is_read
        ]

    def all_decided(self, own):
        """What is decided of the whole upload, with this about the table."""
        return self.whole.with_table(self.place, self.table.called, own)

    def _found(self):
        if self.wanted.only_fixed:
            return sorted(self.fixed_rows)
        is_wanted = self.wanted.wants
        return [row for row, problems in self.to_mend.items() if any(map(is_wanted, problems))]

    def _known(self, rows):
        """Rows that came back from a page; of any other row the page tells nothing."""
        return sorted({row for row in rows if row in self.to_mend or row in self.fixed_rows})

    @property
    def title(self):
        """The problem that was asked for, or ""."""
        return TEXTS[self.wanted.code].title if self.wanted.code in TEXTS else ""

    @cached_property
    def shown_places(self):
        """Places of the columns with a problem or a fix in these rows, and of what says whose row it is."""
        places = {place for row, place in self.fixes if row in set(self.numbers)}
        for number in self.numbers:
            places |= {self.places[column] for column in self._columns_of(number) if column in self.places}
            places |= self._asked_of(number)
        known = {self.matching.index_of(each.identity) for each in (RESPONDENT, RESPONDED_ON)}
        return sorted(places | (known - {None}))

    @property
    def columns(self):
        """(letter, heading) of each shown column."""
        return [(letter(place), self._heading(place)) for place in self.shown_places]

    @property
    def offers(self):
        """(place, answers) of the shown columns from whose answers a browser may offer one."""
        shown = [self.placed[place] for place in self.shown_places if place in self.placed]
        offered = [
            (each.index, [str(one.label) for one in each.column.options if one.code]) for each in shown
        ]
        return [(place, answers) for place, answers in offered if 0 < len(answers) <= MOST_OFFERED]

    @cached_property
    def rows(self):
        return [self._row(number) for number in self.numbers]

    @property
    def cells(self):
        """Those that can be mended."""
        return [cell for row in self.rows for cell in row.cells if cell.is_editable]

    def _row(self, number):
        problems = self.to_mend.get(number, [])
        told = {}
        for _row, column, _heading, _cell, _code, message, suggestion, *_sheet in problems:
            told.setdefault(self.places.get(column), []).append((message, suggestion))
        asked = self._asked_of(number)
        cells = [
            self._cell(number, place, told.get(place, []), is_asked=place in asked)
            for place in self.shown_places
        ]
        notes = [message for message, _suggestion in told.get(None, [])]
        return FixRow(number, notes, cells, any(problem[4] == "ragged_row" for problem in problems))

    def _cell(self, number, place, messages, *, is_asked):
        raw, fixed = self._raw(number, place), self.fixes.get((number, place))
        cell = FixCell(number, place, self._heading(place), raw, fixed, messages=messages, is_asked=is_asked)
        cell.read = self._read(number, place)
        if cell.is_editable and not self._is_respondent(place):
            cell.others = [row for row in self._alike(number, place) if row != number]
        return cell

    def _is_respondent(self, place):
        """A number is one person's: there is no other row for which it is meant as well."""
        return place in self.placed and self.placed[place].column.identity == RESPONDENT.identity

    def _columns_of(self, number):
        return {problem[1] for problem in self.to_mend.get(number, [])}

    def _asked_of(self, number):
        """Places of all questions where a row answers none, of the region where its district is another's."""
        codes = {problem[4] for problem in self.to_mend.get(number, [])}
        is_silent, is_apart = "no_answer" in codes, "district_elsewhere" in codes
        return {
            place
            for place, each in self.placed.items()
            if (is_silent and each.column.is_question)
            or (is_apart and each.column.identity == REGION.identity)
        }

    def _heading(self, place):
        return (
            self.placed[place].heading or str(self.placed[place].column.label) if place in self.placed else ""
        )

    def _at(self, number):
        """The place of a row in the table."""
        return bisect_left(self.file.numbers, number)

    def _file_cell(self, number, place):
        if place >= len(self.file.columns):
            return ["", ""]
        column = self.file.columns[place]
        return column.cells[column.codes[self._at(number)]]

    def _raw(self, number, place):
        kind, value = self._file_cell(number, place)
        return "" if kind in SAYS_NOTHING else str(as_shown(kind, value))

    @cached_property
    def _interpreted(self):
        placed = [each for each in self.matching.placed if each.index in self.shown_places]
        matching = replace(self.matching, placed=placed)
        return Interpreted(self.table, matching, self.decided, self.facts, learned=self.learned)

    def _read(self, number, place):
        read = next((each for each in self._interpreted.columns if each.placed.index == place), None)
        at = bisect_left(self._interpreted.numbers, number)
        return value_in_words(read.column, read.value(at)) if read else ""

    @cached_property
    def _rows_by_content(self):
        """{(place, spelling): rows with a problem or a fix there}."""
        found = {}
        of_problems = (
            (row, self.places[problem[1]])
            for row, problems in self.to_mend.items()
            for problem in problems
            if problem[1] in self.places
        )
        for row, place in sorted({*of_problems, *self.fixes}):
            found.setdefault((place, spelling_of(*self._file_cell(row, place))), []).append(row)
        return found

    def _alike(self, number, place):
        return self._rows_by_content.get((place, spelling_of(*self._file_cell(number, place))), [])
