"""Setting up of survey rounds."""

from django.db import transaction

from pmi_portal.audit.trail import record
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import refuse_if, save_record
from surveys.responses.rules import why_not_silent
from surveys.responses.storing import lock_round
from surveys.rounds import rules
from surveys.rounds.rules import Step
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


@transaction.atomic
def close_round(*, survey_round, reason, seen=None, by):
    """No import goes in any more; corrections do."""
    _take(survey_round, Step.CLOSED, reason, seen, by)


@transaction.atomic
def reopen_round(*, survey_round, reason, seen=None, by):
    """Imports go in again."""
    _take(survey_round, Step.REOPENED, reason, seen, by)


@transaction.atomic
def freeze_round(*, survey_round, reason, seen=None, by):
    """Lock the round: neither it nor any of its responses changes from here on."""
    _take(survey_round, Step.LOCKED, reason, seen, by)


@transaction.atomic
def unfreeze_round(*, survey_round, reason, seen=None, by):
    """Take the lock away; the round is closed then."""
    _take(survey_round, Step.UNLOCKED, reason, seen, by)


def _take(survey_round, step, reason, seen, by):
    """Let a round take a step, if it still is as this person saw it; the reason stays in its history."""
    stored = lock_round(survey_round)
    refuse_if(stale(stored, seen))
    refuse_if(rules.why_not_step(stored, step, by=by))
    refuse_if(why_not_silent(reason))
    before, stored.state = stored.state, rules.NEXT[stored.state][step]
    stored._change_reason = reason
    save_record(stored, by)
    record(f"round.{step}", about=stored, by=by, before=before, after=stored.state)


def _save(survey_round, regions, by):
    save_record(survey_round, by)
    survey_round.regions.set(regions)
