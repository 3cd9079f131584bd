"""What a round holds, as a Plan asks for it: nothing but what stands beside rows of the file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Count

from surveys.importing.neighbours import LEAST_KNOWN, MOST_ROWS
from surveys.models import Choice, PastResponse, Response, ResponseTally, SurveyRound
from surveys.models.questionnaires import ELEMENT_SCORES

KEYS_AT_ONCE = 10_000
OTHERS_READ = 3  # times as many responses as keys: to read them all is still the shorter way
ERASED = "erased"  # what somebody said who withdrew: no row has this digest


@dataclass(frozen=True)
class Stored:
    """`contents(row keys)` gives {row key: (content digest, import it came from)}, `responses(row keys)` {row
    key: Known}.

    `unnumbered(imports, row keys, rows)` gives the Known without a number that these imports brought, or any
    import of about so many rows, but those with these keys.
    `size()` is how many responses the round holds, `former_scores(region code)` the Former of the last round
    of the same questionnaire in that region, or None.
    """

    contents: Callable
    responses: Callable
    unnumbered: Callable = lambda batches, keys, rows: []
    size: Callable = lambda: 0
    former_scores: Callable = lambda region: None


@dataclass(frozen=True)
class Known:
    """A stored response, and whether a person corrected it since it came from a file."""

    response: Response
    is_corrected: bool = False


@dataclass(frozen=True)
class Former:
    """How often each score from 1 to 4 was given to any SKM element, by how many respondents."""

    title: str
    respondents: int
    counts: tuple


NOTHING_STORED = Stored(lambda keys: {}, lambda keys: {})


def stored_in(survey_round):
    return Stored(
        partial(_contents, survey_round),
        partial(_responses, survey_round),
        partial(_unnumbered, survey_round),
        lambda: Response.objects.counted().filter(round=survey_round).count(),
        partial(_former_scores, survey_round),
    )


def withdrawn(survey_round, keys):
    """{row key: primary key} of who withdrew, under the keys they had before a file changed them."""
    gone = Response.objects.filter(round=survey_round, state=Response.State.WITHDRAWN)
    past = PastResponse.objects.filter(response_pk__in=gone.values("pk"))
    keys = frozenset(keys)
    return {key: pk for key, pk in past.values_list("row_key", "response_pk") if key in keys}


def _contents(survey_round, keys):
    asked = frozenset(keys)
    found = dict.fromkeys(withdrawn(survey_round, asked), (ERASED, None))
    for responses in _asked_by_key(survey_round, keys):
        told = responses.values_list("row_key", "content_digest", "batch")
        found.update({key: (digest, batch) for key, digest, batch in told if key in asked})
    return found


def _asked_by_key(survey_round, keys):
    """Querysets that together hold the responses with these keys: of a round with few others, all at once.

    To look a key up costs several times what it does to read it by the way; in an empty round it costs all.
    """
    responses = Response.objects.filter(round=survey_round)
    if len(keys) > KEYS_AT_ONCE and responses.count() <= OTHERS_READ * len(keys):
        return [responses]
    return [responses.filter(row_key__in=some) for some in _in_parts(keys)]


def _responses(survey_round, keys):
    once = withdrawn(survey_round, keys)
    gone = Response.objects.select_related("region").in_bulk(once.values())
    found = {key: Known(gone[pk]) for key, pk in once.items()}
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


def _unnumbered(survey_round, batches, keys, rows):
    counted = Response.objects.counted().filter(round=survey_round, number="")
    if batches is None:
        sizes = counted.order_by().values_list("batch").annotate(n=Count("pk"))
        batches = [pk for pk, n in sizes if pk and LEAST_KNOWN * rows <= n <= rows / LEAST_KNOWN]
    left = [
        key for key in counted.filter(batch__in=batches).values_list("row_key", flat=True) if key not in keys
    ]
    return [*_responses(survey_round, left).values()] if len(left) <= MOST_ROWS else []


def _former_scores(survey_round, region):
    tallies = ResponseTally.objects.filter(region__code=region, margin="")
    rounds = SurveyRound.objects.filter(
        version__questionnaire=survey_round.version.questionnaire_id, starts_on__lt=survey_round.starts_on
    )
    former = rounds.filter(pk__in=tallies.values("round")).order_by("-starts_on").first()
    if former is None:
        return None
    scored = Choice.objects.filter(question__version=former.version_id, question__element=True)
    scores = {
        (question, code): score
        for question, code, score in scored.values_list("question__code", "code", "score")
    }
    counts, respondents = Counter(), 0
    for tally in tallies.filter(round=former):
        respondents += tally.respondents
        for question, answers in tally.answers.items():
            for code, n in answers.items():
                counts[scores.get((question, code))] += n
    return Former(former.title, respondents, tuple(counts[score] for score in ELEMENT_SCORES))


def _in_parts(keys):
    return [keys[begin : begin + KEYS_AT_ONCE] for begin in range(0, len(keys), KEYS_AT_ONCE)]
