"""Whom of a round one import brought, beside whom the others brought, as it stands today."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Count, DateField, Q, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce, TruncMonth

from surveys.models import MARGINS, PastResponse, Response
from surveys.tallies.counting import answered_by, codebook_of, count
from surveys.tallies.packing import Tally

READ = ("round_id", "region_id", "responded_on", "answers", *MARGINS)
IMPORTED = PastResponse.Change.IMPORTED


def tallies_of_import(batch):
    """{region id: Tally} of the responses that count and come from this import, those without region at None.

    A response comes from the import that wrote what it says: one that another import updated since is that
    one's, one that a person corrected stays where it came from.
    """
    brought = Response.objects.counted().filter(round=batch.round_id, batch=batch).only(*READ).order_by()
    counted = count(codebook_of(batch.round.version), answered_by(brought.iterator(), batch.round))
    found = defaultdict(Tally)
    for (region, _month, margin, _value), tally in counted.items():
        if margin == "":
            found[region].add(tally)
    return dict(found)


def people_by_import(survey_round):
    """{region id: {first day of month: {batch id: respondents}}} of a round, 0 for what no import brought.

    Respondents as the tallies count them: who answered at least one element. Those without a day count in the
    first month of the round.
    """
    first = Value(survey_round.starts_on.replace(day=1), DateField())
    rows = (
        _who_answered(survey_round)
        .annotate(month=Coalesce(TruncMonth("responded_on"), first))
        .values_list("region_id", "month", "batch_id")
        .annotate(n=Count("pk"))
    )
    found = defaultdict(lambda: defaultdict(dict))
    for region, month, batch, n in rows.order_by():
        found[region][month][batch or 0] = n
    return {region: dict(months) for region, months in found.items()}


def _who_answered(survey_round):
    """The responses that count and gave an answer with a score to at least one element."""
    scores = list(codebook_of(survey_round.version).scores.items())
    answered = [
        Q(**{f"said_{place}__in": [code for code, score in by_answer.items() if score > 0]})
        for place, (_element, by_answer) in enumerate(scores)
    ]
    said = {f"said_{place}": KeyTransform(element, "answers") for place, (element, _) in enumerate(scores)}
    counted = Response.objects.counted().filter(round=survey_round).alias(**said)
    return counted.filter(reduce(or_, answered)) if answered else counted.none()


def regions_touched(batch):
    """Ids of the regions of whatever this import ever wrote; None for what is of no region."""
    now, before = (
        model.objects.filter(round=batch.round_id, batch=batch) for model in (Response, PastResponse)
    )
    return {region for found in (now, before) for region in _regions(found)}


def regions_updated(batch):
    """Ids of the regions in which this import changed what others had brought, and it still counts so."""
    changed = PastResponse.objects.filter(changed_by_batch=batch, change=IMPORTED).values("response_pk")
    return _regions(Response.objects.counted().filter(batch=batch, pk__in=changed))


def regions_updated_since(batch):
    """Ids of the regions in which another import changed what this one had brought."""
    return _regions(PastResponse.objects.filter(batch=batch, change=IMPORTED))


def _regions(found):
    return set(found.order_by().values_list("region", flat=True).distinct())
