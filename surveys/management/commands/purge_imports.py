"""Remove originals of imports whose time is over: exit status 0, or 1 where some could not be removed yet."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from surveys.importing import rules
from surveys.importing.actions.files import remove_original
from surveys.models import ImportBatch


class Command(BaseCommand):
    help = (
        "Remove the original files of imports older than IMPORT_FILES_KEPT_DAYS, and what is kept of their "
        "cells; responses, counts and hashes stay. Safe to run from a timer, any number of times."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count what would be removed")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *, dry_run, **options):
        due = ImportBatch.objects.with_file_before(rules.kept_since(timezone.now())).select_related("job")
        told = would_be(due) if dry_run else done(due)
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write("\n".join(f"{name}: {count}" for name, count in told.items()))
        if told.get("left"):
            raise SystemExit(1)


def would_be(due):
    return {"would_remove": due.count()}


def done(due):
    """Each import in a transaction of its own: one that is busy keeps no other."""
    told = {"removed": 0, "left": 0}
    for batch in due.defer("report"):
        try:
            remove_original(batch=batch)
        except ValidationError:
            told["left"] += 1
        else:
            told["removed"] += 1
    return told
