"""Charts drawn by the server, for readers without JavaScript, for print and for PDF.

The drawing library needs some 70 MB, so it lives for one drawing in a process of its own: the web process
stays small, and a drawing that hangs or crashes takes nobody with it.
"""

import hashlib
import json
from pathlib import Path
from threading import BoundedSemaphore

from django.core.cache import cache

from pmi_portal.running.child import ChildFailed, answer_of

SCRIPT = Path(__file__).with_name("draw_child.py")
TIME_LIMIT = 20
KEPT_FOR = 7 * 24 * 3600
AT_ONCE = BoundedSemaphore(2)


class DrawingFailed(Exception):
    """The chart could not be drawn; the message is for the log, the reader still has the table."""


def draw_svg(spec):
    """The SVG of a complete Vega-Lite specification as bytes, from the cache if it was drawn before.

    Takes about a second, at most some 20; raises DrawingFailed.
    """
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    key = f"drawing:{hashlib.sha256(text.encode()).hexdigest()}"
    drawing = cache.get(key)
    if drawing is None:
        with AT_ONCE:
            drawing = _draw(text)
        cache.set(key, drawing, KEPT_FOR)
    return drawing


def _draw(text):
    try:
        return answer_of(SCRIPT, text, begins=b"<svg", seconds=TIME_LIMIT)
    except ChildFailed as failure:
        raise DrawingFailed(str(failure)) from failure
