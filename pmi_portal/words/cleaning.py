"""Letters that no text has and no database takes: NUL, and halves of a pair that stand alone."""

import re

STRANGE = re.compile("[\x00\ud800-\udfff]")


def is_clean(text):
    return not STRANGE.search(text)


def cleaned(text):
    """The text without them: nobody typed them, and nobody misses them."""
    return STRANGE.sub("", text)


def cleaned_query(data):
    """The same QueryDict where it is clean, as nearly always; else a copy with clean names and values."""
    if all(map(is_clean, data)) and all(is_clean(one) for _name, values in data.lists() for one in values):
        return data
    clean = data.copy()
    clean.clear()
    for name, values in data.lists():
        clean.setlistdefault(cleaned(name), []).extend(map(cleaned, values))
    clean._mutable = False
    return clean
