"""A corrected file without numbers of respondents: known by its neighbours, the rows that did not change."""

from collections import defaultdict

from surveys.importing.kinds import Missing
from surveys.importing.updates import content_by_key, laid_over
from surveys.responses.content import PROFILE_FIELDS

MOST_DIFFERENT = 3  # cells of a row
LEAST_KNOWN = 0.8  # of the rows without a number: those that are stored as they are, or with cells added
MOST_ROWS = 20_000
PARTS = MOST_DIFFERENT + 1  # of a row: where no more cells differ, one part is the same


def likenesses(rows, same, stored):
    """{place: (Known, Update)} of new rows without a number that look like a stored one, changed.

    `rows` are {place: PlannedRow} of the new ones, `same` how many of the file's others are stored word for
    word, `stored` the Known of which the file has no row. Each stored one is taken once, by the row that
    differs least and stands nearest to where it stood. Nothing where too few rows of the file are known.
    """
    if not rows or not stored or max(len(rows), len(stored)) > MOST_ROWS:
        return {}
    found, taken = {}, set()
    pairs = sorted(_pairs(rows, stored), key=lambda pair: pair[:4])
    for _differing, _away, place, pk, known, update in pairs:
        if place not in found and pk not in taken:
            taken.add(pk)
            found[place] = known, update
    added = sum(_only_adds(update) for _known, update in found.values())
    return found if same + added >= LEAST_KNOWN * (same + len(rows)) else {}


def _only_adds(update):
    return all(old in (None, "") for _key, old, _new in update.differences)


def _pairs(rows, stored):
    """(cells that differ, rows away, place, primary key, Known, Update) of each row and stored one alike."""
    there = [_content(known.response) for known in stored]
    here = {place: _said(row) for place, row in rows.items()}
    keys = sorted({key for content in (*there, *here.values()) for key in content})
    by_part = defaultdict(list)
    for known, content in zip(stored, there, strict=True):
        for part in _parts(content, keys, known.response.region and known.response.region.code):
            by_part[part].append((known, content))
    for place, row in rows.items():
        near = {}
        for part in _parts(here[place], keys, row.region):
            near |= {known.response.pk: (known, content) for known, content in by_part.get(part, ())}
        for pk, (known, content) in near.items():
            differing = sum(here[place].get(key) != content.get(key) for key in keys)
            says_less = content.keys() - here[place].keys()
            if differing <= MOST_DIFFERENT and not says_less:
                away = abs((known.response.row_number or 0) - row.number)
                yield differing, away, place, pk, known, laid_over(known.response, row)


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
