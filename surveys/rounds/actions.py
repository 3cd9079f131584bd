"""Setting up of survey rounds."""

from django.db import transaction

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record
from surveys.responses.storing import lock_round
from surveys.rounds import rules
from surveys.tallies.counting import rebuild_tallies


@transaction.atomic
def create_round(*, survey_round, regions, by):
    _save(survey_round, regions, by)
    record("round.created", about=survey_round, by=by, code=survey_round.code)
    return survey_round


@transaction.atomic
def change_round(*, survey_round, regions, by):
    """Save changed facts of a round; the responses it holds must still fit."""
    lock_round(survey_round)
    before = type(survey_round).objects.get(pk=survey_round.pk)
    refuse_if(
        rules.why_not_change_round(
            before,
            version=survey_round.version,
            regions=regions,
            starts_on=survey_round.starts_on,
            ends_on=survey_round.ends_on,
            in_evaluation=survey_round.in_evaluation,
        )
    )
    _save(survey_round, regions, by)
    if survey_round.starts_on != before.starts_on:
        rebuild_tallies(survey_round)  # undated responses are counted in the round's first month
    record("round.changed", about=survey_round, by=by, code=survey_round.code)
    return survey_round


def _save(survey_round, regions, by):
    save_record(survey_round, by)
    survey_round.regions.set(regions)
