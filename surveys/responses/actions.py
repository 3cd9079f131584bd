"""What people do with stored responses: each change keeps what was said before, and the tallies follow.

Everybody who writes into a round stands in line at the round, so a response that was read under its lock
stays as it is until the end of the transaction.
"""

from collections import defaultdict
from copy import copy

from django.db import transaction
from django.shortcuts import get_object_or_404

from pmi_portal.audit.trail import record
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import conflict, refuse_if
from surveys.models import PastResponse, Response
from surveys.responses import rules
from surveys.responses.content import PROFILE_FIELDS, empty, said_in
from surveys.responses.forgetting import forget_in_waiting, forget_rows
from surveys.responses.storing import change_responses, digest_of_response, lock_round

Change = PastResponse.Change
CONTENT = (*PROFILE_FIELDS, "answers", "missing")


@transaction.atomic
def correct_response(*, response, reason, by):
    """Let a stored response say what `response` says, read at its revision; no change is none."""
    stored = _locked(response)
    if stored.revision != response.revision:
        raise conflict()
    refuse_if(rules.why_not_correct(stored))
    becomes = copy(stored)
    for name in CONTENT:
        setattr(becomes, name, getattr(response, name))
    if digest_of_response(becomes) == stored.content_digest:
        return stored
    refuse_if(rules.why_not_become(stored, becomes, stored.round.version.questions.all()))
    refuse_if(rules.why_not_silent(reason))
    fields = [name for name in PROFILE_FIELDS if said_in(becomes, name) != said_in(stored, name)]
    codes = {*stored.answers, *stored.missing, *becomes.answers, *becomes.missing}
    questions = sorted(code for code in codes if _said(becomes, code) != _said(stored, code))
    change_responses(stored.round, [(stored, becomes)], change=Change.CORRECTED, by=by, reason=reason)
    record("response.corrected", about=stored, by=by, fields=fields, questions=questions)
    return becomes


@transaction.atomic
def set_aside_response(*, response, reason, seen=None, by):
    """Take a response out of what is counted; what it says stays."""
    _move(response, Change.SET_ASIDE, reason, seen, by)


@transaction.atomic
def take_back_response(*, response, reason, seen=None, by):
    """Count a response again that was set aside."""
    _move(response, Change.TAKEN_BACK, reason, seen, by)


@transaction.atomic
def withdraw_response(*, response, reason, seen=None, by):
    """Erase what a response says and ever said; its identity stays, so that no file brings it back.

    What an undone import had brought of the same person has another primary key and a row key that this
    response has or had.
    """
    becomes = _move(response, Change.WITHDRAWN, reason, seen, by, content=empty)
    of_round = PastResponse.objects.filter(round=becomes.round_id)
    once = [*of_round.filter(response_pk=becomes.pk).values_list("row_key", flat=True)]
    others = Response.objects.filter(round=becomes.round_id).exclude(pk=becomes.pk).values("pk")
    past = of_round.filter(row_key__in={becomes.row_key, *once}).exclude(response_pk__in=others)
    rows = past.values_list("batch", "sheet", "row_number")
    forget_rows({(becomes.batch_id, becomes.sheet, becomes.row_number), *rows})
    forget_in_waiting(becomes)
    past.update(content_digest="", **{name: getattr(becomes, name) for name in CONTENT})


@transaction.atomic
def mark_responses(*, responses, change, reason, by):
    """Set many responses aside, or take them back, round by round; returns how many took the step.

    Those that have taken it already are left as they are. A round that is locked refuses all.
    """
    refuse_if(rules.why_not_silent(reason))
    of_round, marked = defaultdict(list), 0
    for response in responses:
        of_round[response.round_id].append(response)
    for _pk, some in sorted(of_round.items()):
        survey_round = lock_round(some[0].round)
        if why_not := rules.why_not_touch(survey_round):
            refuse_if(f"{survey_round}: {why_not}")
        stored = survey_round.responses.filter(pk__in=[one.pk for one in some]).select_related("region")
        changes = [
            (one, _in_state(one, rules.NEXT[one.state][change]))
            for one in stored
            if change in rules.NEXT[one.state]
        ]
        change_responses(survey_round, changes, change=change, by=by, reason=reason)
        record(f"responses.{change}", about=survey_round, by=by, count=len(changes))
        marked += len(changes)
    return marked


def _move(response, change, reason, seen, by, content=copy):
    """Let a response take a step, if it still is as this person saw it; returns what it is by then."""
    stored = _locked(response)
    refuse_if(stale(stored, seen))
    refuse_if(rules.why_not_step(stored, change))
    refuse_if(rules.why_not_silent(reason))
    becomes = _in_state(content(stored), rules.NEXT[stored.state][change])
    change_responses(stored.round, [(stored, becomes)], change=change, by=by, reason=reason)
    record(f"response.{change}", about=stored, by=by)
    return becomes


def _locked(response):
    """The response as it is once its round is held; not found where an undo has taken it away meanwhile."""
    survey_round = lock_round(response.round)
    stored = get_object_or_404(survey_round.responses.select_related("region"), pk=response.pk)
    stored.round = survey_round
    return stored


def _in_state(response, state):
    becomes = copy(response)
    becomes.state = state
    return becomes


def _said(response, code):
    return response.answers.get(code), response.missing.get(code)
