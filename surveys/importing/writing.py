"""The only step that writes: responses and their tallies, in one transaction."""

from django.db import transaction

from surveys.importing.plan import PROFILE_FIELDS, Outcome, content_digest, key_of_number
from surveys.models import Response, SurveyRound
from surveys.tallies.counting import add_to_tallies, answered_by

AT_ONCE = 500


@transaction.atomic
def write_plan(survey_round, plan, *, region_pks, batch=None):
    """Store the new rows of a Plan; returns how many. `region_pks` maps region codes to primary keys."""
    responses = [
        response_of(survey_round, row, region_pks=region_pks, batch=batch) for row in plan.having(Outcome.NEW)
    ]
    return store_responses(survey_round, responses)


def response_of(survey_round, row, *, region_pks, batch=None):
    """An unsaved Response of a PlannedRow."""
    return Response(
        round=survey_round,
        row_key=row.key,
        content_digest=row.digest,
        region_id=region_pks[row.region] if row.region else None,
        answers=row.answers,
        missing=row.missing,
        batch=batch,
        row_number=row.number,
        **{name: row.values[name] for name in PROFILE_FIELDS if row.values.get(name)},
    )


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
