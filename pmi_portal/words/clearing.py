"""What is written into a cell to take away what is stored there; a blank cell leaves it."""

import re

CLEARING = re.compile(r"[\[(<{]\s*(?:di)?kosongkan\s*[\])>}]", re.IGNORECASE)


def says_clear(text):
    return CLEARING.fullmatch(text.strip()) is not None
