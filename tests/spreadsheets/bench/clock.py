"""Seconds of the processor, which others on the machine do not change as they change those of the wall."""

import os
import resource
import time
from pathlib import Path

from django.db import connection

SERVER = "postgres"


def now():
    """Seconds of this process, of its children that ended, and of its session in a database on this machine.

    Of the wall where one of them cannot be asked; within one run it is always the same.
    """
    try:
        session = _of_session() if connection.vendor == "postgresql" else 0.0
    except OSError:
        return time.perf_counter()
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent) + session


def _of_session():
    """Seconds of the server process of the connection; OSError where it does not run here."""
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.get_backend_pid()}")
    if (process / "comm").read_text().strip() != SERVER:
        raise OSError("not the server's process")
    told = (process / "stat").read_text().rpartition(")")[2].split()
    ticks = int(told[11]) + int(told[12])  # utime and stime, see proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")
