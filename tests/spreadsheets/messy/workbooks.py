"""A messy workbook from a seed and the Terms of a round, with its truth; the same for the same seed."""

import random
from dataclasses import dataclass, field

from surveys.importing import kinds
from surveys.importing.spelling import letter
from tests.spreadsheets.messy import hiding, merging, several, tables
from tests.spreadsheets.messy.containers import CONTAINERS, repacked
from tests.spreadsheets.messy.dates import days_between
from tests.spreadsheets.messy.earlier import earlier_file
from tests.spreadsheets.messy.headings import TWOFOLD
from tests.spreadsheets.messy.layout import Layout
from tests.spreadsheets.messy.misunderstood import misunderstood_of
from tests.spreadsheets.messy.people import a_crowd
from tests.spreadsheets.messy.sheets import Dialect, Page, a_dialect, write
from tests.spreadsheets.messy.slips import repeat_some, slip
from tests.spreadsheets.messy.slots import lines_of, slots_of
from tests.spreadsheets.messy.truth import NEXT_SHEET, RowIs, Verdict, Workbook

# What the file as a whole is like, in turn by its seed.
FILES = (
    *("usual", "stored before", "twofold", "kobo", "merged", "hidden", "no region", "container", "tables"),
    *("misunderstood", "sheets", "usual", "google", "twofold", "merged", "hidden", "no region", "tables"),
    *("misunderstood", "sheets", "stored before", "container", "usual", "kobo", "merged", "twofold"),
    *("hidden", "misunderstood", "sheets", "no region", "container", "usual", "tables"),
)
KIND_OF_FILE = {"twofold": "I10", "kobo": "I17", "google": "I17", "no region": "I18", "container": "I21"}
KIND_OF_FILE |= {"merged": "I3", "hidden": "I5", "misunderstood": "I9", "sheets": "L11", "tables": "I6"}
READ_AS_A_WHOLE = {"I5", "I6", "I9", "I21", "L11"}  # whose every cell is read only by who masters the kind
ONLY_IN_WORKBOOKS = {"container", "merged", "hidden", "sheets", "tables"}
FEWEST, MOST = 36, 100
IN_CSV = 0.4
OLD_SHEET = "Lama"


@dataclass
class Draft:
    """A workbook on the way: who is in it, and what was drawn for it."""

    seed: int
    rng: random.Random
    way: str
    terms: object
    officer: str | None
    dialect: Dialect
    tidy: bool = False
    people: list = field(default_factory=list)

    @property
    def turn(self):
        """How many files of this way came before; what must come in each of several ways goes by it."""
        whole, place = divmod(self.seed, len(FILES))
        return whole * FILES.count(self.way) + FILES[:place].count(self.way)

    @property
    def misunderstood(self):
        return misunderstood_of(self)

    @property
    def twofold(self):
        return TWOFOLD[self.turn % len(TWOFOLD)] if self.way == "twofold" else None


def make(seed, terms_by, *, tidy=False):
    """The Workbook of a seed. `terms_by` are Terms by the region of an officer, None for the whole country.

    A tidy one is written as the template asks, without a slip: what any reading must master.
    """
    draft = _draft(seed, terms_by, tidy)
    slots = slots_of(draft)
    lines = repeat_some(draft, slots, lines_of(draft, slots))
    if not tidy:
        slip(draft, slots, lines)
    workbook = _written(draft, slots, lines)
    _name_kinds(workbook, slots)
    if draft.way == "stored before" and not tidy:
        workbook.earlier = earlier_file(draft, workbook)
    return workbook


def _draft(seed, terms_by, tidy):
    rng = random.Random(seed)
    way = "usual" if tidy else FILES[seed % len(FILES)]
    container = "csv" if rng.random() < IN_CSV and way not in ONLY_IN_WORKBOOKS else "xlsx"
    dialect = Dialect(container) if tidy else a_dialect(rng, container)
    regions = sorted(terms_by[None].round_regions)
    officer = regions[seed % len(regions)] if way == "no region" else None
    terms = terms_by[officer]
    draft = Draft(seed, rng, way, terms, officer, dialect, tidy)
    days = days_between(terms.starts_on, terms.ends_on)
    asked = [column for column in terms.columns if column.kind is not kinds.IGNORED]
    first = rng.choice((1, 1, 70, 101, 301))
    count = rng.randint(FEWEST, MOST)
    draft.people = a_crowd(rng, count, asked, [officer] if officer else regions, days, first=first)
    merging.in_blocks(draft)
    return draft


def _layout(draft, slots):
    scored = [place for place, slot in enumerate(slots) if slot.column and slot.column.is_scored]
    headings = [slot.heading for slot in slots]
    return Layout(draft.rng, headings, scored=scored, numbered=_numbered(slots))


def _laid_out(draft, slots, lines):
    layout = _layout(draft, slots)
    if draft.tidy or draft.way in ("kobo", "google"):
        return [*layout.bare_heading(), *lines]
    above = [*layout.titles(), *layout.heading()]
    return [*above, *layout.between(lines), *layout.below(draft.people[-1]["respondent"])]


