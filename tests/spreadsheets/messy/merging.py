"""Merged cells: what several rows share stands in the first of them, as Excel centres it over a group."""

from tests.spreadsheets.messy.sheets import Merge
from tests.spreadsheets.messy.truth import Cell, RowIs, Verdict

# Which columns are merged, in turn; answers are nobody else's but of the first of a block.
MERGED = (
    ("region",),
    ("sex",),
    ("responded_on",),
    ("region", "responded_on"),
    ("respondent_kind",),
    ("destination", "sex"),
    ("PERILAKU",),
)
FEWEST, MOST = 2, 5
TOLD = 5


def columns_of(draft):
    return MERGED[draft.turn % len(MERGED)] if draft.way == "merged" else ()


def in_blocks(draft):
    """Let neighbours say the same in the columns that are merged."""
    at, people = 0, draft.people
    while at < len(people) and columns_of(draft):
        block = people[at : at + draft.rng.randint(FEWEST, MOST)]
        for person in block[1:]:
            for key in columns_of(draft):
                shared = (key, "place") if key == "region" else (key,)
                person |= {name: block[0].get(name) for name in shared}
        at += len(block)


def merge(draft, slots, lines):
    """(the Merges of these lines, what must be told of them); the truth knows what each row says."""
    merges, told = [], []
    for place, slot in enumerate(slots):
        if slot.key in columns_of(draft):
            runs = [run for run in _runs(lines, slot.key) if len(run) >= FEWEST]
            merges += [_merged(lines, slot, place, run) for run in runs]
            told += [(place, run[0], run[-1]) for run in runs[:1]]
    return merges, told


def _runs(lines, key):
    """Stretches of lines of people who say the same, at most of the length of a block."""
    run = []
    for number, line in enumerate(lines):
        same = run and lines[run[0]].truth.cells[key].value
        if run and _may_share(line, key) and line.truth.cells[key].value == same and len(run) < MOST:
            run.append(number)
            continue
        if run:
            yield run
        run = [number] if _may_share(line, key) else []
    if run:
        yield run


def _may_share(line, key):
    truth = line.truth
    if truth is None or truth.what is not RowIs.PERSON or truth.note or truth.broken:
        return False
    cell = truth.cells[key]
    return cell.verdict in (Verdict.PLAIN, Verdict.ODD) and None not in (cell.value, cell.raw)


def _merged(lines, slot, place, run):
    for number in run[1:]:
        line, cell = lines[number], lines[number].truth.cells[slot.key]
        value = None if slot.column.is_question else cell.value
        verdict = Verdict.PLAIN if slot.column.is_question else Verdict.ODD
        line.truth.cells[slot.key] = Cell(None, value, verdict, "I3")
        line.raws[place] = None
    return Merge(place, run[0], run[-1])
