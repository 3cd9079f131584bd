"""The way of an uploaded file into a round: upload, check, save or cancel."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.accounts.models import User
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from pmi_portal.files.reading.containers import clean_name
from pmi_portal.files.reading.reader import SECONDS, UnreadableFile
from pmi_portal.jobs.models import Job
from surveys.importing import beside, lately, rules
from surveys.importing.actions.learning import learn_headings, learn_values
from surveys.importing.decisions import Decided
from surveys.importing.examination import FileRefused, examine_reading
from surveys.importing.learned import changed_headings
from surveys.importing.problem_files import keep_problems
from surveys.importing.report import by_region, full_report_of, report_of_unreadable, shortened
from surveys.importing.returns import decisions_taken_over
from surveys.importing.stored import NOTHING_STORED
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch

State, SURVEY = ImportBatch.State, ImportBatch.Subject.SURVEY


class ResultChanged(ValidationError):
    """What would be written is not what was shown; the officer must look again."""


@transaction.atomic
def upload_file(*, survey_round, region, file, basis, sheets=(), tolerance=None, subject=SURVEY, by):
    """Keep an uploaded file as a new ImportBatch; raises ValidationError when `by` may not import there.

    What is not of a survey belongs to no round.
    Of a workbook these sheets are to be read, or the first that is visible. With a `tolerance` nothing of it
    is saved when more than so many percent of its rows are refused.
    """
    refuse_if(rules.why_not_import(survey_round, region, by=by) or rules.why_not_basis(basis))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    batch = ImportBatch.objects.create(
        subject=subject,
        round=survey_round,
        region=region,
        sheets=list(sheets),
        basis=basis,
        tolerance=tolerance,
        file=file,
        original_name=clean_name(file.name),
        sha256=digest.hexdigest(),
        size=file.size,
        uploaded_by=by,
    )
    told = {"into": survey_round.code if survey_round else subject, "sha256": batch.sha256, "basis": basis}
    record("import.uploaded", about=batch, by=by, **told)
    return batch


def check_batch(*, batch, progress=None, job=None, by):
    """Examine the file and keep the report. A batch that meanwhile went to another job, or about which others
    decided meanwhile, is left alone.

    What was read of the file before is taken up, so that a decision costs no reading: of 50,000 rows in 40
    columns all are judged again in 1.4 s of processor, the workbook would take 7 s. A check of the touched
    rows alone would be a second one, which could tell something else than saving does.
    """
    taken_over, seen = {}, rules.decisions_as_shown(batch)
    try:
        reading = beside.reading_of(batch, seconds=_seconds(job), progress=progress)
        if not batch.decisions:
            batch.decisions = taken_over = decisions_taken_over(reading, batch, by=by)
        found = _examined(batch, reading, by, progress, subject_of(batch).stored(batch))
        report, state = _report_of(found, batch, by), State.CHECKED
    except UnreadableFile as error:
        report, state = report_of_unreadable(error), State.REFUSED
    except FileRefused as error:
        report, state = _report_of(error.examination, batch, by), State.REFUSED
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        is_ours = locked.job_id == (job.pk if job else None) and rules.decisions_as_shown(locked) == seen
        if locked.state == State.UPLOADED and is_ours:
            keep_problems(locked, report.get("problems", []))
            locked.report, locked.state = shortened(report), state
            locked.decisions = locked.decisions or taken_over
            locked.save(update_fields=["report", "state", "decisions"])
            record(f"import.{state}", about=locked, by=by, counts=report.get("counts", {}))
            if state == State.CHECKED:
                lately.keep(locked, found)
        elif locked.state == State.CANCELLED:  # while it was being read
            beside.forget(batch, beside.READING)
    return locked


def commit_batch(*, batch, updates=None, progress=None, job=None, by):
    """Write the new rows, and with `updates` the changed ones, if they are still those that were shown.

    Without a word on updates that of the batch holds. Raises ResultChanged when the file, the round, the
    uploader's rights or the stored rows have changed, ValidationError when the import may not be saved at
    all. What the check read is taken up outside of the transaction.
    """
    updates = batch.updates if updates is None else updates
    refuse_if(rules.why_not_commit(batch, updates=updates, job=job))
    reason = rules.why_not_import(batch.round, batch.region, by=by) or rules.why_not_see_rows(batch, by=by)
    if reason:
        raise ResultChanged(reason)
    subject, found = subject_of(batch), _examined_again(batch, by, progress, job)
    with transaction.atomic():
        subject.lock(batch)
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        refuse_if(rules.why_not_commit(locked, updates=updates, job=job))
        found.plan.against(subject.stored(batch))
        _check_same(locked, found, by)
        told = _write(locked, found, updates=updates, by=by)
        if subject.learns:
            learn_headings(batch=locked, found=found, by=by)
            learn_values(batch=locked, found=found, by=by)
        locked.updates = updates
        locked.state, locked.committed_by, locked.committed_at = State.COMMITTED, by, timezone.now()
        locked.save(update_fields=["state", "committed_by", "committed_at", "updates", "report"])
        transaction.on_commit(lambda: beside.forget(locked, beside.READING))
        record("import.committed", about=locked, by=by, **told)
    return locked


def _write(batch, found, *, updates, by):
    """Write the plan and keep in the report what it changed by region; gives what the audit tells."""
    subject, regions = subject_of(batch), dict(found.terms.region_pks)
    before = subject.counted_by_region(batch)
    written, updated = subject.write(batch, found.plan, region_pks=regions, updates=updates, by=by)
    batch.report |= {"by_region": by_region(before, subject.counted_by_region(batch))}
    return {"rows": written, "updated": updated, "counts": found.plan.counts}


@transaction.atomic
def accept_refused(*, batch, by):
    """The uploader's limit holds no more: what is right may be saved, however many rows are refused."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    refuse_if(rules.why_not_accept_refused(locked, by=by))
    told = {"tolerance": locked.tolerance, "counts": locked.report.get("counts", {})}
    locked.tolerance = None
    locked.save(update_fields=["tolerance"])
    record("import.refused_rows_accepted", about=locked, by=by, **told)
    return locked


