"""Who does the work on a batch: the request itself when the file is small, else a background job."""

from django.core.exceptions import ValidationError
from django.db import transaction

from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from pmi_portal.files.reading.few_rows import has_few_rows
from pmi_portal.jobs.models import Job
from pmi_portal.jobs.queueing import queued
from surveys.importing import beside, rules, tasks
from surveys.importing.actions.imports import accept_refused, check_batch, commit_batch
from surveys.importing.decisions import Decided
from surveys.importing.returns import DECIDED
from surveys.models import ImportBatch

AT_ONCE_ROWS = 2000
CHECK, COMMIT = "import_check", "import_commit"


def start_check(*, batch, by):
    """Check a fresh batch, now or in the background; returns it as it then stands."""
    if _has_few_rows(batch):
        return check_batch(batch=batch, by=by)
    return _hand_over(batch, CHECK, tasks.check_import, by)


def start_commit(*, batch, updates=False, anyway=False, by):
    """Save a checked batch, now or in the background; raises what `commit_batch` raises.

    `anyway` lifts the limit on refused rows that its uploader set.
    """
    if anyway and batch.tolerance is not None:
        batch.tolerance = accept_refused(batch=batch, by=by).tolerance
    if batch.report.get("counts", {}).get("read", 0) <= AT_ONCE_ROWS:
        return commit_batch(batch=batch, updates=updates, by=by)
    with transaction.atomic():
        refuse_if(rules.why_not_commit(_locked(batch), updates=updates))
        batch.updates = updates
        return _hand_over(batch, COMMIT, tasks.commit_import, by)


def restart_check(*, batch, sheets=None, decided=None, shown=None, by):
    """Check again, other sheets or as was Decided, else from the beginning; a stalled job is given up.

    `shown` are the decisions that the page showed to who decided; ValidationError when they are others now.
    """
    with transaction.atomic():
        locked = _locked(batch)
        refuse_if(rules.why_not_recheck(locked))
        if decided is not None and (reason := rules.why_not_decide(locked, shown=shown)):
            raise ValidationError(reason, code="conflict")
        if locked.job and locked.job.state in Job.UNFINISHED:
            Job.objects.filter(pk=locked.job_id).update(state=Job.State.FAILED)
        if sheets and sheets != locked.sheets:
            decisions = Decided.from_json(locked.decisions).for_sheets(locked.sheets_read, sheets)
            locked.sheets, locked.decisions = sheets, decisions.as_json()
        locked.state, locked.report, locked.job = ImportBatch.State.UPLOADED, {}, None
        if decided is not None:
            locked.decisions = decided.as_json()
            told = {name: decided.counted(name) for name in ("columns", "values", "fixes")}
            record(DECIDED, about=locked, by=by, **told)
        locked.save(update_fields=["state", "report", "job", "sheets", "decisions"])
    if decided is None:
        beside.forget(locked, beside.READING)
    return start_check(batch=locked, by=by)


def _has_few_rows(batch):
    try:
        with batch.file.storage.open(batch.file.name) as content:
            return has_few_rows(content, batch.original_name, AT_ONCE_ROWS)
    except FileNotFoundError:  # the check says so
        return True


def _locked(batch):
    return ImportBatch.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)


@transaction.atomic
def _hand_over(batch, kind, work, by):
    """Queue the work, with the batch that it is for."""
    batch.job = queued(work, kind=kind, by=by)
    batch.save(update_fields=["job", "updates"])
    return batch
