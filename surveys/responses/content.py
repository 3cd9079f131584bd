"""What makes two responses say the same, and what makes them the same person's: texts and their digests."""

import hashlib
import json
from copy import copy

PROFILE_FIELDS = ("responded_on", "respondent_kind", "sex", "age_band", "destination")
PARTING = "\x1f"


def empty(response):
    """A copy of a response that says nothing."""
    nothing = copy(response)
    nothing.answers, nothing.missing = {}, {}
    for name in PROFILE_FIELDS:
        setattr(nothing, name, None if name == "responded_on" else "")
    return nothing


def document(values):
    """A dict of a response as the one JSON text it has."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def text_of(profile, answers, missing):
    """The content as one text: (region code, *PROFILE_FIELDS) and two documents; the number is no part."""
    return PARTING.join((*profile, answers, missing))


def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(region, values, answers, missing):
    profile = (region or "", *(str(values.get(name) or "") for name in PROFILE_FIELDS))
    return digest_of(text_of(profile, document(answers), document(missing)))


def key_of_number(region, number):
    """The identity of a numbered respondent, within a round."""
    return digest_of(json.dumps(["number", region, number], ensure_ascii=False))


def key_of_content(digest, occurrence):
    """The identity of a respondent without a number: the n-th row of the file that says exactly this."""
    return digest_of(json.dumps(["content", digest, occurrence]))
