"""How fast the database itself takes rows into a table, as a measure for what does it in a longer way."""

import io
from contextlib import contextmanager

from django.db import connection, transaction

from pmi_portal.loading.rows import as_copied
from tests.spreadsheets.bench.clock import now

NAME = "portal_copy"


def seconds_to_load(model, names, rows):
    """Seconds for these rows, as `load_rows` takes them, into an empty copy of the table with all indexes.

    They are those of `now`. On PostgreSQL one COPY of a text that is made beforehand; elsewhere one prepared
    statement. Committed.
    """
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    with _empty_copy(model):
        load = _copied if connection.vendor == "postgresql" else _inserted
        return load(f"{NAME} ({columns})", rows)


def _copied(place, rows):
    text = io.StringIO(as_copied(rows))
    began = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {place} FROM STDIN", text)
    return now() - began


def _inserted(place, rows):
    marks = ", ".join(["%s"] * len(rows[0]))
    began = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {place} VALUES ({marks})", rows)  # noqa: S608 - names of ours
    return now() - began


@contextmanager
def _empty_copy(model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {NAME}")
        for statement in _statements(cursor, table):
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {NAME}")


def _statements(cursor, table):
    if connection.vendor == "postgresql":
        return [f"CREATE TABLE {NAME} (LIKE {table} INCLUDING ALL)"]
    cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
    made = [sql for (sql,) in cursor.fetchall()]
    return [_renamed(sql, table, number) for number, sql in enumerate(made)]


def _renamed(sql, table, number):
    """The statement for the copy; names of indexes are the database's, so they get a number."""
    sql = sql.replace(f'"{table}"', f'"{NAME}"')
    head, sep, rest = sql.partition("INDEX ")
    if not sep:
        return sql
    _name, _space, rest = rest.partition(" ")
    return f'{head}INDEX "{NAME}_{number}" {rest}'
