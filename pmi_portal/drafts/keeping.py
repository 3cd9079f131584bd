"""Keeping and forgetting drafts; a draft is nobody's record yet, so the audit log does not know it."""

import json
from datetime import timedelta

from django.utils import timezone

from pmi_portal.drafts.models import Draft, Submission
from pmi_portal.drafts.submissions import was_taken

KEPT = timedelta(days=30)
MOST_DRAFTS = 50  # of one person; a script that saves under ever new names fills no disk


def keep_draft(*, key, content, by):
    """Save this draft in the place of the one before; the moment it was saved."""
    now = timezone.now()
    if not Draft.objects.filter(user=by, key=key).update(content=content, saved_at=now):
        forget_old(before=now - KEPT)
        Draft.objects.bulk_create(
            [Draft(user=by, key=key, content=content, saved_at=now)],
            update_conflicts=True,
            unique_fields=["user", "key"],
            update_fields=["content", "saved_at"],
        )
        _keep_newest(Draft.objects.filter(user=by))
    return now


def unsent_draft(*, key, by):
    """The draft of this person for this form, or None; one whose form was taken in after all is dropped."""
    draft = Draft.objects.filter(user=by, key=key).first()
    if draft and was_taken(json.loads(draft.content), by):
        draft.delete()
        return None
    return draft


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
