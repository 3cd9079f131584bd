"""The worker of background jobs, in the place of the library's own: it also takes over jobs of dead ones."""

from django_tasks_db.management.commands import db_worker

from pmi_portal.jobs.reaping import taking_over
from pmi_portal.running.key_samples import check_field_keys


class Command(db_worker.Command):
    def handle(self, **options):
        check_field_keys()
        with taking_over():
            super().handle(**options)
