"""Keeping and forgetting drafts; a draft is nobody's record yet, so the audit log does not know it."""

import json
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from pmi_portal.drafts.models import Draft, Submission
from pmi_portal.drafts.submissions import was_taken

KEPT = timedelta(days=30)
MOST_DRAFTS = 50  # of one person; a script that saves under ever new names fills no disk


def keep_draft(*, key, name, content, by):
    """Save this draft in the place of the one before; the moment it was saved."""
    now = timezone.now()
    if not Draft.objects.filter(user=by, key=key).update(name=name, content=content, saved_at=now):
        forget_old(before=now - KEPT)
        Draft.objects.bulk_create(
            [Draft(user=by, key=key, name=name, content=content, saved_at=now)],
            update_conflicts=True,
            unique_fields=["user", "key"],
            update_fields=["name", "content", "saved_at"],
        )
        _keep_newest(Draft.objects.filter(user=by))
    return now


def unsent_drafts(*, key=None, by):
    """The drafts of this person, of one form or of all; one whose form was taken in after all is dropped.

    Each page of a form for a new record has a number, which stands behind the key of its draft.
    """
    of_form = Q(key=key) | Q(key__startswith=f"{key}#") if key else Q()
    drafts = []
    for draft in Draft.objects.filter(of_form, user=by):
        if was_taken(json.loads(draft.content), by):
            draft.delete()
        else:
            drafts.append(draft)
    return drafts


def is_other_kept(*, key, content, than, by):
    """Whether another draft is kept, saved at another moment than `than`, in ISO 8601: by another device."""
    others = Draft.objects.filter(user=by, key=key).exclude(content=content)
    return any(draft.saved_at.isoformat() != than for draft in others)


def forget_draft(*, key, by):
    Draft.objects.filter(user=by, key=key).delete()


def _keep_newest(drafts):
    newest = drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST_DRAFTS]
    drafts.exclude(pk__in=list(newest)).delete()


def forget_old(*, before):
    """Nobody comes back to a draft of last month, nor sends a form of last month again."""
    Draft.objects.filter(saved_at__lt=before).delete()
    Submission.objects.filter(taken_at__lt=before).delete()
