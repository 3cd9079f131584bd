"""Who sets the clocks anew: the request itself when they are few, else the worker."""

from django.db import transaction

from outreach.complaints import tasks
from outreach.complaints.actions.clocks import recompute_clocks
from outreach.models import Complaint
from pmi_portal.jobs.queueing import queued

MOST_AT_ONCE = 500
RECOMPUTE = "complaint_clocks"


@transaction.atomic
def start_recompute(*, by):
    """(how many moved, None), or (None, the job that moves them) where there are many."""
    if Complaint.objects.open().count() <= MOST_AT_ONCE:
        return recompute_clocks(by=by), None
    return None, queued(tasks.recompute_all_clocks, kind=RECOMPUTE, by=by)
