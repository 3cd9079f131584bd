"""People at the same moment: threads with connections and locks of their own; such a test commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


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
