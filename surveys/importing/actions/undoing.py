"""A saved import is undone at any later time, and the undo is taken back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from surveys.importing import rules
from surveys.importing.undoing import redoing_of, undoing_of
from surveys.models import ImportBatch, PastResponse
from surveys.responses.rules import why_not_silent
from surveys.responses.storing import change_responses, lock_round

State, Change = ImportBatch.State, PastResponse.Change
FIELDS = ("state", "report", "undone_by", "undone_at", "undone_because")


@transaction.atomic
def undo_batch(*, batch, reason, shown, reverted=(), by):
    """Put back what only this import touched, and the conflicts of these keys; nothing else changes.

    `shown` is the word of the Undoing that the page showed; ValidationError of the code “conflict” when
    responses have changed since.
    """
    survey_round = lock_round(batch.round)  # the round first, as every writer into it does
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    found = undoing_of(locked)
    refuse_if(rules.why_not_undo(locked, survey_round, found.regions, by=by))
    refuse_if(why_not_silent(reason))
    if shown != found.shown:
        raise ValidationError(
            _("Jawaban responden berubah sejak halaman ini dibuka. Belum ada yang diurungkan; lihat lagi."),
            code="conflict",
        )
    locked.state, locked.undone_by, locked.undone_at = State.UNDONE, by, timezone.now()
    locked.undone_because = reason
    changes = found.changes(set(reverted))
    change_responses(survey_round, changes, change=Change.UNDONE, by=by, batch=locked, reason=reason)
    counts = {
        "taken": sum(before is None for _now, before in changes),
        "restored": sum(before is not None for _now, before in changes),
        "kept": len(found.conflicts) - (len(changes) - len(found.taken) - len(found.restored)),
        "withdrawn": found.withdrawn,
    }
    locked.report = locked.report | {"undone": counts}
    locked.save(update_fields=FIELDS)
    record("import.undone", about=locked, by=by, counts=counts)
    return locked


@transaction.atomic
def redo_batch(*, batch, by):
    """Take an undo back: what nobody touched since says again what the import brought."""
    survey_round = lock_round(batch.round)  # the round first, as every writer into it does
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    found = redoing_of(locked)
    refuse_if(rules.why_not_redo(locked, survey_round, found.regions, by=by))
    change_responses(survey_round, found.changes, change=Change.REDONE, by=by, batch=locked)
    locked.state, locked.undone_by, locked.undone_at, locked.undone_because = State.COMMITTED, None, None, ""
    counts = {"redone": len(found.changes), "kept": found.kept}
    locked.report = {name: told for name, told in locked.report.items() if name != "undone"}
    locked.save(update_fields=FIELDS)
    record("import.redone", about=locked, by=by, counts=counts)
    return locked
