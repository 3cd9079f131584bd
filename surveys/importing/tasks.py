"""Background jobs of large imports."""

from django.core.exceptions import ValidationError
from django_tasks import task

from pmi_portal.jobs.models import Job
from pmi_portal.jobs.running import running
from surveys.importing.actions.imports import check_batch, commit_batch
from surveys.models import ImportBatch


@task()
def check_import(job_id):
    with running(job_id) as progress:
        if progress and (batch := _batch_of(job_id)):
            check_batch(batch=batch, progress=progress, job=batch.job, by=batch.job.created_by)


@task()
def commit_import(job_id):
    """Save the batch of the job; a refusal is the job's message to the officer, not a failure."""
    with running(job_id) as progress:
        if progress and (batch := _batch_of(job_id)):
            try:
                commit_batch(batch=batch, progress=progress, job=batch.job, by=batch.job.created_by)
            except ValidationError as refused:
                Job.objects.filter(pk=job_id).update(message=" ".join(refused.messages))


def _batch_of(job_id):
    """The batch this job is for, unless the batch was given to another job since."""
    return ImportBatch.objects.select_related("round", "region", "job__created_by").filter(job=job_id).first()
