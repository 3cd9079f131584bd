"""The Examination that this process made last, for who saves the same soon after.

The worker that checked a large file mostly saves it, too. What the check made of the file follows from its
bytes, from what was decided, and from the Terms; while all of these are the same, it is taken up again and
only compared anew with what is stored. Any other process, and any doubt, examines again.
"""

from threading import Lock, Timer

LEAST_ROWS = 2000  # of fewer, nothing is kept: they are examined while somebody waits
SECONDS_KEPT = 30 * 60  # personal data do not stay in memory for who never comes back

_lock, _kept = Lock(), []


def keep(batch, found):
    """Let this Examination of the batch be taken up; the one before goes."""
    _forget()
    if found.plan is None or len(found.plan) <= LEAST_ROWS:
        return
    timer = Timer(SECONDS_KEPT, _forget)
    timer.daemon = True
    with _lock:
        _kept.append((_rests_on(batch, found.terms, found.decided), found, timer))
    timer.start()


def taken_up(batch, terms, decided):
    """The Examination of this batch, once, if made under these Terms and what was Decided; else None."""
    with _lock:
        kept = _kept.pop() if _kept else None
    if kept is None:
        return None
    rests_on, found, timer = kept
    timer.cancel()
    storage, name = batch.file.storage, batch.file.name
    return found if rests_on == _rests_on(batch, terms, decided) and storage.exists(name) else None


def _rests_on(batch, terms, decided):
    """All that an Examination follows from; entries that earlier files taught are no part of equal Terms."""
    told = batch.pk, batch.subject, batch.round_id, batch.sha256, tuple(batch.sheets)
    return told, terms, terms.learned, decided


def _forget():
    with _lock:
        for _rests_on_what, _found, timer in _kept:
            timer.cancel()
        _kept.clear()
