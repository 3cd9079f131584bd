"""What a round holds, as a Plan asks for it: nothing but what stands beside rows of the file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from surveys.models import PastResponse, Response

KEYS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Stored:
    """`digests(row keys)` gives {row key: content digest}, `responses(row keys)` {row key: Known}."""

    digests: Callable
    responses: Callable


@dataclass(frozen=True)
class Known:
    """A stored response, and whether a person corrected it since it came from a file."""

    response: Response
    is_corrected: bool = False


NOTHING_STORED = Stored(lambda keys: {}, lambda keys: {})


def stored_in(survey_round):
    return Stored(partial(_digests, survey_round), partial(_responses, survey_round))


def _digests(survey_round, keys):
    found = {}
    for some in _in_parts(keys):
        responses = Response.objects.filter(round=survey_round, row_key__in=some)
        found.update(responses.values_list("row_key", "content_digest"))
    return found


def _responses(survey_round, keys):
    found = {}
    for some in _in_parts(keys):
        responses = list(
            Response.objects.filter(round=survey_round, row_key__in=some).select_related("region")
        )
        corrected = frozenset(
            PastResponse.objects.filter(
                response_pk__in=[each.pk for each in responses], change=PastResponse.Change.CORRECTED
            ).values_list("response_pk", flat=True)
        )
        found.update({each.row_key: Known(each, each.pk in corrected) for each in responses})
    return found


def _in_parts(keys):
    return [keys[begin : begin + KEYS_AT_ONCE] for begin in range(0, len(keys), KEYS_AT_ONCE)]
