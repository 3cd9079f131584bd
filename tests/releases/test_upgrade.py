"""Whoever runs a release can go on to this version with all that they have."""

import os
import shutil

import pytest
from django.db import connection

from tests import releases

SERVER = os.environ.get("DATABASE_URL", "") if connection.vendor == "postgresql" else ""
needs_programs = pytest.mark.skipif(
    bool(SERVER) and not (shutil.which("psql") and shutil.which("pg_dump")),
    reason="psql and pg_dump are not installed on this machine",
)
pytestmark = pytest.mark.both_databases
KEPT = releases.dumps(connection.vendor)
# Tables whose rows come and go with a release; all others keep theirs.
OF_THE_RELEASE = {"django_migrations", "django_content_type", "auth_permission"}
OF_THE_RELEASE |= {"stakeholders_dataversion"}  # an upgrade tells that every table changed
OF_THE_RELEASE |= {"sqlite_stat1"}  # what SQLite counted; a table made anew is not counted yet
ROWS = """
from django.db import connection
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        print("ROWS", table, cursor.fetchone()[0])
"""


def rows(environment):
    """{table: number of rows}"""
    told = releases.manage(environment, "shell", "--verbosity", "0", "--command", ROWS)
    lines = (line.split() for line in told.splitlines() if line.startswith("ROWS "))
    return {table: int(number) for _, table, number in lines if table not in OF_THE_RELEASE}


def brought_up_to_date(environment):
    """The rows before and after, once nothing is left to migrate."""
    before = rows(environment)
    releases.manage(environment, "migrate")
    releases.manage(environment, "migrate", "--check")
    after = rows(environment)
    releases.manage(environment, "load_reference")
    releases.manage(environment, "audit_verify")
    return before, {table: after.get(table) for table in before}


@needs_programs
@pytest.mark.skipif(not KEPT, reason="no release is kept for this kind of database yet")
@pytest.mark.parametrize("path", KEPT, ids=releases.release_of)
def test_a_database_of_a_release_is_brought_up_to_date_and_keeps_every_row(path, tmp_path):
    with releases.a_database(tmp_path, SERVER) as environment:
        releases.load(path, environment["DATABASE_URL"])
        before, after = brought_up_to_date(environment)
    assert before["outreach_complaint"] > 0
    assert after == before


@needs_programs
def test_what_is_written_of_a_release_can_be_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "FOLDER", tmp_path)
    written, loaded = tmp_path / "written", tmp_path / "loaded"
    written.mkdir(), loaded.mkdir()
    path = releases.write("0.9", written, SERVER, fill=["check"])  # reference data are enough here

    assert releases.dumps(connection.vendor) == [path]
    with releases.a_database(loaded, SERVER) as environment:
        releases.load(path, environment["DATABASE_URL"])
        before = rows(environment)
        releases.manage(environment, "migrate", "--check")

    assert before["stakeholders_region"] > 0


def test_releases_come_in_the_order_of_their_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "FOLDER", tmp_path)
    for name in ("0.10.sqlite.sql.gz", "0.9.sqlite.sql.gz", "0.9.1.sqlite.sql.gz", "0.9.postgresql.sql.gz"):
        (tmp_path / name).touch()
    assert list(map(releases.release_of, releases.dumps("sqlite"))) == ["0.9", "0.9.1", "0.10"]
