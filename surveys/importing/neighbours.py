"""A corrected file without numbers of respondents: known by its neighbours, the rows that did not change."""

from collections import Counter, defaultdict

from surveys.importing.kinds import Missing
from surveys.importing.updates import content_by_key, laid_over
from surveys.responses.content import PROFILE_FIELDS

MOST_DIFFERENT = 3  # cells of a row
LEAST_KNOWN = 0.8  # of the rows without a number: those that are stored as they are, or with cells added
MOST_ROWS = 20_000
PARTS = MOST_DIFFERENT + 1  # of a row: where no more cells differ, one part is the same
MOST_PAIRS = (
    1_000_000  # compared cell by cell, in seconds; of more, rows are only known by what they say more
)
MOST_ALIKE = 100  # stored rows that say the same, as candidates of one row
MOST_SHAPES = 20  # which columns stored rows fill, the commonest of them


def likenesses(rows, same, stored):
    """{place: (Known, Update)} of new rows without a number that look like a stored one, changed.

    `rows` are {place: PlannedRow} of the new ones, `same` how many of the file's others are stored word for
    word, `stored` the Known of which the file has no row. Each stored one is taken once, by the row that
    differs least and stands nearest to where it stood. Nothing where too few rows of the file are known.
    """
    if not rows or not stored or max(len(rows), len(stored)) > MOST_ROWS:
        return {}
    chosen, taken = {}, set()
    for _differing, _away, place, at in sorted(_pairs(rows, stored)):
        if place not in chosen and at not in taken:
            taken.add(at)
            chosen[place] = stored[at]
    found = {place: (known, laid_over(known.response, rows[place])) for place, known in chosen.items()}
    added = sum(_only_adds(update) for _known, update in found.values())
    return found if same + added >= LEAST_KNOWN * (same + len(rows)) else {}


def _only_adds(update):
    return all(old in (None, "") for _key, old, _new in update.differences)


def _pairs(rows, stored):
    """(cells that differ, rows away, place, place in `stored`) of each row and stored one alike."""
    there = [_content(known.response) for known in stored]
    here = {place: _said(row) for place, row in rows.items()}
    for place, at in _alike(rows, stored, here, there):
        said, kept = here[place], there[at]
        differing = sum(said.get(key) != kept.get(key) for key in {*said, *kept})
        if differing <= MOST_DIFFERENT and not kept.keys() - said.keys():
            yield differing, abs((stored[at].response.row_number or 0) - rows[place].number), place, at


def _alike(rows, stored, here, there):
    """Which to compare: those of a region that have one part of their columns in common."""
    keys = sorted({key for content in (*there, *here.values()) for key in content})
    by_part, times = defaultdict(list), Counter()
    for at, content in enumerate(there):
        for part in _parts(content, keys, _region(stored[at])):
            by_part[part].append(at)
    parts = {place: _parts(here[place], keys, row.region) for place, row in rows.items()}
    times.update(part for of_row in parts.values() for part in of_row)
    if sum(n * len(by_part[part]) for part, n in times.items()) > MOST_PAIRS:
        return _grown(rows, stored, here, there)
    return {(place, at) for place, of_row in parts.items() for part in of_row for at in by_part[part]}


def _grown(rows, stored, here, there):
    """Those where the row says all that the stored one says: looked up, however many there are."""
    shapes = Counter(tuple(sorted(content)) for content in there)
    for shape, _times in shapes.most_common(MOST_SHAPES):
        by_content = defaultdict(list)
        for at, content in enumerate(there):
            if tuple(sorted(content)) == shape:
                by_content[_region(stored[at]), *(str(content[key]) for key in shape)].append(at)
        for place, row in rows.items():
            said = row.region, *(str(here[place].get(key)) for key in shape)
            for at in by_content.get(said, ())[:MOST_ALIKE]:
                yield place, at


def _region(known):
    return known.response.region and known.response.region.code


def _content(response):
    return {key: said for key, said in content_by_key(response).items() if said not in (None, "")}


def _said(row):
    profile = {name: row.values[name] for name in PROFILE_FIELDS if row.values.get(name)}
    return profile | {code: Missing(why) for code, why in row.missing.items()} | row.answers


def _parts(content, keys, region):
    """What a row says in each part of its columns; two rows are compared where one part is the same."""
    return [
        (part, region, tuple(str(content.get(key)) for key in keys[part::PARTS])) for part in range(PARTS)
    ]
