"""Many rows into one table at once: COPY on PostgreSQL, one prepared statement elsewhere."""

import io
from functools import partial
from itertools import islice

from django.db import connection

ROWS_AT_ONCE = 5000


def load_rows(model, names, rows):
    """Stores rows, tuples of what these fields hold as the database writes it: texts, whole numbers, None.

    A JSON document is its text, a day that of ISO 8601. Nothing is validated and no history written: that is
    the caller's, as is the transaction. Raises what the database raises.
    """
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    table, rows = connection.ops.quote_name(model._meta.db_table), iter(rows)
    load = _copy if connection.vendor == "postgresql" else _insert
    while some := list(islice(rows, ROWS_AT_ONCE)):
        load(f"{table} ({columns})", some)


def _copy(place, rows):
    statement = f"COPY {place} FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:

        def copy(_statement, _params, _many, _context):
            cursor.copy_expert(statement, io.StringIO(as_copied(rows)))

        # What looks at every statement of a connection looks at this one, too.
        for wrapper in reversed(connection.execute_wrappers):
            copy = partial(wrapper, copy)
        copy(statement, None, False, {"connection": connection, "cursor": cursor})


def as_copied(rows):
    """The text by which COPY takes these rows."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _written(value):
    if value is None:
        return r"\N"
    text = str(value)
    if text.isalnum():
        return text
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


def _insert(place, rows):
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {place} VALUES ({marks})", rows)  # noqa: S608 - names of ours
