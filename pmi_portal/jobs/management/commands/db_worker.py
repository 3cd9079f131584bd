"""The worker of background jobs, in the place of the library's own: it also reaps jobs of dead workers."""

from django_tasks_db.management.commands import db_worker

from pmi_portal.jobs.reaping import reaping


class Command(db_worker.Command):
    def handle(self, **options):
        with reaping():
            super().handle(**options)
