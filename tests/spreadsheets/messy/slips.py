"""The accidents of a sheet: cells that nobody meant to write, people typed twice, a comma without quotes."""

from surveys.importing import kinds
from tests.spreadsheets.messy.layout import Line
from tests.spreadsheets.messy.truth import RowIs, TrueRow, Verdict

FEWEST, MOST, OF_PROGRAMS = 6, 18, 5
AS_SCORES = 3  # a slip falls on a column of another kind as often as on so many columns of scores together
UNQUOTED, SAYS_THE_SAME, SPELLED_ANEW = 0.6, 0.5, 0.7
WITH_COMMA = ("Kupang, NTT", "Kab. Cilacap, Jateng", "Kec. Kroya, Cilacap")


def repeat_some(draft, slots, lines):
    """The lines with a person or two again further down, who says the same, or something else."""
    respondent = next((slot for slot in slots if slot.key == "respondent"), None)
    if draft.tidy or respondent is None or draft.way in ("kobo", "google"):
        return lines
    for first in draft.rng.sample(lines, draft.rng.choice((0, 1, 2, 3))):
        if first.truth.cells["respondent"].value is not None:
            place = draft.rng.randint(_place(lines, first) + 1, len(lines))
            lines.insert(place, _again(draft, slots, respondent, first))
    return lines


def _again(draft, slots, respondent, first):
    cells, number = dict(first.truth.cells), first.truth.cells["respondent"]
    if draft.rng.random() < SPELLED_ANEW:
        number = respondent.painter.again(first.person["respondent"])
    if draft.rng.random() < SAYS_THE_SAME:
        what, cells["respondent"] = RowIs.REPEAT, number._replace(verdict=Verdict.EITHER, kind="I1")
    else:
        what, cells["respondent"] = RowIs.PERSON, number._replace(verdict=Verdict.WRONG, kind="I1")
        _change_a_score(draft, slots, cells, first.person)
        mine = first.truth.cells["respondent"]
        first.truth.cells["respondent"] = mine._replace(verdict=Verdict.EITHER)
    raws = [cells[slot.key].raw if slot.column else raw for slot, raw in zip(slots, first.raws, strict=True)]
    first.truth.note = "typed twice"
    return Line(raws, TrueRow(0, what, cells, note="typed twice"), person=first.person)


def _change_a_score(draft, slots, cells, person):
    slot = draft.rng.choice([slot for slot in slots if slot.column and slot.column.is_scored])
    codes = [option.code for option in slot.column.options if option.code != cells[slot.key].value]
    cells[slot.key] = slot.painter.filled(draft.rng.choice(codes), person)


def slip(draft, slots, lines):
    """Put the accidents of this sheet into its lines."""
    rng = draft.rng
    count = OF_PROGRAMS if draft.way in ("kobo", "google") else rng.randint(FEWEST, MOST)
    once = [line for line in lines if line.truth.note != "typed twice"]
    some = [slot for slot in slots if slot.column and slot.column.kind is not kinds.TEXT]
    scores = sum(slot.column.is_scored for slot in some)
    weights = [AS_SCORES / scores if slot.column.is_scored else 1 for slot in some]
    hit = rng.sample(once, min(count, len(once)))
    for line, slot in zip(hit, rng.choices(some, weights=weights, k=len(hit)), strict=True):
        cell = slot.painter.accident(line.person)
        line.truth.cells[slot.key] = cell
        line.raws[slots.index(slot)] = cell.raw
    if draft.dialect.container == "csv" and draft.dialect.delimiter == "," and rng.random() < UNQUOTED:
        _unquote(draft, slots, lines, [line for line in once if line not in hit])


def _unquote(draft, slots, lines, free):
    """A row of a csv written by hand: the comma in a place cuts it in two, and moves all that follows."""
    region = next((slot for slot in slots if slot.key == "region"), None)
    whole = [line for line in free if not any(sign in str(raw) for raw in line.raws for sign in '\n",')]
    if region is None or not whole:
        return
    line = draft.rng.choice(whole)
    line.raws[slots.index(region)] = text = draft.rng.choice(WITH_COMMA)
    for key, cell in line.truth.cells.items():
        line.truth.cells[key] = cell._replace(verdict=Verdict.EITHER)
    line.truth.cells["region"] = region.painter.wrong(text, "I20")
    line.truth.broken = True
    lines[_place(lines, line)] = line._replace(unquoted=True)


def _place(lines, wanted):
    return next(place for place, line in enumerate(lines) if line is wanted)
