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
    """`differences` are (label, old, new, cell); `batch` is the file that did it, where one did."""

    at: datetime | None
    who: str
    what: str
    reason: str = ""
    batch: ImportBatch | None = None
    sheet: str = ""
    row: int | None = None
    differences: tuple = ()


def versions_of(response):
    """What the response said before each change, oldest first, and what it says now."""
    past = PastResponse.objects.filter(response_pk=response.pk).order_by("revision")
    return [*past.select_related("changed_by", "batch__committed_by", "changed_by_batch"), response]


def response_timeline(versions, wording):
    """The entries of a response, newest first; the last tells how it came."""
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
        *((after.sheet, after.row_number) if before.change == Change.IMPORTED else ("", None)),
        tuple(_differences(before, after, wording)) if told else (),
    )


def _differences(before, after, wording):
    """Each with the cell that says what is new, where a file did it."""
    batch = after.batch if before.change == Change.IMPORTED else None
    for name, *told in wording.differences(before, after):
        yield *told, batch.address(name, after.sheet, after.row_number) if batch else ""


def _beginning(first):
    batch = first.batch
    if batch is None:
        return Entry(None, name_of(None), _("dicatat tanpa berkas"))
    what = _("disimpan dari berkas")
    where = {"batch": batch, "sheet": first.sheet, "row": first.row_number}
    return Entry(batch.committed_at, name_of(batch.committed_by), what, **where)
