"""What makes two responses say the same, and what makes them the same person's: texts and their digests."""

import hashlib
import json
from copy import copy

ALWAYS = ("responded_on", "respondent_kind", "sex", "age_band", "destination")
# Part of the text only where they say something: what was digested before they came keeps its digest.
LATER = ("interview_mode", "consent", "district")
PROFILE_FIELDS = (*ALWAYS, *LATER)
CORRECTED_FIELDS = (*ALWAYS, "interview_mode", "district")  # consent is withdrawn, never corrected
NOTHING = {"responded_on": None, "district": None}  # of a field that says nothing; "" of every other
PARTING = "\x1f"
# A key is the digest of a JSON list; these are made for every row of a file, one text at a time.
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def empty(response):
    """A copy of a response that says nothing."""
    nothing = copy(response)
    nothing.answers, nothing.missing = {}, {}
    for name in PROFILE_FIELDS:
        setattr(nothing, name, NOTHING.get(name, ""))
    return nothing


def said_in(response, name):
    """What a response says in a profile field; of its district the key, which no query is needed for."""
    return getattr(response, "district_id" if name == "district" else name)


def put_into(response, name, value):
    """The opposite: a value as `said_in` gives it, None for nothing."""
    value = NOTHING.get(name, "") if value is None else value
    setattr(response, "district_id" if name == "district" else name, value)


def document(values):
    """A dict of a response as the one JSON text it has."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def text_of(profile, answers, missing, later=()):
    """The content as one text: (region code, *ALWAYS), two documents, and LATER; the number is no part."""
    told = (f"{name}={text}" for name, text in zip(LATER, later, strict=bool(later)) if text)
    return PARTING.join((*profile, answers, missing, *told))


def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(region, values, answers, missing):
    """The digest of values by field; a district is its key or the record."""
    profile = (region or "", *(str(values.get(name) or "") for name in ALWAYS))
    later = [str(getattr(value, "pk", value) or "") for value in map(values.get, LATER)]
    return digest_of(text_of(profile, document(answers), document(missing), later))


def key_of_number(region, number):
    """The identity of a numbered respondent, within a round."""
    return digest_of(f'["number", {_quoted(region)}, {_quoted(number)}]')


def key_of_content(digest, occurrence):
    """The identity of a respondent without a number: the n-th row of the file that says exactly this."""
    return digest_of(f'["content", "{digest}", {occurrence:d}]')
