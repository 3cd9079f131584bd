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
    return draw_svgs([spec])[0]


def draw_svgs(specs):
    """The SVGs of several specifications in their order, as `draw_svg`; what is missing is drawn in one go.

    Most of the time goes into starting, so that ten take little longer than one. If one fails, all fail.
    """
    texts = [json.dumps(spec, sort_keys=True, ensure_ascii=False) for spec in specs]
    keys = {text: f"drawing:{hashlib.sha256(text.encode()).hexdigest()}" for text in texts}
    known = cache.get_many(keys.values())
    missing = [text for text, key in keys.items() if key not in known]
    if missing:
        with AT_ONCE:
            drawn = _draw(missing)
        made = {keys[text]: svg.encode() for text, svg in zip(missing, drawn, strict=True)}
        cache.set_many(made, KEPT_FOR)
        known |= made
    return [known[keys[text]] for text in texts]


def _draw(texts):
    try:
        return json.loads(answer_of(SCRIPT, f"[{','.join(texts)}]", begins=b'["<svg', seconds=TIME_LIMIT))
    except ChildFailed as failure:
        raise DrawingFailed(str(failure)) from failure
