"""What the database holds, to be compared with what it held before; and a way to take everything back."""

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField

# What a visit leaves behind, whatever is sent.
TRACES = {"sessions.session", "audit.chainhead", "accounts.user"}

LAST_KEY = {
    "postgresql": ["SELECT setval(pg_get_serial_sequence(%(table)s, %(column)s), %(last)s)"],
    "sqlite": [
        "DELETE FROM sqlite_sequence WHERE name = %(table)s",
        "INSERT INTO sqlite_sequence (name, seq) VALUES (%(table)s, %(last)s)",
    ],
}


def rows():
    """{model: its rows} of the whole database."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in TRACES]
    through = [field.remote_field.through for model in models for field in model._meta.local_many_to_many]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in [*models, *through]
    }


def part_keys():
    """Let the keys of each model begin elsewhere: one taken for that of another model finds nothing."""
    models = sorted(apps.get_models(), key=lambda model: model._meta.db_table)
    counted = [model._meta for model in models if isinstance(model._meta.pk, AutoField)]
    with connection.cursor() as cursor:
        for number, meta in enumerate(counted, start=1):
            told = {"table": meta.db_table, "column": meta.pk.column, "last": 1000 * number}
            for statement in LAST_KEY[connection.vendor]:
                cursor.execute(statement, told)


class Undone:
    """with Undone(): whatever happens inside is taken back, the files below `folder` too."""

    def __init__(self, folder=None):
        self.folder = folder

    def __enter__(self):
        self.point = transaction.savepoint()
        self.files = self._files()

    def __exit__(self, *fault):
        transaction.savepoint_rollback(self.point)
        for path in self._files().keys() - self.files.keys():
            path.unlink()
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _files(self):
        paths = self.folder.rglob("*") if self.folder else ()
        return {path: path.read_bytes() for path in paths if path.is_file()}
