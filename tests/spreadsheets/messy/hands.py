"""A clerk's hand: most cells of a column in one or two styles, with a slip here and there."""

from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.truth import Cell, Verdict

ODD_USUALLY, TWO_STYLES, MARKS_BLANKS, COMMONLY = 0.25, 0.35, 0.3, 0.5
MARKS = listed("""
- | -- | – | ... | n/a | N/A | NA | kosong | (kosong) | tidak menjawab | tdk menjawab | tidak diisi
tidak dijawab | tidak ada jawaban | belum diisi | belum dijawab | tidak tahu
""")
NOT_KNOWN = listed("""
- | -- | – | ... | n/a | N/A | NA | tidak tahu | tdk tahu | belum tahu | belum diketahui | tidak ada data
blm tahu
""")
UNITS = listed("""
nol | satu | dua | tiga | empat | lima | enam | tujuh | delapan | sembilan | sepuluh
""")
LOOKALIKES = str.maketrans("aeocpxyAEOCPTKMHB", "аеосрхуАЕОСРТКМНВ")


def in_words(number):
    """25 as “dua puluh lima”; numbers below a hundred."""
    if number <= 10:
        return UNITS[number]
    if number < 20:
        return "sebelas" if number == 11 else f"{UNITS[number - 10]} belas"
    tens, rest = divmod(number, 10)
    return f"{UNITS[tens]} puluh {UNITS[rest] if rest else ''}".strip()


def with_lookalike(text):
    """The text with its first letter that has a twin in Cyrillic replaced by the twin; None without one."""
    for place, sign in enumerate(text):
        if sign.translate(LOOKALIKES) != sign:
            return text[:place] + sign.translate(LOOKALIKES) + text[place + 1 :]
    return None


class Painter:
    """Writes the cells of one column, in the styles that this column's clerk is used to.

    `forms` are pairs (kind, text with fields in braces), `common` those that half of the clerks use; a form
    is passed over where one of its fields has no text for the value. A painter of its own for each kind of
    column says what the fields are.
    """

    forms = common = ()
    marks = MARKS
    mark_kind = "I7"

    def __init__(self, rng, column, container, *, tidy=False):
        self.rng, self.column, self.container, self.tidy = rng, column, container, tidy
        self.usual = self.other = None
        self.cells = []
        if not tidy and self.forms:
            self.usual = self.a_form() if rng.random() < ODD_USUALLY else None
            self.other = self.a_form()
        self.share = rng.uniform(0.03, 0.2) if rng.random() < TWO_STYLES else 0
        marks = not tidy and rng.random() < MARKS_BLANKS
        self.mark = rng.choice(("-", rng.choice(self.marks))) if marks else None

    def a_form(self):
        return self.rng.choice(self.common if self.common and self.rng.random() < COMMONLY else self.forms)

    def paint(self, people):
        """A Cell for each person; kept, so that an accident knows what stands around it."""
        self.cells = [self.cell(person) for person in people]
        return self.cells

    def cell(self, person):
        value = person.get(self.column.key)
        return self.blank() if value is None else self.filled(value, person)

    def blank(self):
        if self.mark is None:
            return Cell(None)
        return Cell(self.mark, None, Verdict.ODD, self.mark_kind)

    def filled(self, value, person):
        form = self.other if self.rng.random() < self.share else self.usual
        fields = self.fields(value, person)
        if form is None or (text := written(form[1], fields)) is None:
            return Cell(self.plain(value, person), value)
        return Cell(text, value, Verdict.ODD, form[0])

    def plain(self, value, person):
        return value

    def fields(self, value, person):
        return {}

    def accident(self, person):
        """A Cell that no clerk meant to write."""
        raise NotImplementedError

    def wrong(self, raw, kind):
        return Cell(raw, None, Verdict.WRONG, kind)

    def ambiguous(self, raw, kind):
        return Cell(raw, None, Verdict.AMBIGUOUS, kind)


def written(form, fields):
    """The form with its fields filled in, or None where one of them has no text."""
    if callable(form):
        return form(fields)
    try:
        return form.format_map(_Filled(fields))
    except LookupError:
        return None


class _Filled(dict):
    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise LookupError(name)
        return value
