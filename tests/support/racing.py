"""People at the same moment: threads with connections and locks of their own; such a test commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, transaction

WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def at_once(act, things):
    """The answers of `act` for each of the things, called together, in their order."""
    barrier = Barrier(len(things))

    def run(thing):
        barrier.wait()
        try:
            return act(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(run, things))


def before_it_ends(first, second):
    """Do the second when the first is done but not yet ended, which it does when the second waits for it.

    SQLite lets nobody write meanwhile, so there the second comes when the first has ended.
    """

    def run():
        try:
            second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            if connection.vendor != "sqlite":
                running = pool.submit(run)
                while not running.done() and not _is_waited_for():
                    pass
        if connection.vendor == "sqlite":
            running = pool.submit(run)
        running.result()


def _is_waited_for():
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone() is not None
