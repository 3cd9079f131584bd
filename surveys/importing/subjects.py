"""What a file may tell of. A subject says which columns there are and what is stored, and writes the rows."""

from django.db import transaction

from surveys.importing.plan import Plan
from surveys.importing.plausibility import doubts
from surveys.importing.stored import stored_in
from surveys.importing.terms import terms_of
from surveys.importing.undo_of_responses import ResponsesUndone
from surveys.importing.writing import write_plan
from surveys.models import ImportBatch
from surveys.responses.storing import counted_by_region, lock_round

# {ImportBatch.Subject: its subject}; those that stand above the imports enter theirs when the apps are ready.
SUBJECTS = {}


def subject_of(batch):
    return SUBJECTS[batch.subject]


class Answers:
    """The answers of respondents to the questionnaire of a round."""

    plan, doubts = staticmethod(Plan), staticmethod(doubts)
    masks_texts, learns = False, True
    undone = ResponsesUndone()

    def terms(self, batch, *, by):
        """The Terms under which `by` imports this batch."""
        return terms_of(batch.round, by=by, region=batch.region)

    def stored(self, batch):
        """What a plan of this batch is compared with."""
        return stored_in(batch.round)

    @transaction.atomic
    def lock(self, batch):
        """Before anything is written, in the transaction of the caller: who else writes there waits."""
        lock_round(batch.round)

    def counted_by_region(self, batch):
        """{region: how many records} of where its rows go."""
        return counted_by_region(batch.round)

    def write(self, batch, plan, *, region_pks, updates, by):
        """(how many are new, how many changed) of the rows of a Plan that were written."""
        return write_plan(batch.round, plan, region_pks=region_pks, batch=batch, updates=updates, by=by)


SUBJECTS[ImportBatch.Subject.SURVEY] = Answers()
