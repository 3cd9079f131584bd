"""The one door to Typst: a source of ours and plain values make a PDF for everybody (PDF/UA-1).

Texts go in as JSON and are never part of a source. Typesetting runs in a process of its own: its memory grows
with the longest document ever made, and a document that hangs or crashes takes nobody with it.
"""

import json
from pathlib import Path
from threading import BoundedSemaphore

from pmi_portal.running.child import ChildFailed, answer_of

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("typeset.py")
TIME_LIMIT, WAIT_LIMIT = 30, 10
AT_ONCE = BoundedSemaphore(2)


class TypesettingFailed(Exception):
    """The document could not be set; the message is for the log."""


def typeset(source, data, at=None):
    """The PDF, as bytes, of the Typst file `source` with `data`, a dict of plain values.

    Its properties say it was made `at` that moment, an aware datetime (now); then the same order gives the
    same bytes.

    Takes a fifth of a second, a long document some seconds; raises TypesettingFailed, also when others have
    kept it busy for ten seconds.
    """
    seconds = int(at.timestamp()) if at else None
    order = json.dumps({"source": str(source), "root": str(ROOT), "data": data, "at": seconds})
    if not AT_ONCE.acquire(timeout=WAIT_LIMIT):
        raise TypesettingFailed(f"others kept it busy for {WAIT_LIMIT} seconds")
    try:
        return answer_of(SCRIPT, order, begins=b"%PDF", seconds=TIME_LIMIT)
    except ChildFailed as failure:
        raise TypesettingFailed(str(failure)) from failure
    finally:
        AT_ONCE.release()
