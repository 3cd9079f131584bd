from django.apps import apps
from django.core.management.base import BaseCommand

from pmi_portal.loading.reference import Loader


class Command(BaseCommand):
    help = "Load or renew the reference data the project ships; rows somebody edited are kept and named."

    def handle(self, *args, **options):
        loader = Loader()
        for step in ("follow_reference", "load_reference"):
            for config in apps.get_app_configs():
                if take := getattr(config, step, None):
                    take(loader)
        if not options["verbosity"]:
            return
        for (model, outcome), count in sorted(loader.counts.items()):
            self.stdout.write(f"{model}: {count} {outcome}")
        for row in loader.kept:
            self.stdout.write(f"kept, since it was edited here: {row}")
