"""The only place that writes responses one by one, each change with its tallies in one transaction."""

from django.db import transaction

from surveys.models import Response, SurveyRound
from surveys.responses.content import content_digest, key_of_number
from surveys.tallies.counting import add_to_tallies, answered_by

AT_ONCE = 500


def numbered_response(survey_round, *, region, number, values, answers):
    """An unsaved Response that did not come from a file: `number` tells it apart within its region."""
    return Response(
        round=survey_round,
        row_key=key_of_number(region.code, number),
        content_digest=content_digest(region.code, values, answers, {}),
        region=region,
        answers=answers,
        **values,
    )


@transaction.atomic
def store_responses(survey_round, responses):
    """Save unsaved Responses of a round and count them; returns how many."""
    lock_round(survey_round)
    Response.objects.bulk_create(responses, batch_size=AT_ONCE)
    add_to_tallies(survey_round, answered_by(responses, survey_round))
    return len(responses)


def lock_round(survey_round):
    """Writers into one round stand in line, so that no count is lost."""
    SurveyRound.objects.select_for_update().get(pk=survey_round.pk)
