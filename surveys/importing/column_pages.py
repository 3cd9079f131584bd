"""What the page shows on which an officer says what each column of the file is."""

import re
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from pmi_portal.files.reading.table import is_blank
from surveys.importing.decisions import NO, YES, Decided
from surveys.importing.heading_rows import HEADING_ROWS
from surveys.importing.headings import BY_DEVICE, BY_LIKENESS, BY_NAME, BY_OFFICER, BY_SYNONYM, BY_WORDING
from surveys.importing.interpretation import declined
from surveys.importing.kinds import TEXT
from surveys.importing.masking import masked
from surveys.importing.matching import match
from surveys.importing.parts import parts_of
from surveys.importing.problems import shown
from surveys.importing.spelling import letter, plain

MOST_DIGITS = 8  # of the number of a row
SAMPLES, ROWS_LOOKED_AT, FEW_SIGNS = 3, 500, 100
WHY = {
    BY_OFFICER: _("Dipilih petugas"),
    BY_NAME: _("Judulnya nama kolom itu"),
    BY_WORDING: _("Judulnya bunyi pertanyaan itu"),
    BY_SYNONYM: _("Judulnya sebutan lain dari kolom itu"),
    BY_LIKENESS: _("Judulnya mirip, dan isinya hanya sesuai dengan kolom itu"),
    BY_DEVICE: _("Dicatat oleh perangkat, karena tidak ada kolom lain"),
}
LEFT_OUT, UNKNOWN = _("Tidak dibaca, dipilih petugas"), _("Judulnya tidak dikenal")
TO_MATCH, NOT_READ = _("perlu dicocokkan"), _("tidak dibaca")
WEAKER = _("Ada kolom lain yang lebih sesuai")
NAMES = re.compile(r"\b(?:nama|name)\b")


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: what it is taken for (`name` of a column of the round, or "") and why."""

    place: int
    heading: str
    samples: list
    name: str
    why: str

    @property
    def letter(self):
        return letter(self.place)


@dataclass(frozen=True)
class Tried:
    """Which table is looked at, and under which heading: its row, and whether it `joins` the row above."""

    place: int = 0
    heading_row: int | None = None
    joins: str | None = None  # YES or NO

    @classmethod
    def from_request(cls, request):
        asked, sent = request.GET, request.POST
        joins = sent.get("joins_above")
        if "judul" in asked and not sent:
            joins = YES if asked.get("gabung") else NO
        return cls(
            _number(sent.get("table") or asked.get("tabel", "")) or 0,
            _number(sent.get("heading_row") or asked.get("judul", "")),
            joins if joins in (YES, NO) else None,
        )


class ColumnsPage:
    """The columns of one table of a Reading as they would be matched under these Terms and decisions.

    What is Tried may be another heading than was decided, for an officer who looks what comes of it.
    """

    def __init__(self, reading, terms, decisions, tried, *, may_see=True):
        self.terms, self.may_see, self.whole = terms, may_see, Decided.from_json(decisions)
        self.parts = parts_of(reading, terms, self.whole)
        self.place = tried.place if tried.place < len(self.parts) else 0
        part = self.parts[self.place]
        self.table, self.decided, self.matching = part.table, part.decided, part.matching
        self._declined = self._who_declined()
        if self._may_try(tried):
            said = {"heading_row": tried.heading_row or self.decided.heading_row}
            said["joins_above"] = tried.joins or self.decided.joins_above
            self.decided = replace(self.decided, **said, columns=())  # those were said of another heading
            self.matching = match(self.table, terms.columns, self.decided, terms.learned)
            self._declined |= self._who_declined()

    def _may_try(self, tried):
        """Whether another heading is tried, of which this person may see the cells."""
        is_other = tried.heading_row not in (None, self.heading_row) or tried.joins not in (None, self.joins)
        return is_other and self.may_see and tried.heading_row not in self._declined

    @property
    def others(self):
        """(place, where it stands, what is to be said of it or "") of every table, if there are several."""
        return [
            (place, part.label, TO_MATCH if part.problems else "" if part.is_read else NOT_READ)
            for place, part in enumerate(self.parts)
            if len(self.parts) > 1
        ]

    @property
    def heading_row(self):
        return self.matching.heading_row

    @property
    def joins(self):
        return YES if self.matching.is_joined else NO

    @property
    def joinable(self):
        """The first headings as they read together with the groups above them."""
        return self.matching.joinable[:SAMPLES]

    @property
    def heading_rows(self):
        """(number, what stands in it) of the first rows, one of which is the heading."""
        first = [row for row, _place in zip(self.table, range(HEADING_ROWS), strict=False)]
        hidden = self._declined if self.may_see else {row.number for row in first}
        return [
            (row.number, row.number if row.number in hidden else f"{row.number}: {_said(row.cells)}")
            for row in first
        ]

    @property
    def columns(self):
        placed = {each.index: (each.column.name, _why(each)) for each in self.matching.placed}
        left_out = {index: ("", LEFT_OUT) for index, _heading in self.matching.left_out}
        for place in range(len(self.table.columns)):
            heading, samples = self._heading(place), self._samples(place)
            if heading or samples:
                name, why = (placed | left_out).get(place, ("", self._why_unread(heading)))
                yield FileColumn(place, heading, samples if self.may_see else [], name, str(why))

    def _who_declined(self):
        """Numbers of the rows of which nothing is shown: their respondents did not agree."""
        numbers = np.frombuffer(self.table.numbers, np.uint32)
        start = int(np.searchsorted(numbers, self.heading_row or 0, "right"))
        said_no = declined(self.table, self.matching, self.decided, start)
        return frozenset(numbers[start:][said_no].tolist())

    def _why_unread(self, heading):
        dictionary = self.matching.dictionary
        known = dictionary and dictionary.look_up(heading)
        return WEAKER if known else UNKNOWN if heading else ""

    @property
    def hidden_rows(self):
        """How many rows below the headings Excel hides, in all tables."""
        return sum(
            number > (part.matching.heading_row or 0)
            for part in self.parts
            for number in part.table.hidden_rows
        )

    @property
    def has_texts(self):
        """Whether answers in somebody's own words are read."""
        return any(each.column.kind is TEXT for part in self.parts for each in part.matching.placed)

    @property
    def has_others_read(self):
        """Whether another table is read, so that this one may be left out."""
        return any(part.is_read for place, part in enumerate(self.parts) if place != self.place)

    def decisions_of(self, chosen, **flags):
        """The Decided of {place: name} here: only what would not come by itself under this heading row."""
        under = Decided(self.heading_row)
        by_itself = match(self.table, self.terms.columns, under, self.terms.learned)
        joins_above = ""
        if by_itself.is_joined != self.matching.is_joined:
            joins_above = self.joins
            under = replace(under, joins_above=joins_above)
            by_itself = match(self.table, self.terms.columns, under, self.terms.learned)
        names = {each.index: each.column.name for each in by_itself.placed}
        differing = [(place, name) for place, name in chosen.items() if name != names.get(place, "")]
        usual = match(self.table, self.terms.columns, learned=self.terms.learned)
        heading_row = self.heading_row if self.heading_row != usual.heading_row else None
        own = replace(
            self.decided,
            heading_row=heading_row,
            joins_above=joins_above,
            columns=tuple(sorted(differing)),
            **flags,
        )
        return self.whole.with_table(self.place, self.table.called, own)

    def _heading(self, place):
        placed = [each.heading for each in self.matching.placed if each.index == place]
        others = [each for at, each in (*self.matching.unknown, *self.matching.left_out) if at == place]
        return next(iter((*placed, *others)), "")

    def _samples(self, place):
        """The first different cells below the heading, with what is personal made unreadable."""
        column, found = self.table.columns[place], {}
        for number, code in zip(self.table.numbers, column.codes[:ROWS_LOOKED_AT], strict=False):
            is_row = number > (self.heading_row or 0) and number not in self._declined
            if is_row and not is_blank(column.cells[code]):
                found[code] = None
            if len(found) == SAMPLES:
                break
        is_name = bool(NAMES.search(plain(self._heading(place))))
        return [masked(shown(column.cells[code][1]), is_name=is_name) for code in found]


def _number(asked):
    return int(asked) if asked.isdecimal() and len(asked) < MOST_DIGITS else None


def _why(placed):
    if placed.learned:
        source, who, _when = placed.learned.told
        return _("Dipelajari dari %(source)s, oleh %(who)s") % {"source": source, "who": who}
    return WHY[placed.strength]


def _said(cells):
    said = " · ".join(str(value).strip() for kind, value in cells if kind and str(value).strip())
    said = masked(said)
    return said if len(said) <= FEW_SIGNS else said[:FEW_SIGNS] + "…"
