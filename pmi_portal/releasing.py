"""Which months may stand alone: no two figures may differ by the answers of one to nine people.

Whoever knows a figure for January to November and one for the whole year knows December, too. So the months
of a round in a region are put together until each part holds nobody or enough people, and a part counts
wholly where most of its answers came. A period then holds a part or does not, and two figures differ by
whole parts. Pure functions on counts; months are any values in their order.
"""

ENOUGH = 10


def released_months(counts, enough=ENOUGH):
    """{month: the month its answers count in}, or None where all together are fewer than `enough`.

    `counts` is {month: people, not negative}. Months are joined from the first to the last until a part has
    enough; what is left over at the end joins the part before. A part counts in its fullest month, the
    earliest of several.
    """
    if sum(counts.values()) < enough:
        return None
    parts, part = [], []
    for month in sorted(counts):
        part.append(month)
        if sum(counts[each] for each in part) >= enough:
            parts.append(part)
            part = []
    if part:
        parts[-1] += part
    fullest = [max(part, key=lambda month: (counts[month], -part.index(month))) for part in parts]
    return {month: where for part, where in zip(parts, fullest, strict=True) for month in part}


def released_values(counts, enough=ENOUGH):
    """(the values of a margin that may be shown, {month: the month its answers count in}).

    `counts` is {month: {value: people}} of everybody, already counted in the months of `released_months`.
    Values with fewer people are hidden, the smallest first until those hidden are enough together or none,
    or nobody could be told from the others. Months are joined until each shown value, and all hidden ones
    together, have nobody or enough people in each part. Without any shown value the answer is (set(), {}).
    """
    totals = {}
    for of_month in counts.values():
        for value, people in of_month.items():
            totals[value] = totals.get(value, 0) + people
    shown, hidden = _hidden(totals, enough)
    if not shown:
        return set(), {}

    def stands_alone(months):
        sums = {value: sum(counts[month].get(value, 0) for month in months) for value in totals}
        together = [*(sums[value] for value in shown), sum(sums[value] for value in hidden)]
        return all(people == 0 or people >= enough for people in together)

    parts, part = [], []
    for month in sorted(counts):
        part.append(month)
        if stands_alone(part):
            parts.append(part)
            part = []
    while part and parts and not stands_alone(part):
        part = parts.pop() + part
    if part:
        parts.append(part)
    people = {month: sum(of_month.values()) for month, of_month in counts.items()}
    fullest = [max(part, key=lambda month: (people[month], -part.index(month))) for part in parts]
    return shown, {month: where for part, where in zip(parts, fullest, strict=True) for month in part}


def _hidden(totals, enough):
    """(values to show, values to hide): all too small, and then the smallest until enough are hidden."""
    by_size = sorted((value for value, people in totals.items() if people), key=lambda v: (totals[v], v))
    hidden = [value for value in by_size if totals[value] < enough]
    for value in by_size[len(hidden) :]:
        if not hidden or sum(totals[each] for each in hidden) >= enough:
            break
        hidden.append(value)
    return set(by_size) - set(hidden), set(hidden)
