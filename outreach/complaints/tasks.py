"""Background work of the complaint desk."""

from django_tasks import task

from outreach.complaints.actions.clocks import recompute_clocks
from pmi_portal.jobs.models import Job
from pmi_portal.jobs.running import running


@task()
def recompute_all_clocks(job_id):
    with running(job_id) as progress:
        if progress:
            recompute_clocks(progress=progress, by=Job.objects.get(pk=job_id).created_by)
