"""Putting the reminders of follow-ups into the outbox."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from outreach.follow_ups.reminder_texts import written
from outreach.follow_ups.reminders import digests
from outreach.models import FollowUp
from pmi_portal.outbox.post import put_mail


@transaction.atomic
def put_reminders(*, by=None):
    """Put today's digests into the outbox; how many were new there.

    A follow-up counts as told only when everybody who should hear of it got a new mail: what was recorded
    after today's digest had gone out is told tomorrow.
    """
    told, not_told, count = {}, set(), 0
    for digest in digests():
        subject, body = written(digest)
        is_new = put_mail(key=digest.key, to=digest.to, subject=subject, body=body)
        count += is_new
        for follow_up in digest.news:
            told[follow_up.pk] = follow_up
            if not is_new:
                not_told.add(follow_up.pk)
    days = defaultdict(list)
    for pk in told.keys() - not_told:
        days[told[pk].due_on + timedelta(days=told[pk].days_late)].append(pk)
    for today, pks in days.items():
        FollowUp.objects.filter(pk__in=pks).update(reminded_on=today)
    return count
