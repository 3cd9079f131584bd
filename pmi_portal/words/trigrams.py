"""Trigrams of texts that are searched, on PostgreSQL; SQLite reads the texts themselves."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import DatabaseError, models
from django.db.backends.ddl_references import Statement

HINT = (
    "The extension pg_trgm is needed to search many texts, and this account may not create it. "
    "Let the owner of the database or an administrator run CREATE EXTENSION pg_trgm; in it "
    "(Debian: the package postgresql-contrib), then migrate again."
)


class TrigramIndex(models.Index):
    """An index of one folded text, which is asked for with `contains`."""

    def __init__(self, text, *, name):
        self.text = text
        super().__init__(fields=[text], name=name)

    def deconstruct(self):
        path, _expressions, kwargs = super().deconstruct()
        return path, (self.text,), {"name": kwargs["name"]}

    def clone(self):
        return type(self)(self.text, name=self.name)

    def create_sql(self, model, schema_editor, using="", **kwargs):
        """On SQLite a statement that does nothing: what makes a table asks every index for one."""
        if schema_editor.connection.vendor != "postgresql":
            return Statement("SELECT 1")
        # A table of any app may be the first that asks for one.
        CreateTrigrams().database_forwards(model._meta.app_label, schema_editor, None, None)
        column, quote = model._meta.get_field(self.text).column, schema_editor.quote_name
        words = f"USING gin ({quote(column)} gin_trgm_ops)"
        return Statement(f"CREATE INDEX {quote(self.name)} ON {quote(model._meta.db_table)} {words}")

    def remove_sql(self, model, schema_editor, **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return Statement("SELECT 1")
        return super().remove_sql(model, schema_editor, **kwargs)


class CreateTrigrams(TrigramExtension):
    """Make the extension; who may not is told what to do. It stays when the migration is taken back."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except DatabaseError as problem:
            raise DatabaseError(HINT) from problem

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Something else in the database may use it by now."""
