"""Putting mail about complaints into the outbox."""

from django.db import transaction
from django.utils import timezone

from outreach.complaints.notice_texts import PASSED_ON, RETURNED, WARNING, letter
from outreach.complaints.notices import gathered, warnings, zone_of_desk
from outreach.ground.office import next_opening
from outreach.models import Complaint, Holiday
from pmi_portal.outbox.post import put_mail

AT_ONCE = 500


@transaction.atomic
def put_warnings(*, by=None):
    """Put today's warnings into the outbox; how many were new there.

    A complaint counts as told only when everybody who should hear of it got a new mail: what came too late
    for today's is told tomorrow.
    """
    told, not_told, count = set(), set(), 0
    for notice in warnings():
        subject, body = letter(notice, WARNING)
        is_new = put_mail(key=notice.key, to=notice.user.email, subject=subject, body=body)
        count += is_new
        (told if is_new else not_told).update(one.pk for one in notice.complaints)
    keys = sorted(told - not_told)
    for start in range(0, len(keys), AT_ONCE):
        some = Complaint.objects.filter(pk__in=keys[start : start + AT_ONCE])
        some.update(told_on=timezone.localdate())
    return count


def put_returned(*, complaints, by):
    """Tell those who get what somebody held, in the caller's transaction."""
    _put_news("returned", RETURNED, complaints)


def put_passed_on(*, complaints, by):
    """Tell those who sent them to an institution that its successor has them, in the caller's transaction."""
    _put_news("passed-on", PASSED_ON, complaints)


def _put_news(kind, words, complaints):
    """One mail for each person in whose hands they are at home, when that office opens next."""
    days_off = Holiday.objects.days_off()
    for notice in gathered(complaints):
        subject, body = letter(notice, words)
        first = notice.complaints[0]
        key = f"{kind}:user-{notice.user.pk}:{first.number}:{first.revision}"
        at = next_opening(zone_of_desk(first), days_off)
        put_mail(key=key, to=notice.user.email, subject=subject, body=body, at=at)
