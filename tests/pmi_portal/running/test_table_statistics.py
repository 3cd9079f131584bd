"""The planner hears of many new rows, inside a transaction and outside one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.running.table_statistics import refresh_statistics


def said():
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics()
    return [query["sql"] for query in asked]


def limited(words):
    """On PostgreSQL no statement ends by the limit of a page meanwhile."""
    if connection.vendor != "postgresql":
        return [words]
    return ["SET statement_timeout = 0", words, "RESET statement_timeout"]


@pytest.mark.django_db
def test_within_a_transaction_it_is_told_of_the_rows():
    assert said() == limited("ANALYZE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has such a limit")
@pytest.mark.django_db
def test_the_limit_of_a_statement_holds_again_afterwards():
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)


@pytest.mark.django_db(transaction=True)
def test_outside_one_postgresql_also_notes_what_everybody_may_see():
    assert said() == limited("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
