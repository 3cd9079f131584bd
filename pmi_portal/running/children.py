"""The processes of the demo: started in groups of their own, started again, and ended without a rest.

`portal.py` imports this before anything is installed: only the standard library, readable for Python 3.6.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINDOWS, SECONDS_TO_STOP = os.name == "nt", 10
# A process that ends this often within this time will not be mended by another start.
STARTS, WITHIN_SECONDS, PAUSE = 6, 60, 1
STOP_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class Children:
    """Processes in groups of their own, all ended on leaving the block."""

    def __init__(self, environment):
        self.environment, self.processes, self.starts = environment, {}, {}

    def __enter__(self):
        return self

    def start(self, name, command):
        group = {} if WINDOWS else {"start_new_session": True, "preexec_fn": die_with_parent()}
        self.processes[name] = subprocess.Popen(command, env=self.environment, cwd=str(ROOT), **group)
        self.starts.setdefault(name, []).append(time.monotonic())

    def restart(self, name):
        """Start it again as it was; False when it has ended too often for that to help."""
        recent = [start for start in self.starts[name] if start > time.monotonic() - WITHIN_SECONDS]
        if len(recent) >= STARTS:
            return False
        end(self.processes[name], KILL)  # what it may have left of its group
        time.sleep(PAUSE)
        self.start(name, self.processes[name].args)
        return True

    def first_ended(self):
        """(name, exit status) of a child that has ended, or None."""
        ended = [name for name, process in self.processes.items() if process.poll() is not None]
        return (ended[0], self.processes[ended[0]].returncode) if ended else None

    def __exit__(self, *_):
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for process in self.processes.values():
            end(process, signal.SIGTERM)
        patience = time.monotonic() + SECONDS_TO_STOP
        for process in self.processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0, patience - time.monotonic()))
            end(process, KILL)
            process.wait()


def end(process, number):
    """Signal the whole group, because a worker may have a parser process of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if WINDOWS:
            process.terminate()
        else:
            os.killpg(process.pid, number)


def die_with_parent():
    """What a child does before it becomes its program: ask Linux to end it when this process is killed."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    libc, parent, pr_set_pdeathsig = ctypes.CDLL(None), os.getpid(), 1

    def tie():
        libc.prctl(pr_set_pdeathsig, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie
