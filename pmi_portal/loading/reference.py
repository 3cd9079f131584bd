"""Loading of shipped reference rows: idempotent, and never over somebody's edit in silence."""

from collections import Counter
from contextlib import nullcontext

from django.db import transaction

from pmi_portal.editing.records import digest

CREATED, UNCHANGED, UPDATED, KEPT = "created", "unchanged", "updated", "kept"


class Loader:
    """Puts rows of ReferenceMixin models; `counts` and `kept` tell what happened.

    `around` holds for a model what is opened around the renewing of a row, for what follows from it.
    """

    def __init__(self):
        self.counts = Counter()
        self.kept = []
        self.around = {}

    @transaction.atomic
    def put(self, model, key, values):
        """Create or renew the row with this key; a row edited since it was loaded is kept and named.

        `key` and `values` are dicts of field values; returns the row.
        """
        row = model.objects.filter(**key).first()
        wanted = digest(_plain(values))
        if row is None:
            row = model.objects.create(**key, **values, reference_digest=wanted)
            return self._count(CREATED, row)
        if digest(_plain({name: getattr(row, name) for name in values})) == wanted:
            return self._count(UNCHANGED, row)
        if row.reference_digest != digest(_plain({name: getattr(row, name) for name in values})):
            self.kept.append(str(row))
            return self._count(KEPT, row)
        for name, value in values.items():
            setattr(row, name, value)
        row.reference_digest = wanted
        with self.around.get(model, nullcontext)(row):
            row.save()
        return self._count(UPDATED, row)

    def _count(self, outcome, row):
        self.counts[row._meta.model_name, outcome] += 1
        return row


def _plain(values):
    return {name: getattr(value, "pk", value) for name, value in values.items()}
