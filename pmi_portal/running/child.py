"""The one way to start a process that may hang or crash and takes nobody with it."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

# What the interpreter needs to start; the portal's secrets stay here.
BARE = ("PATH", "LANG", "SYSTEMROOT")
WITH_FOLDERS = (*BARE, "HOME", "TEMP", "TMP", "TMPDIR")


class ChildFailed(Exception):
    """The child gave no answer; the message is for the log."""


@contextmanager
def started(command, *, passed_on=BARE, **pipes):
    """A running child in a group of its own; whatever happens inside, none of the group is left behind."""
    environment = {name: os.environ[name] for name in passed_on if name in os.environ}
    child = subprocess.Popen(command, env=environment, start_new_session=True, **pipes)
    try:
        yield child
    finally:
        kill(child)
        for pipe in filter(None, (child.stdin, child.stdout, child.stderr)):
            with suppress(OSError):  # what was not taken any more
                pipe.close()
        child.wait()


def kill(child):
    """Ends the child with all it may have started; while it was not waited for, its id is still its own."""
    if child.returncode is not None:
        return
    if not hasattr(os, "killpg"):
        child.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # some systems' answer for one that has just ended
        os.killpg(child.pid, signal.SIGKILL)


def answer_of(script, order, *, begins, seconds):
    """The bytes a script of ours answers to this order, a text; raises ChildFailed.

    An answer begins with these bytes; the script has so many seconds.
    """
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started([sys.executable, "-I", str(script)], passed_on=WITH_FOLDERS, **pipes) as child:
        try:
            answer, complaint = child.communicate(order.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise ChildFailed(f"no answer within {seconds} seconds") from None
    if child.returncode or not answer.startswith(begins):
        raise ChildFailed(complaint.decode(errors="replace").strip()[-1000:] or f"exit {child.returncode}")
    return answer
