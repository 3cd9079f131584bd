"""How fast files come in, beside the fastest that the database itself can do."""

import json
import tempfile
from contextlib import contextmanager
from copy import deepcopy

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import override_settings
from django.utils.translation import gettext as _

from surveys.management.commands.score_imports import a_module

NAME = "ukuran_impor"


class Command(BaseCommand):
    help = "Measure imports of 50,000 rows on a throw-away database beside this one; a JSON line per measure."

    def add_arguments(self, parser):
        parser.add_argument("--share", type=float, default=1.0, help="of the rows, to see that it works")

    def handle(self, *, share, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("Kecepatan tidak diukur di lingkungan produksi."))
        measures = a_module("tests.spreadsheets.bench.measures")
        with tempfile.TemporaryDirectory() as folder, elsewhere(folder):
            for measure in measures.everything(share):
                self.stdout.write(json.dumps(measure))
                self.stdout.flush()


@contextmanager
def elsewhere(folder):
    """An empty database beside this one, and this folder for what is uploaded."""
    before, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    test["NAME"] = NAME if connection.vendor == "postgresql" else f"{folder}/{NAME}"
    places = {name: deepcopy(each) for name, each in settings.STORAGES.items()}
    for name in ("default", "sealed"):
        places[name]["OPTIONS"]["location"] = folder
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(STORAGES=places):
            yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
