"""When limits, holidays or the zone of a region change, the clocks that run are set anew."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Prefetch

from outreach.complaints import rules
from outreach.complaints.clocks import CLOCKS, Calendar, set_clocks
from outreach.models import Complaint, ComplaintStep
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if

KEPT = (*CLOCKS, "told_on")
READ_AT_ONCE = 2000
# What the clocks follow from, and where they are kept; the texts of a case stay where they are.
READ = (
    *(
        "received_at",
        "status",
        "urgent_on",
        "acknowledged_at",
        "verified_at",
        "told_on",
        "outside_zone",
        "past_import",
    ),
    *("region__time_zone", "district__time_zone", "limit__working_days"),
)


def recompute_clocks(*, progress=None, by):
    """Set the open clocks by the limits, holidays and zones of now; returns how many moved.

    Batch by batch, so that nobody waits for all of them; run again, it goes on where it was cut off.
    """
    calendar = Calendar.read()
    refuse_if(rules.why_not_count(calendar))
    total, moved, done, last = Complaint.objects.open().count(), 0, 0, 0
    while keys := _keys_after(last):
        moved += _recomputed(keys, calendar)
        done, last = done + len(keys), keys[-1]
        if progress:
            progress(done, total)
    if moved:
        record("complaints.clocks_recomputed", by=by, moved=moved)
    return moved


def _keys_after(pk):
    return list(
        Complaint.objects.open().filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True)[:READ_AT_ONCE]
    )


@transaction.atomic
def _recomputed(keys, calendar):
    """How many of these moved; their rows are locked meanwhile."""
    changed = [one for one in _locked(keys) if set_clocks(one, one.clock_steps, calendar)]
    alike = defaultdict(list)  # many came in on the same day: they are written at once
    for complaint in changed:
        alike[tuple(getattr(complaint, name) for name in KEPT)].append(complaint.pk)
    for days, some in alike.items():
        Complaint.objects.filter(pk__in=some).update(**dict(zip(KEPT, days, strict=True)))
    return len(changed)


def _locked(keys):
    steps = Prefetch("steps", ComplaintStep.objects.moving_clocks(), to_attr="clock_steps")
    rows = Complaint.objects.open().filter(pk__in=keys)
    rows = rows.select_related("region", "district", "limit").only(*CLOCKS, *READ)
    return rows.order_by("pk").select_for_update(of=("self",)).prefetch_related(steps)
