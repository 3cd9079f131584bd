"""Large files are made by a few requests at a time, so that the others go on being answered."""

from contextlib import contextmanager
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

AT_ONCE = BoundedSemaphore(2)
WAIT_LIMIT = 2  # seconds; who waits holds one of the few threads


class TooManyAtOnce(Exception):
    """Others have files made; says what to do."""


@contextmanager
def turn():
    """Make a large file within this; raises TooManyAtOnce when the others do not finish in time."""
    if not AT_ONCE.acquire(timeout=WAIT_LIMIT):
        raise TooManyAtOnce(_("Portal sedang menyiapkan unduhan lain. Coba lagi sebentar lagi."))
    try:
        yield
    finally:
        AT_ONCE.release()
