"""Several tables on one sheet, one below or beside the other, each under its own heading."""

from itertools import zip_longest

from tests.spreadsheets.messy.layout import Line, empty, nobody

# In turn: where the further tables stand, how many there are, and what parts them.
WAYS = (
    ("below", 2, "a blank row"),
    ("beside", 2, "a blank column"),
    ("below", 2, "a title"),
    ("below", 2, "nothing"),
    ("beside", 2, "two blank columns"),
    ("below", 3, "a blank row"),
)
TITLE = "Lanjutan: responden hari kedua"


def way_of(draft):
    return WAYS[draft.turn % len(WAYS)] if draft.way == "tables" else None


def stacked(tables, between):
    """The lines of tables one below the other, as wide as the widest."""
    width = max(len(line.raws) for lines in tables for line in lines)
    found = [*tables[0]]
    for lines in tables[1:]:
        if between == "a blank row":
            found.append(empty(width))
        if between == "a title":
            found += [empty(width), nobody([TITLE, *[None] * (width - 1)], "title")]
        found += lines
    return found


def beside(left, right, blank_columns):
    """The lines of two tables side by side; of each line both truths, as pairs."""
    gap, widths = [None] * blank_columns, [len(lines[0].raws) for lines in (left, right)]
    for one, other in zip_longest(left, right):
        raws = [
            each.raws if each else [None] * width for each, width in zip((one, other), widths, strict=True)
        ]
        truths = tuple(each.truth if each else None for each in (one, other))
        yield Line([*raws[0], *gap, *raws[1]], None), truths