def _pages(draft, slots, lines):
    """(the Pages of the file, [(a page, of each of its lines {table: truth}), ...], what must be told)"""
    if several_sheets := several.way_of(draft):
        return _several_pages(draft, slots, lines, several_sheets)
    if several_tables := tables.way_of(draft):
        return _several_tables(draft, slots, lines, several_tables)
    lines = _laid_out(draft, slots, lines)
    merges, merged = merging.merge(draft, slots, lines)
    old = hiding.old_sheet(draft, lines)
    rows, columns = hiding.hide(draft, slots, lines)
    letters = [letter(place) for place in range(len(slots))]
    told = hiding.told_of(rows, columns, letters, OLD_SHEET if old else None)
    told += [f"{letters[place]}{first + 1}:{letters[place]}{last + 1}" for place, first, last in merged]
    page = Page("Data", lines, tuple(merges), frozenset(rows), frozenset(columns))
    state = "very_hidden" if "very" in hiding.hidden_of(draft) else "hide"
    truths = [{0: line.truth} for line in lines]
    return [page, *([Page(OLD_SHEET, old, state=state)] if old else [])], [(page, truths)], told


def _several_pages(draft, slots, lines, way):
    names, is_turned, before = way
    pages = [Page(before, several.texts_of(before))] if before else []
    with_people = []
    for number, (name, some) in enumerate(zip(names, several.cut(names, lines), strict=False)):
        its_slots, some = several.turned(slots, some) if number and is_turned else (slots, some)
        laid = _laid_out(draft, its_slots, some)
        with_people.append((Page(name, laid), [{number: line.truth} for line in laid]))
    return [*pages, *(page for page, _truths in with_people)], with_people, []


def _several_tables(draft, slots, lines, way):
    where, count, between = way
    parts = several.cut(range(count), lines)
    if where == "beside":
        laid = [[*_layout(draft, slots).bare_heading(), *some] for some in parts]
        pairs = list(tables.beside(*laid, 2 if between.startswith("two") else 1))
        page, truths = (
            Page("Data", [line for line, _truths in pairs]),
            [dict(enumerate(each)) for _line, each in pairs],
        )
        return [page], [(page, truths)], []
    laid = []
    for number, some in enumerate(parts):
        its_slots, some = several.turned(slots, some) if number % 2 else (slots, some)
        laid.append(_laid_out(draft, its_slots, some))
    of_table = {id(line): number for number, some in enumerate(laid) for line in some}
    page = Page("Data", tables.stacked(laid, between))
    truths = [{of_table.get(id(line), 0): line.truth} for line in page.lines]
    return [page], [(page, truths)], []


def _numbered(slots):
    places = [place for place, slot in enumerate(slots) if slot.key in ("running_number", "respondent")]
    return places[0] if places else None


def _written(draft, slots, lines):
    pages, with_people, told = _pages(draft, slots, lines)
    content, numbers = write(pages, draft.dialect)
    if draft.way == "container":
        content = repacked(content, CONTAINERS[draft.turn % len(CONTAINERS)])
    rows = _numbered_rows(with_people, [numbers[pages.index(page)] for page, _truths in with_people])
    letters = {slot.key: letter(place) for place, slot in enumerate(slots)}
    return Workbook(
        draft.seed,
        f"messy-{draft.seed:02}.{draft.dialect.container}",
        content,
        rows=rows,
        letters=letters,
        kind=KIND_OF_FILE.get(draft.way, ""),
        officer=draft.officer,
        answers={draft.twofold.key: letters[draft.twofold.key]} if draft.twofold else {},
        sheets=tuple(page.name for page, _truths in with_people) if draft.way == "sheets" else (),
        not_read=(letters["misunderstood"],) if draft.misunderstood else (),
        without_hidden=hiding.is_left_out(draft),
        told=tuple(told),
    )


def _numbered_rows(pages, numbers):
    """{row: its truth}; rows of further sheets, and tables, behind those of the first."""
    rows = {}
    for (_page, truths), its_numbers in zip(pages, numbers, strict=True):
        for by_table, number in zip(truths, its_numbers, strict=True):
            for table, truth in by_table.items():
                if truth:
                    truth.number = table * NEXT_SHEET + number
                    rows[truth.number] = truth
    return rows


def _name_kinds(workbook, slots):
    """A plain cell below an odd heading, or in an odd file, is read only by who masters that kind."""
    of_column = {slot.key: slot.kind for slot in slots}
    of_file = workbook.kind if workbook.kind in READ_AS_A_WHOLE else ""
    for row in workbook.rows.values():
        if row.what is RowIs.NOBODY:
            continue
        for key, cell in row.cells.items():
            kind = of_file or of_column.get(key, "")
            if cell.verdict is Verdict.PLAIN and not cell.kind and kind:
                row.cells[key] = cell._replace(kind=kind)
