"""The only step of an import that writes: responses and their tallies, in one transaction."""

from datetime import date

import numpy as np
from django.db import transaction

from pmi_portal.loading.rows import load_rows
from surveys.importing.columns import RESPONDED_ON
from surveys.importing.interpretation import VALUE
from surveys.importing.plan import Outcome, in_parts
from surveys.models import MARGINS, Response
from surveys.responses.content import PROFILE_FIELDS
from surveys.responses.storing import lock_round
from surveys.tallies.counting import NO_ANSWER, Answered, add_to_tallies

FIELDS = ("round", "batch", "row_number", "row_key", "content_digest", "region")
DOCUMENTS = ("answers", "missing")


@transaction.atomic
def write_plan(survey_round, plan, *, region_pks, batch=None):
    """Store the new rows of a Plan; returns how many. `region_pks` maps region codes to primary keys."""
    lock_round(survey_round)
    places = plan.places(Outcome.NEW)
    beginning = survey_round.pk, batch and batch.pk
    load_rows(Response, (*FIELDS, *PROFILE_FIELDS, *DOCUMENTS), _rows(plan, places, beginning, region_pks))
    add_to_tallies(survey_round, [_answered(plan, places, survey_round, region_pks)])
    return len(places)


def _rows(plan, places, beginning, region_pks):
    for some in in_parts(places):
        numbers = plan.table.numbers[some].tolist()
        for place, number, row in zip(some.tolist(), numbers, plan.content.rows(some), strict=True):
            (region, day, *profile), answers, missing = row
            identity = number, plan.row_keys[place], plan.row_digests[place], region_pks.get(region)
            yield (*beginning, *identity, day or None, *profile, answers, missing)


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
