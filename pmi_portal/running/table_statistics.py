"""What the planner of the database knows about the tables; the one place that speaks SQL itself."""

from django.db import connection


def refresh_statistics():
    """Tell the planner of very many new rows at once; in daily use the database learns in time by itself.

    PostgreSQL also notes which pages every reader may see, as its autovacuum does later: without that, no
    index answers alone. It takes as long as the tables are large: the limit of a statement rests meanwhile.
    """
    on_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgres:
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE" if on_postgres and not connection.in_atomic_block else "ANALYZE")
        if on_postgres:
            cursor.execute("RESET statement_timeout")
