"""The planner hears of many new rows, inside a transaction and outside one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.running.table_statistics import refresh_statistics


def said():
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics()
    return [query["sql"] for query in asked]


@pytest.mark.django_db
def test_within_a_transaction_it_is_told_of_the_rows():
    assert said() == ["ANALYZE"]


@pytest.mark.django_db(transaction=True)
def test_outside_one_postgresql_also_notes_what_everybody_may_see():
    assert said() == ["VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"]