@transaction.atomic
def cancel_batch(*, batch, by):
    """Give the import up: the file and what was read from it go, the fact that it was uploaded stays.

    A worker that has it ends at its next sign of progress; what is being saved is waited for, and refused.
    """
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
    refuse_if(rules.why_not_cancel(locked))
    storage, names = locked.file.storage, beside.all_names(locked)
    locked.state, locked.report, locked.decisions, locked.file = State.CANCELLED, {}, {}, ""
    locked.save(update_fields=["state", "report", "decisions", "file"])
    Job.objects.filter(pk=locked.job_id, state__in=Job.UNFINISHED).update(
        state=Job.State.FAILED, message=_("Dibatalkan."), ended_at=timezone.now()
    )
    transaction.on_commit(lambda: [storage.delete(name) for name in names])
    record("import.cancelled", about=locked, by=by)
    return locked


def _examined(batch, reading, by, progress, stored):
    """The Examination of what was read of the batch as `by` may import it now, beside what is Stored."""
    subject = subject_of(batch)
    found = examine_reading(
        reading,
        subject.terms(batch, by=by),
        stored=stored,
        **{name: getattr(subject, name) for name in ("plan", "doubts", "masks_texts")},
        decided=Decided.from_json(batch.decisions),
        progress=progress,
    )
    found.sha256 = batch.sha256
    return found


def _report_of(found, batch, by):
    report = full_report_of(found)
    if batch.is_past:
        return report
    return report | {"notices": [*report["notices"], *changed_headings(found.matching, batch, by=by)]}


def _seconds(job):
    """How long the child process may read; a request has less time than a job."""
    return SECONDS if job else beside.SECONDS_IN_REQUEST


def _examined_again(batch, by, progress, job):
    """The same beside nothing: what the round holds is asked once it is locked."""
    terms = subject_of(batch).terms(batch, by=by)
    if found := lately.taken_up(batch, terms, Decided.from_json(batch.decisions)):
        return found
    try:
        reading = beside.reading_of(batch, seconds=_seconds(job))
        return _examined(batch, reading, by, progress, NOTHING_STORED)
    except UnreadableFile as error:
        raise ResultChanged(error.message) from error
    except FileRefused as error:
        raise ResultChanged(str(error)) from error


def _check_same(locked, found, by):
    """Rights and round are read anew inside the transaction; nothing may differ from what was shown."""
    fresh = User.objects.get(pk=by.pk)
    terms = subject_of(locked).terms(locked, by=fresh)
    is_taught = set(found.plan.table.learned) <= set(terms.learned)
    is_seen = found.digest == locked.report.get("fingerprint")
    if terms != found.terms or not (is_taught and is_seen):
        raise ResultChanged(
            _(
                "Hasil pemeriksaan berubah sejak halaman ini dibuka, misalnya karena putaran atau data "
                "tersimpan diubah. Tidak ada yang disimpan; periksa ulang berkasnya."
            )
        )
