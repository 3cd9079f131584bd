"""The only place that writes responses one by one, each change with its tallies in one transaction."""

from itertools import chain

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from pmi_portal.loading.rows import load_rows
from stakeholders.models import Region
from surveys.models import PastResponse, Response, SurveyRound
from surveys.models.responses import ResponseContent
from surveys.responses.content import (
    PROFILE_FIELDS,
    content_digest,
    document,
    empty,
    key_of_number,
    said_in,
)
from surveys.tallies.counting import add_to_tallies, answered_by, exchange_in_tallies

AT_ONCE = 500
CONTENT = [field for field in ResponseContent._meta.get_fields() if field.concrete]
DOCUMENTS = {"answers", "missing"}
State = Response.State


def numbered_response(survey_round, *, region, number, values, answers):
    """An unsaved Response that did not come from a file: `number` tells it apart within its region."""
    return Response(
        round=survey_round,
        number=number,
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
    """Writers into one round stand in line, so that no count is lost; returns the round as it is by then."""
    return SurveyRound.objects.select_for_update().get(pk=survey_round.pk)


def counted_by_region(survey_round):
    """{region: how many responses of the round count there}; the region is None for those without one."""
    counted = Response.objects.counted().filter(round=survey_round).order_by("region__name")
    found = counted.values_list("region").annotate(n=Count("pk"))
    regions = Region.objects.in_bulk([pk for pk, _n in found if pk])
    return {regions.get(pk): n for pk, n in found}


@transaction.atomic
def change_responses(survey_round, changes, *, change, by, batch=None, reason="", added=()):
    """Store what some responses of a round say from now on, and keep what they said before.

    `changes` are pairs of Responses of one primary key: as it is stored, and as it shall be. None for the
    second takes the response away; a first of the state GONE brings one back that an undo took away. What it
    shall be gets the next revision and its digest here. `added` are Answered columns of responses that came
    new in the same transaction, to be counted with them. The caller has judged the changes and holds the
    lock of the round.
    """
    before, after = [was for was, _becomes in changes], [becomes for _was, becomes in changes if becomes]
    for was, becomes in changes:
        if becomes:
            becomes.revision, becomes.content_digest = was.revision + 1, digest_of_response(becomes)
    _keep(before, change=change, by=by, batch=batch, reason=reason)
    _replace([was.pk for was in before if was.state != State.GONE], after)
    exchange_in_tallies(
        survey_round,
        taken=answered_by(_counted(before), survey_round),
        added=chain(added, answered_by(_counted(after), survey_round)),
    )


def _replace(stored, after):
    """Rows with one primary key come for those that go: ten times faster than an update of each.

    What refers to a response stays as it is, since it is asked at the end of the transaction only.
    """
    for begin in range(0, len(stored), AT_ONCE):
        Response.objects.filter(pk__in=stored[begin : begin + AT_ONCE])._raw_delete(Response.objects.db)
    rows = ((each.pk, *(_written(each, field) for field in CONTENT)) for each in after)
    load_rows(Response, ("id", *(field.name for field in CONTENT)), rows)


def digest_of_response(response):
    """The digest of what a response says."""
    values = {name: said_in(response, name) for name in PROFILE_FIELDS}
    region = response.region.code if response.region_id else ""
    return content_digest(region, values, response.answers, response.missing)


def _counted(responses):
    return [each for each in responses if each.state == State.COUNTED]


def _keep(responses, *, change, by, batch, reason):
    names = [field.name for field in CONTENT]
    told = change, timezone.now().isoformat(), by and by.pk, batch and batch.pk, reason
    facts = ("response_pk", "change", "changed_at", "changed_by", "changed_by_batch", "reason")
    rows = ((*(_written(each, field) for field in CONTENT), each.pk, *told) for each in responses)
    load_rows(PastResponse, (*names, *facts), rows)


def _written(response, field):
    value = getattr(response, field.attname)
    if field.name in DOCUMENTS:
        return document(value)
    return value.isoformat() if field.name == "responded_on" and value else value


def as_it_was(past):
    """An unsaved Response that says what the PastResponse said, under the key it had."""
    response = Response(pk=past.response_pk)
    for field in CONTENT:
        setattr(response, field.attname, getattr(past, field.attname))
    region = past._meta.get_field("region")
    if region.is_cached(past):  # else each of many responses would read its region for its digest
        response.region = past.region
    return response


def gone(past):
    """What stands for nothing: the beginning of bringing back what this PastResponse said."""
    nothing = empty(as_it_was(past))
    nothing.state, nothing.revision = State.GONE, past.revision + 1
    return nothing
