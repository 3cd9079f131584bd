"""When limits or holidays change, the clocks that run are set anew."""

from django.db import transaction
from django.db.models import Prefetch

from outreach.complaints import rules
from outreach.complaints.clocks import Calendar, open_clocks
from outreach.models import Complaint, ComplaintStep
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if

CLOCKS = ["acknowledge_by", "verify_by", "answer_by"]
# An update tries every row of its batch on every row, so its batches are small.
READ_AT_ONCE, CHANGED_AT_ONCE = 500, 100


@transaction.atomic
def recompute_clocks(*, by):
    """Set the open clocks of every complaint by the limits and holidays of now; returns how many moved."""
    calendar = Calendar.read()
    refuse_if(rules.why_not_count(calendar))
    moved, last = 0, 0
    while batch := _batch_after(last):
        changed = [complaint for complaint in batch if _is_moved(complaint, calendar)]
        Complaint.objects.bulk_update(changed, CLOCKS, batch_size=CHANGED_AT_ONCE)
        moved, last = moved + len(changed), batch[-1].pk
    if moved:
        record("complaints.clocks_recomputed", by=by, moved=moved)
    return moved


def _batch_after(pk):
    """The next open complaints with their row locks."""
    steps = Prefetch("steps", ComplaintStep.objects.moving_clocks(), to_attr="clock_steps")
    texts = ("text", "remedy_sought", "outcome")
    rows = Complaint.objects.open().with_place().select_related("limit").defer(*texts)
    rows = rows.filter(pk__gt=pk).order_by("pk")
    return list(rows.select_for_update(of=("self",)).prefetch_related(steps)[:READ_AT_ONCE])


def _is_moved(complaint, calendar):
    """Whether a clock stands on another day than before; it is set to it."""
    clocks = open_clocks(complaint, complaint.clock_steps, calendar)
    moved = any(getattr(complaint, name) != day for name, day in clocks.items())
    for name, day in clocks.items():
        setattr(complaint, name, day)
    return moved
