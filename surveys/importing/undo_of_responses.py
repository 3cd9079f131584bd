"""Undoing an import of answers: what it brought and nobody touched since goes, or says again what it said."""

from django.db import transaction

from surveys.importing.undoing import redoing_of, undoing_of
from surveys.models import PastResponse
from surveys.responses.storing import change_responses, lock_round

Change = PastResponse.Change


class ResponsesUndone:
    """What a subject does when an import is undone, and when that is taken back."""

    def undoing(self, batch):
        return undoing_of(batch)

    @transaction.atomic
    def undo(self, batch, found, *, reverted, reason, by):
        """Put back what the Undoing found, and the conflicts of these keys; gives the counts told of it."""
        changes = found.changes(set(reverted))
        change_responses(
            lock_round(batch.round), changes, change=Change.UNDONE, by=by, batch=batch, reason=reason
        )
        return {
            "taken": sum(before is None for _now, before in changes),
            "restored": sum(before is not None for _now, before in changes),
            "kept": len(found.conflicts) - (len(changes) - len(found.taken) - len(found.restored)),
            "withdrawn": found.withdrawn,
        }

    def redoing(self, batch, *, by):
        return redoing_of(batch)

    @transaction.atomic
    def redo(self, batch, found, *, by):
        """Let the responses say again what the import brought; gives the counts it is told by."""
        change_responses(lock_round(batch.round), found.changes, change=Change.REDONE, by=by, batch=batch)
        return {"redone": len(found.changes), "kept": found.kept}
