"""Long numbers made unreadable: a NIK, a telephone number; a date or an amount of money is shorter."""

import re

LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
SIGNS_LEFT = 2


def has_long_number(text):
    return LONG_NUMBER.search(text) is not None


def masked(text, *, is_name=False):
    """The text with long numbers, and every word of a name, hidden but for their last or first signs."""
    if is_name:
        return " ".join(word[0] + "•" * (len(word) - 1) for word in text.split())
    return LONG_NUMBER.sub(lambda found: "•" * (len(found[0]) - SIGNS_LEFT) + found[0][-SIGNS_LEFT:], text)
