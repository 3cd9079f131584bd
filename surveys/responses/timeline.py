"""The history of a response: who changed it, when and why, and what it said before and after."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from pmi_portal.editing.history import name_of
from surveys.models import ImportBatch, PastResponse

Change = PastResponse.Change
TOLD = (Change.CORRECTED, Change.IMPORTED)  # changes of what it says; the others change whether it counts


@dataclass(frozen=True)
class Entry:
    """`differences` are (label, old, new); `batch` is the file that did it, where one did."""

    at: datetime | None
    who: str
    what: str
    reason: str = ""
    batch: ImportBatch | None = None
    row: int | None = None
    differences: tuple = ()


def response_timeline(response, wording):
    """The entries of a response, newest first; the last tells how it came."""
    past = list(
        PastResponse.objects.filter(response_pk=response.pk)
        .select_related("changed_by", "batch__committed_by", "changed_by_batch")
        .order_by("revision")
    )
    versions = [*past, response]
    entries = [_entry(before, after, wording) for before, after in pairwise(versions)]
    return [*reversed(entries), _beginning(versions[0])]


def _entry(before, after, wording):
    is_erased = after.state == PastResponse.State.WITHDRAWN
    told = before.change in TOLD and not is_erased
    return Entry(
        before.changed_at,
        name_of(before.changed_by),
        before.get_change_display(),
        before.reason,
        before.changed_by_batch,
        after.row_number if before.change == Change.IMPORTED else None,
        tuple(wording.differences(before, after)) if told else (),
    )


def _beginning(first):
    batch = first.batch
    if batch is None:
        return Entry(None, name_of(None), _("dicatat tanpa berkas"))
    what = _("disimpan dari berkas")
    return Entry(batch.committed_at, name_of(batch.committed_by), what, batch=batch, row=first.row_number)
