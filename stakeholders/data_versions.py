"""Sees every change of a table that figures are made of, whoever makes it, and raises its data version.

Each statement passes by here, so that no form, job or admin page must remember it. The number is raised as
soon as the change is saved: raised before, it would make all who write into one table wait for each other.
"""

import re
from functools import cache

from django.apps import apps
from django.db import connection, transaction

from stakeholders.models import DataVersion

APPS = ("stakeholders", "outreach", "surveys", "reports")
WRITES = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|COPY)\s+"?(\w+)', re.IGNORECASE
)
RAISE = """
    INSERT INTO stakeholders_dataversion ("table", number) VALUES (%s, 1)
    ON CONFLICT ("table") DO UPDATE SET number = stakeholders_dataversion.number + 1
"""


@cache
def watched():
    """The tables of what the portal holds; those of accounts, sessions and jobs are in no figure."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.app_label in APPS} - {
        DataVersion._meta.db_table
    }


def see_writes(execute, sql, params, many, context):
    """An execute wrapper of a connection: notes the table that a statement writes into."""
    answer = execute(sql, params, many, context)
    found = WRITES.match(sql) if isinstance(sql, str) else None
    if found:
        note_change(found[1])
    return answer


def note_change(table):
    """Raise the version of this table once the transaction is saved; never where it is rolled back."""
    if table not in watched():
        return
    raise_version = raising(table)
    # One that is noted falls back only with a part in which this change lies as well.
    if not any(noted is raise_version for _parts, noted, _robust in connection.run_on_commit):
        # A figure of before is no reason to fail.
        transaction.on_commit(raise_version, robust=True)


def numbers_of(tables):
    """{table: its number}, 0 for one that did not change yet."""
    known = dict(DataVersion.objects.filter(table__in=tables).values_list("table", "number"))
    return {table: known.get(table, 0) for table in tables}


def raise_all():
    """Tell of every table that it changed, as after an upgrade; nobody is waiting for that."""
    for table in sorted(watched()):
        _raise(table)


_followers = []


def follow(look):
    """Have `look(table)` called each time the version of a table was raised: after the change is saved.

    For the apps above, which those that write do not know; each says so once, in its apps.py. It may be
    called in the midst of another statement, and opens no transaction.
    """
    _followers.append(look)


@cache
def raising(table):
    """What raises the version of this table; one and the same each time, so that it is done once."""

    def raise_version():
        _raise(table)
        for look in _followers:
            look(table)

    return raise_version


def _raise(table):
    with connection.cursor() as cursor:  # one statement, for it may come in the midst of another
        cursor.execute(RAISE, [table])
