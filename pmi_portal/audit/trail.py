"""Write to the audit log, and check that nobody changed it."""

from pmi_portal.audit.models import ChainHead, Event


def record(action, *, about=None, by, **detail):
    """Note that `by` did `action` to the record `about`; `detail` is plain JSON without personal values."""
    return Event.objects.create(
        action=action,
        actor=by,
        subject=about._meta.label_lower if about is not None else "",
        subject_id=str(about.pk) if about is not None else "",
        detail=detail,
    )


def broken_links():
    """The ids of events whose seal or place in the chain is wrong; empty when the log is whole."""
    broken, previous = [], ""
    for event in Event.objects.order_by("pk").iterator():
        if event.previous_hash != previous or event.hash != event.seal():
            broken.append(event.pk)
        previous = event.hash
    head = ChainHead.objects.filter(pk=1).first()
    if head and head.newest_hash != previous:
        broken.append(None)
    return broken
