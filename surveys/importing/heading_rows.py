"""Rows that may be the heading of a table: which columns of the round are known in them."""

HEADING_ROWS = 20  # among the first of these the heading is looked for
LEAST_WEIGHT = 2
BETWEEN = " / "  # the two parts of a joined heading


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


def groups_above(table, rows, best):
    """{index: text} of the row directly above a heading that puts its columns into groups; {} of any other.

    How far a group reaches, merged cells say; where none are merged, it reaches to the next one.
    """
    if not best or rows[best - 1].number != rows[best].number - 1:
        return {}
    above, below = (dict(texts_of(row)) for row in rows[best - 1 : best + 1])
    number = rows[best - 1].number
    reach = {each.first_column: each.last_column for each in table.merges if each.first_row == number}
    found, last = {}, -1
    for index in range(len(table.columns)):
        last = index if index in above else last
        end = reach.get(last, last if reach else index)
        if index in above or (index in below and 0 <= last <= index <= end):
            found[index] = above[last]
    named = [text for index, text in found.items() if index in below]
    is_group = len({*found.values()}) > 1 and any(named.count(text) > 1 for text in named)
    return found if is_group else {}


def joined(headings, groups):
    """{index: “group / name”}; what only one of the two rows says stands alone."""
    return {
        index: BETWEEN.join(dict.fromkeys(filter(None, (groups.get(index), headings.get(index)))))
        for index in sorted(headings.keys() | groups.keys())
    }
