"""Databases of another migration history: what this version would migrate wrongly it does not touch."""

import shutil
from itertools import count
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SECRETS = ("secret_key", "field_key")


def foreign_migrations(connection):
    """“app.name” of each migration of our apps that the database has seen and this version does not know."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = set(disk).union(*(migration.replaces for migration in disk.values()))
    ours = {config.label for config in apps.get_app_configs() if is_ours(config)}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in set(applied) - known if app in ours)


def is_ours(config):
    """Whether the app lies in this checkout, not among the libraries, which may stand below it."""
    place = Path(config.path)
    return place.is_relative_to(settings.BASE_DIR) and "site-packages" not in place.parts


def move_aside(connection, *, today):
    """Move a SQLite database with its journals and uploads to `lama-<date>` beside it; gives that folder.

    The secrets are copied: they open what was moved, and the running demo goes on with them.
    """
    database = Path(connection.settings_dict["NAME"])
    folder = new_folder(settings.DATA_DIR, f"lama-{today:%Y-%m-%d}")
    connection.close()
    for path in (*database.parent.glob(f"{database.name}*"), settings.UPLOAD_DIR):
        if path.exists():
            shutil.move(path, folder / path.name)
    for name in SECRETS:
        if (settings.DATA_DIR / name).exists():
            shutil.copy2(settings.DATA_DIR / name, folder / name)
    return folder


def new_folder(parent, name):
    """A folder of this name that was not there before; a second one on a day gets a number."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    folder = next(folder for folder in map(parent.joinpath, names) if not folder.exists())
    folder.mkdir(mode=0o700, parents=True)
    return folder
