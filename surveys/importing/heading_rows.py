"""Rows that may be the heading of a table: which columns of the round are known in them."""

HEADING_ROWS = 20  # among the first of these the heading is looked for
LEAST_WEIGHT = 2


def texts_of(row):
    """[(index, text)] of the cells of a Row that hold words."""
    return [(index, value) for index, (kind, value) in enumerate(row.cells) if kind == "s" and value.strip()]


def known_in(headings, dictionary):
    """{index: Column} of the [(index, heading)] that mean one."""
    entries = [(index, dictionary.look_up(text)) for index, text in headings]
    return {index: entry[1] for index, entry in entries if entry}


def weight_of(columns):
    """How much speaks for a heading of these Columns: each counts once, a question twice."""
    return sum(
        2 if column.is_question else 1 for column in {each.identity: each for each in columns}.values()
    )


def heaviest(rows, dictionary):
    """Index of the first row of the greatest weight, None where none has two."""
    weights = [weight_of(known_in(texts_of(row), dictionary).values()) for row in rows]
    best = max(weights, default=0)
    return weights.index(best) if best >= LEAST_WEIGHT else None


def headings_at(rows, best, dictionary):
    """{index: heading}; where two rows make the heading, a blank cell takes the known word above it."""
    headings = dict(texts_of(rows[best]))
    if best and rows[best - 1].number == rows[best].number - 1:
        for index, text in texts_of(rows[best - 1]):
            if index not in headings and dictionary.look_up(text):
                headings[index] = text
    return headings
