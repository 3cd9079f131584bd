"""What the planner of the database knows about the tables; the one place that speaks SQL itself."""

from django.db import connection


def refresh_statistics():
    """Tell the planner of very many new rows at once; in daily use the database learns in time by itself.

    PostgreSQL also notes which pages every reader may see, as its autovacuum does later: without that, no
    index answers alone.
    """
    may_vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if may_vacuum else "ANALYZE")
