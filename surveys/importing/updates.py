"""What a stored response would say once a row of a file is laid over it."""

from copy import copy
from dataclasses import dataclass

from surveys.importing.kinds import Missing
from surveys.models import Response
from surveys.responses.content import PROFILE_FIELDS, put_into, said_in
from surveys.responses.storing import digest_of_response


@dataclass(frozen=True)
class Update:
    """`response` as it is stored; `becomes` as it would be; `differences` are (column key, old, new)."""

    response: Response
    becomes: Response
    differences: tuple

    @property
    def seen(self):
        """What this update rests on: it is another one when the stored row has changed."""
        return f"{self.response.pk}:{self.response.revision}"


def laid_over(response, row):
    """The Update by a PlannedRow: a blank cell leaves what is stored, `[kosongkan]` takes it away.

    A reason for no answer replaces the answer, and an answer the reason.
    """
    becomes = copy(response)
    for name in PROFILE_FIELDS:
        if row.values.get(name) or name in row.cleared:
            put_into(becomes, name, row.values.get(name))
    becomes.answers = _without(response.answers, {*row.missing, *row.cleared}) | row.answers
    becomes.missing = _without(response.missing, {*row.answers, *row.cleared}) | row.missing
    return Update(response, becomes, tuple(_differences(response, becomes)))


def _without(document, codes):
    return {code: said for code, said in document.items() if code not in codes}


def is_same(update):
    return digest_of_response(update.becomes) == update.response.content_digest


def content_by_key(response):
    """{column key: what a response says there}, a Missing where it says why it says nothing."""
    profile = {name: said_in(response, name) for name in PROFILE_FIELDS}
    return profile | {code: Missing(why) for code, why in response.missing.items()} | response.answers


def _differences(response, becomes):
    old, new = content_by_key(response), content_by_key(becomes)
    questions = sorted({*old, *new} - {*PROFILE_FIELDS})
    for key in (*PROFILE_FIELDS, *questions):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)
