"""The original of an import: opened for a reason that is kept, and removed when its time is over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from surveys.importing import beside, rules
from surveys.importing.decisions import without_cells
from surveys.importing.report import without_rows
from surveys.models import ImportBatch
from surveys.responses.rules import why_not_silent


@transaction.atomic
def open_original(*, batch, reason, by):
    """The original as an open file, for whoever asked to close; raises WrongKey where it does not open."""
    refuse_if(rules.why_not_open(batch, by=by))
    refuse_if(why_not_silent(reason))
    try:
        original = beside.opened(batch)
    except FileNotFoundError as error:
        raise ValidationError(
            _("Berkas ini tidak ditemukan di penyimpanan portal. Hubungi administrator.")
        ) from error
    record("import.opened", about=batch, by=by, reason=reason)
    return original


UNDECIDED = (ImportBatch.State.UPLOADED, ImportBatch.State.CHECKED)


@transaction.atomic
def remove_original(*, batch, by=None):
    """Remove the original, what lies beside it, and what report and decisions hold of its cells.

    That it came, its hash and its counts stay, and so do the responses it brought. An import that nobody
    decided about cannot be saved without its file: it is cancelled, as its officer would have done.
    """
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
    now = timezone.now()
    refuse_if(rules.why_not_remove(locked, now=now))
    storage, names, was = locked.file.storage, beside.all_names(locked), locked.state
    if was in UNDECIDED:
        locked.state, locked.report = ImportBatch.State.CANCELLED, {}
    locked.report, locked.decisions = without_rows(locked.report), without_cells(locked.decisions)
    locked.file, locked.file_removed_at = "", now
    locked.save(update_fields=["state", "report", "decisions", "file", "file_removed_at"])
    record("import.purged", about=locked, by=by, state=was, sha256=locked.sha256)
    # Within the transaction: where it fails now, the next run finds the import and not a file without one.
    for name in names:
        storage.delete(name)
    return locked
