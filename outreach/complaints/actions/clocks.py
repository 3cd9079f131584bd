"""When limits, holidays or the zone of a region change, the clocks that run are set anew."""

from django.db import transaction
from django.db.models import Prefetch

from outreach.complaints import rules
from outreach.complaints.clocks import CLOCKS, Calendar, set_clocks
from outreach.models import Complaint, ComplaintStep
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if

# An update tries every row of its batch on every row, so its batches are small.
READ_AT_ONCE, CHANGED_AT_ONCE = 500, 100


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
    Complaint.objects.bulk_update(changed, [*CLOCKS, "told_on"], batch_size=CHANGED_AT_ONCE)
    return len(changed)


def _locked(keys):
    steps = Prefetch("steps", ComplaintStep.objects.moving_clocks(), to_attr="clock_steps")
    texts = ("text", "remedy_sought", "outcome")
    rows = Complaint.objects.open().filter(pk__in=keys).with_place().select_related("limit").defer(*texts)
    return rows.order_by("pk").select_for_update(of=("self",)).prefetch_related(steps)
