from django.core.management.base import BaseCommand, CommandError

from pmi_portal.loading.demo import DemoNotAllowed, load_demo
from pmi_portal.running.table_statistics import refresh_statistics


class Command(BaseCommand):
    help = "Fill the portal with seeded demo data, each record marked as an example."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--scale", type=float, default=1)
        parser.add_argument("--only", choices=["stakeholders", "outreach", "surveys"], help="one app alone")

    def handle(self, *args, **options):
        try:
            made = load_demo(seed=options["seed"], scale=options["scale"], only=options["only"])
        except DemoNotAllowed as error:
            raise CommandError(str(error)) from error
        refresh_statistics()
        for name, count in made.items() if options["verbosity"] else ():
            self.stdout.write(f"{name}: {count}")
