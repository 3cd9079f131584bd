"""The only step of an import that writes: responses and their tallies, in one transaction."""

from datetime import date

import numpy as np
from django.db import transaction

from pmi_portal.files.reading.reader import LONGEST_SHEET_NAME
from pmi_portal.loading.rows import load_rows
from surveys.importing.columns import RESPONDED_ON
from surveys.importing.interpretation import VALUE
from surveys.importing.plan import Outcome, in_parts
from surveys.models import MARGINS, PastResponse, Response
from surveys.responses.content import ALWAYS, LATER
from surveys.responses.storing import change_responses, lock_round
from surveys.tallies.counting import NO_ANSWER, Answered

BEGINNING = ("round", "batch", "state", "revision")
IDENTITY = ("sheet", "row_number", "number", "row_key", "content_digest", "region")
DOCUMENTS = ("answers", "missing")
FIRST_REVISION = 1
Change = PastResponse.Change


@transaction.atomic
def write_plan(survey_round, plan, *, region_pks, batch=None, updates=False, by=None):
    """Store the new rows of a Plan, and with `updates` lay the changed ones over what is stored.

    Returns how many of both. `region_pks` maps region codes to primary keys. Both are counted in one step:
    tallies and data versions are taken in one order in every transaction.
    """
    lock_round(survey_round)
    new = plan.places(Outcome.NEW)
    beginning = survey_round.pk, batch and batch.pk, Response.State.COUNTED.value, FIRST_REVISION
    names = (*BEGINNING, *IDENTITY, *ALWAYS, *DOCUMENTS, *LATER)
    load_rows(Response, names, _rows(plan, new, beginning, region_pks))
    added = [_answered(plan, new, survey_round, region_pks)] if len(new) else []
    changes = list(_changes(plan, batch)) if updates else []
    change_responses(survey_round, changes, change=Change.IMPORTED, by=by, batch=batch, added=added)
    return len(new), len(changes)


def _changes(plan, batch):
    for place, update in plan.updates.items():
        becomes = update.becomes
        becomes.batch, becomes.row_number = batch, int(plan.table.numbers[place])
        becomes.sheet = sheet_of(plan, place)
        yield update.response, update.becomes


def sheet_of(plan, place):
    """What the table of a row is called, as far as it is kept: the name of its sheet, "" for a csv."""
    return plan.table.called_of(place)[:LONGEST_SHEET_NAME]


def _rows(plan, places, beginning, region_pks):
    for some in in_parts(places):
        numbers = plan.table.numbers[some].tolist()
        for place, number, row in zip(some.tolist(), numbers, plan.content.rows(some), strict=True):
            (region, day, *profile), answers, missing, (*later, district) = row
            identity = sheet_of(plan, place), number, plan.number(place), plan.row_keys[place]
            identity = *identity, plan.row_digests[place]
            identity = *identity, region_pks.get(region)
            yield (*beginning, *identity, day or None, *profile, answers, missing, *later, district or None)


def _answered(plan, places, survey_round, region_pks):
    """The Answered columns of these rows of a Plan."""
    judged, table = plan.judged, plan.table
    regions = [*map(region_pks.get, judged.region_codes)], judged.regions[places]
    days = table.column(RESPONDED_ON.identity)
    ordinals = np.zeros(len(places), int) if days is None else days.by_row(date.toordinal, int)[places]
    profile, answers = {}, {}
    for column in table.columns:
        key, codes = column.column.key, np.where(column.states == VALUE, column.codes.astype(int), NO_ANSWER)
        if column.column.is_question:
            answers[key] = column.found, codes[places]
        elif key in MARGINS:
            profile[key] = [str(value) for value in column.found], codes[places]
    return Answered.of(survey_round, regions, ordinals, profile, answers)
