"""The columns of a sheet: which it has, in which order, under which headings, with the cells of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from surveys.importing import kinds
from tests.spreadsheets.messy import headings
from tests.spreadsheets.messy.answers import Scale
from tests.spreadsheets.messy.layout import Line
from tests.spreadsheets.messy.lists import listed
from tests.spreadsheets.messy.merging import columns_of
from tests.spreadsheets.messy.painting import painted
from tests.spreadsheets.messy.truth import Cell, TrueRow, Verdict

OPTIONAL = {"respondent": 0.8, "respondent_kind": 0.9, "sex": 0.9, "age_band": 0.9, "destination": 0.85}
OTHER_QUESTIONS, SCORES_ODDLY = 0.7, 0.35
NAMES = listed("""
Siti Aminah | Yohanes Bere | Rudi Hartono | Maria Goreti | Sumarni | Agus Salim | Dewi Lestari
""")
# Names that begin like a total or a note.
NAMES_LIKE_TOTALS = listed("""
Jumlah Sari | Total Wijaya | Nilai Kusuma | Mutu Manikam | Ketut Wahyuni | Sumber Rejeki | Rata Manurung
Catatan Hutabarat | Ikma Total | Jumlahwati | NRR Sihombing
""")
ASIDE = {
    "Alamat": ("Jl. Merdeka 3", "Dsn. Krajan RT 02/04", "Lorong Pasar"),
    "Pekerjaan": ("Petani", "Ibu rumah tangga", "Buruh"),
    "Petugas": ("Rudi", "Ani"),
    "Ket.": ("lengkap", None, "via telepon"),
    "Kecamatan": ("Oebobo", "Kroya", "Lohbener"),
    "Pendidikan anak": ("SD", "SMP"),
}
ASIDE_OF_OFFICERS = ("Kecamatan", "Alamat", "Desa/Kelurahan", "", "Dusun")
MACHINE = listed("""
end | _uuid | _submission_time | _index | __version__
""")


@dataclass
class Slot:
    """A column of the sheet; `column` is None for one that the round does not ask."""

    key: str
    heading: str
    column: object = None
    painter: object = None
    kind: str = ""
    raws: list | None = None

    def cell(self, place):
        return self.painter.cells[place]


def slots_of(draft):
    """The Slots of a sheet, from left to right."""
    words = _words_of(draft)
    forms = draft.rng.choice((Scale.forms, Scale.common))
    habit = draft.rng.choice(forms) if draft.rng.random() < SCORES_ODDLY else None
    slots = [_slot(draft, column, words, habit) for column in _chosen(draft)]
    if draft.way in ("kobo", "google"):
        return _with_machine(draft, slots)
    if not draft.tidy and draft.rng.random() < 0.4:
        draft.rng.shuffle(slots)
    if draft.twofold:
        _make_twofold(draft, draft.twofold, slots)
    if wrong := draft.misunderstood:
        slots = [slot for slot in slots if slot.key != wrong.key]
        other = Slot("misunderstood", wrong.heading, raws=_drawn(draft, wrong.holds))
        slots.insert(draft.rng.randint(0, len(slots)), other)
    return _with_aside(draft, slots)


def _words_of(draft):
    kinds = {"kobo": headings.Kobo, "google": draft.rng.choice((headings.Google, headings.Microsoft))}
    return kinds.get(draft.way, headings.Headings)(draft.rng, draft.terms.columns, tidy=draft.tidy)


def _chosen(draft):
    """The columns of the round that this sheet has."""
    needed = {draft.twofold.key} if draft.twofold else set()
    needed |= set(columns_of(draft))
    needed |= {"respondent"} if draft.way == "stored before" or draft.tidy else set()
    for column in draft.terms.columns:
        if column.is_extra:
            continue  # before the dice: workbooks of a seed stay as they were
        chance = draft.rng.random()
        if column.kind is kinds.IGNORED or (column.key == "region" and draft.officer):
            continue
        if draft.tidy or column.key in needed or chance < _share(column):
            yield column


def _share(column):
    """How many sheets have this column."""
    if column.is_question:
        return 1 if column.mandatory else OTHER_QUESTIONS
    return OPTIONAL.get(column.key, 1)


def _slot(draft, column, words, habit):
    program = draft.way if draft.way in ("kobo", "google") else ""
    heading, kind = words.over(column)
    container = draft.dialect.container
    habit = None if draft.tidy or program else habit
    painter = painted(
        draft.rng, column, container, draft.people, tidy=draft.tidy, program=program, habit=habit
    )
    if draft.way in ("sheets", "tables") and getattr(painter, "order", None) == "both":
        painter.way, painter.order = "tidy", None  # on sheets apart each order may be certain
        painter.paint(draft.people)
    if draft.dialect.epoch_1904 and container == "xlsx" and column.kind is kinds.DATE:
        kind = "I13"  # the same days under other numbers
    return Slot(column.key, heading, column, painter, kind)


def _make_twofold(draft, twofold, slots):
    place = next(place for place, slot in enumerate(slots) if slot.key == twofold.key)
    slots[place].heading, slots[place].kind = twofold.meant, "I10"
    other = Slot(f"other {twofold.key}", twofold.other, raws=_drawn(draft, twofold.holds))
    slots.insert(draft.rng.choice((0, place, place + 1)), other)


def _with_aside(draft, slots):
    """Columns that nobody asked for, and the running number before all."""
    if draft.tidy:
        return slots
    rng, before = draft.rng, []
    if rng.random() < 0.5:
        before.append(
            Slot("running_number", rng.choice(("No", "No.", "NO", "No Urut")), raws=_running(draft))
        )
    if rng.random() < 0.45:
        before.append(Slot("name", rng.choice(("Nama", "Nama Responden", "NAMA")), raws=_names(draft)))
    for heading in rng.sample(list(ASIDE), rng.choice((0, 0, 1, 2))):
        slots.insert(
            rng.randint(0, len(slots)), Slot(f"aside {heading}", heading, raws=_drawn(draft, ASIDE[heading]))
        )
    if draft.officer and (heading := ASIDE_OF_OFFICERS[draft.turn % len(ASIDE_OF_OFFICERS)]):
        slots.insert(0, Slot("aside place", heading, raws=_drawn(draft, ASIDE["Kecamatan"])))
    return [*before, *slots]


def _running(draft):
    return list(range(1, len(draft.people) + 1))


def _names(draft):
    traps = draft.rng.random() < 0.6
    return [
        draft.rng.choice(NAMES_LIKE_TOTALS if traps and draft.rng.random() < 0.1 else NAMES)
        for _each in draft.people
    ]


def _drawn(draft, texts):
    return [draft.rng.choice(texts) for _each in draft.people]


def _with_machine(draft, slots):
    """What a form program adds; it puts the beginning first and its own numbers last."""
    if draft.way == "google":
        slots.sort(key=lambda slot: (slot.key != "respondent", slot.key != "responded_on"))
        return slots
    start = [slot for slot in slots if slot.key == "responded_on"]
    number = [slot for slot in slots if slot.key == "respondent"]
    rest = [slot for slot in slots if slot not in start and slot not in number]
    added = {heading: Slot(heading, heading, raws=_by_machine(draft, heading)) for heading in MACHINE}
    return [*start, added.pop("end"), *rest, *number, *added.values()]


def _by_machine(draft, heading):
    sent = [
        datetime(2026, 7, 2, 1, 5) + timedelta(minutes=3 * place)
        for place, _person in enumerate(draft.people)
    ]
    if heading == "_index":
        return _running(draft)
    if heading == "_uuid":
        return [f"{draft.rng.getrandbits(64):016x}-{place}" for place, _person in enumerate(draft.people)]
    if heading == "__version__":
        return ["vKq3XtF9"] * len(draft.people)
    return [moment.isoformat() for moment in sent]


def lines_of(draft, slots):
    """A Line for each person, with its truth."""
    return [_line(draft, slots, place) for place in range(len(draft.people))]


def _line(draft, slots, place):
    truth, raws = TrueRow(0), []
    for slot in slots:
        if slot.column is None:
            raws.append(slot.raws[place])
            truth.trap = truth.trap or (slot.key == "name" and raws[-1] in NAMES_LIKE_TOTALS)
        else:
            truth.cells[slot.key] = slot.cell(place)
            raws.append(slot.cell(place).raw)
    if draft.officer:
        truth.cells["region"] = Cell(None, draft.officer, Verdict.PLAIN, "I18")
    return Line(raws, truth, person=draft.people[place])
