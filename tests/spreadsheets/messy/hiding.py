"""What Excel does not show: filtered rows, hidden columns and sheets; and what the officer says of it."""

from tests.spreadsheets.messy.layout import Line
from tests.spreadsheets.messy.truth import RowIs, TrueRow

# In turn: what is hidden; rows are read, or left out where the officer says so.
HIDDEN = ("rows", "rows left out", "column", "sheet", "very hidden sheet", "rows and column")
FEWEST, MOST = 2, 6


def hidden_of(draft):
    return HIDDEN[draft.turn % len(HIDDEN)] if draft.way == "hidden" else ""


def hide(draft, slots, lines):
    """(the lines and the places that are hidden); rows that the officer leaves out are nobody any more."""
    what, rows, columns = hidden_of(draft), set(), set()
    if "rows" in what:
        people = [
            at
            for at, line in enumerate(lines)
            if line.truth and line.truth.what is RowIs.PERSON and not line.truth.note
        ]  # without the first of two the second would be right
        rows = set(draft.rng.sample(people, draft.rng.randint(FEWEST, MOST)))
    if "column" in what:
        columns = {draft.rng.choice([at for at, slot in enumerate(slots) if slot.column])}
    if what == "rows left out":
        for at in rows:
            lines[at] = Line(lines[at].raws, TrueRow(0, RowIs.NOBODY, note="hidden row"))
    return rows, columns


def is_left_out(draft):
    return hidden_of(draft) == "rows left out"


def old_sheet(draft, lines):
    """The lines of a hidden sheet, the same people once more, or None."""
    return [line._replace(truth=None) for line in lines] if "sheet" in hidden_of(draft) else None


def told_of(rows, columns, letters, sheet):
    """What must be told: each stretch of rows by its numbers, each column by its letters, the sheet."""
    told, numbers = [], sorted(rows)
    if numbers:
        last = numbers[0]
        while last + 1 in rows:
            last += 1
        told.append(str(numbers[0] + 1) if last == numbers[0] else f"{numbers[0] + 1}-{last + 1}")
    return [*told, *(letters[place] for place in columns), *([sheet] if sheet else [])]
