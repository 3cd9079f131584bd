"""How well the import reads messy workbooks whose truth is known."""

import json
import re
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

RANGE = re.compile(r"(\d+)(?:-(\d+))?")


class Command(BaseCommand):
    help = (
        "Score the import on messy workbooks with known truth: a JSON line for each, then a table by kinds."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seeds", default="1-50", help="which workbooks: 7, 1-50 or 1-10,33")
        parser.add_argument("--keep", type=Path, help="folder in which the workbooks and their truth stay")

    def handle(self, *, seeds, keep, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("Pembacaan berkas tidak dinilai di lingkungan produksi."))
        running, scoring, telling = (
            a_module(f"tests.spreadsheets.messy.{name}") for name in ("running", "scoring", "telling")
        )
        total = scoring.Score()
        for workbook, score in running.scored(numbers_in(seeds), keep=keep):
            self.stdout.write(json.dumps(telling.as_json(workbook, score), ensure_ascii=False))
            total.add(score)
        self.stdout.write("\n".join(telling.table_of(total)))


def a_module(name):
    """A module beside the tests, which an installed portal does not have."""
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        if not name.startswith(missing.name or "-"):
            raise
        raise CommandError(
            _(
                "Buku kerja ujinya ada di folder tests/, yang tidak ikut di pemasangan ini. "
                "Jalankan dari kode sumber."
            )
        ) from missing


def numbers_in(text):
    """The seeds that a text such as 1-10,33 names, each once and in its order."""
    found = {}
    for part in text.split(","):
        matched = RANGE.fullmatch(part.strip())
        if not matched or int(matched[2] or matched[1]) < int(matched[1]):
            raise CommandError(_("Tulis nomor benih seperti 7, 1-50, atau 1-10,33."))
        found |= dict.fromkeys(range(int(matched[1]), int(matched[2] or matched[1]) + 1))
    return list(found)
