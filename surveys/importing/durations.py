"""How long checking or saving a file may take, by how long it took for the last ones of its kind."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.jobs.models import Job
from surveys.models import ImportBatch

LAST = 5
SOON, A_MINUTE = 10, 60  # seconds


def time_left(job, size):
    """About how long a job on a file of this many bytes still takes, in words; "" where nothing is known."""
    seconds = _seconds_left(job, size)
    if seconds is None:
        return ""
    if seconds <= SOON:
        return _("Sebentar lagi selesai.")
    if seconds < A_MINUTE:
        return _("Kira-kira %(n)s detik lagi.") % {"n": -(-seconds // SOON) * SOON}
    minutes = round(seconds / A_MINUTE)
    told = ngettext("Kira-kira %(n)s menit lagi.", "Kira-kira %(n)s menit lagi.", minutes)
    return told % {"n": minutes}


def _seconds_left(job, size):
    """Whole seconds that a running job on a file of this many bytes may still take; 0 when it takes longer.

    None for a job that waits, and where no other file tells. The slowest of the last ones speaks, byte by
    byte: who is told too much waits less than he feared.
    """
    if job is None or job.started_at is None:
        return None
    done = ImportBatch.objects.filter(
        job__kind=job.kind, job__state=Job.State.DONE, job__started_at__isnull=False, size__gt=0
    )
    lasted = [
        (ended - started).total_seconds() / bytes_then
        for started, ended, bytes_then in done.order_by("-job").values_list(
            "job__started_at", "job__ended_at", "size"
        )[:LAST]
    ]
    if not lasted:
        return None
    gone = (timezone.now() - job.started_at).total_seconds()
    return max(0, round(max(lasted) * size - gone))
