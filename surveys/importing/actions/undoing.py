"""A saved import is undone at any later time, and the undo is taken back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from surveys.importing import rules
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch
from surveys.responses.rules import why_not_silent

State = ImportBatch.State
FIELDS = ("state", "report", "undone_by", "undone_at", "undone_because")


@transaction.atomic
def undo_batch(*, batch, reason, shown, reverted=(), by):
    """Put back what only this import touched, and the conflicts of these keys; nothing else changes.

    `shown` is the word of the Undoing that the page showed; ValidationError of the code “conflict” when
    responses have changed since.
    """
    subject = subject_of(batch)
    subject.lock(batch)  # the round first, as every writer into it does
    locked = _locked(batch)
    found = subject.undone.undoing(locked)
    refuse_if(rules.why_not_undo(locked, locked.round, found.regions, by=by))
    refuse_if(why_not_silent(reason))
    if shown != found.shown:
        raise ValidationError(
            _(
                "Yang dibawa unggahan ini berubah sejak halaman dibuka. Belum ada yang diurungkan; "
                "lihat lagi."
            ),
            code="conflict",
        )
    locked.state, locked.undone_by, locked.undone_at = State.UNDONE, by, timezone.now()
    locked.undone_because = reason
    counts = subject.undone.undo(locked, found, reverted=reverted, reason=reason, by=by)
    locked.report = locked.report | {"undone": counts}
    locked.save(update_fields=FIELDS)
    record("import.undone", about=locked, by=by, counts=counts)
    return locked


@transaction.atomic
def redo_batch(*, batch, by):
    """Take an undo back: what nobody touched since says again what the import brought."""
    subject = subject_of(batch)
    subject.lock(batch)  # the round first, as every writer into it does
    locked = _locked(batch)
    found = subject.undone.redoing(locked, by=by)
    refuse_if(rules.why_not_redo(locked, locked.round, found.regions, by=by))
    counts = subject.undone.redo(locked, found, by=by)
    locked.state, locked.undone_by, locked.undone_at, locked.undone_because = State.COMMITTED, None, None, ""
    locked.report = {name: told for name, told in locked.report.items() if name != "undone"}
    locked.save(update_fields=FIELDS)
    record("import.redone", about=locked, by=by, counts=counts)
    return locked


def _locked(batch):
    batches = ImportBatch.objects.select_for_update(of=("self",)).select_related("round")
    return batches.get(pk=batch.pk)
