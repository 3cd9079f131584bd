"""Everything between an empty folder and a demo that can be served, in one start of Django."""

import os
import shutil
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.loading import demo
from pmi_portal.loading.histories import foreign_migrations, move_aside
from pmi_portal.running.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Migrate, load the reference data, fill an empty database with demo data, print the demo accounts."
    requires_system_checks = []  # `migrate` runs them whenever something changed

    def add_arguments(self, parser):
        parser.add_argument("--fresh", action="store_true", help="throw the demo's own database away first")

    def handle(self, *, fresh, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("Data contoh tidak boleh dimuat di lingkungan produksi."))
        if fresh:
            throw_away()
        elif foreign_migrations(connection):
            self.make_room()
        collect_if_changed()
        told = StringIO()
        if is_behind():
            self.stderr.write(_("Menyiapkan basis data ..."))
            call_command("migrate", verbosity=0)
            told = self.stderr
        call_command("load_reference", stdout=told)
        if not get_user_model().objects.exists():
            self.stderr.write(_("Memuat data contoh (sekali saja) ..."))
            call_command("load_demo", seed=1, scale=1, stdout=self.stderr)
        self.stdout.write(accounts())

    def make_room(self):
        """Move a demo of another version aside; `migrate` refuses a database that somebody named."""
        if not os.environ.get("DATABASE_URL"):
            folder = move_aside(connection, today=timezone.localdate())
            self.stderr.write(
                _("Data contoh ini dari versi lain. Basis data, unggahan, dan kuncinya ada di %s.") % folder
            )


def throw_away():
    """Delete the demo's own database file and uploads; never a database that somebody named."""
    if os.environ.get("DATABASE_URL"):
        raise CommandError(_("--fresh hanya untuk basis data contoh bawaan; kosongkan DATABASE_URL dahulu."))
    connection.close()
    delete_files(Path(settings.DATABASES["default"]["NAME"]), settings.UPLOAD_DIR)


def delete_files(database, uploads):
    """Delete a SQLite database with its journals, and a folder of uploads; the secrets beside them stay."""
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    shutil.rmtree(uploads, ignore_errors=True)


def is_behind():
    """Whether a migration waits to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def accounts():
    """One line for each demo user: what it is for, and where it may."""
    users = get_user_model().objects.filter(is_sample=True, is_active=True).order_by("pk")
    lines = [f"  {user.email:<40} {described(user)}" for user in users.prefetch_related("postings__region")]
    return "\n".join([_("Akun contoh; kata sandi semuanya: %s") % demo.PASSWORD, *lines])


def described(user):
    return ", ".join(
        f"{posting.get_role_display()} ({posting.region})" if posting.region else posting.get_role_display()
        for posting in user.postings.all()
    )
