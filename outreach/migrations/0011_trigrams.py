"""On PostgreSQL, trigrams of the texts that are searched; SQLite reads the texts themselves."""

from django.db import DatabaseError, migrations

# As Django asks for icontains: UPPER(column::text) LIKE UPPER(pattern).
INDEXES = {
    "statement_text_trigrams": ("outreach_statement", "text"),
    "complaint_text_trigrams": ("outreach_complaint", "text"),
    "complaint_number_trigrams": ("outreach_complaint", "number"),
}
HINT = (
    "The extension pg_trgm is needed to search many texts, and this account may not create it. "
    "Let the owner of the database or an administrator run CREATE EXTENSION pg_trgm; in it "
    "(Debian: the package postgresql-contrib), then migrate again."
)


def index_words(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as problem:
        raise DatabaseError(HINT) from problem
    for name, (table, column) in INDEXES.items():
        schema_editor.execute(
            f'CREATE INDEX "{name}" ON "{table}" USING gin (UPPER("{column}"::text) gin_trgm_ops)'
        )


def forget_words(apps, schema_editor):
    """The extension stays: something else in the database may use it by now."""
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


class Migration(migrations.Migration):
    dependencies = [("outreach", "0010_indexes_of_long_lists")]

    operations = [migrations.RunPython(index_words, forget_words)]
