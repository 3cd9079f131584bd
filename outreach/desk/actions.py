"""Addresses for calendar programs; and an institution that ends or merges."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from outreach.complaints.actions.notices import put_passed_on
from outreach.complaints.actions.referrals import refer_complaint
from outreach.desk import rules
from outreach.follow_ups.actions.steps import edit_follow_up
from outreach.ground.rules import today_at
from outreach.models import CalendarFeed, Complaint
from outreach.querysets.documents import token_digest
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import conflict, refuse_if
from stakeholders.actions import end_institution as end_in_register

TOKEN_BYTES = 32


@transaction.atomic
def create_feed(*, region, by):
    """A new address of this person's calendar; its token is returned now and never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    address = {"user": by, "region": region}
    # Who asks twice at the same moment is refused by the second, not by a broken page.
    feed, is_new = CalendarFeed.objects.get_or_create(
        **address, defaults={"token_digest": token_digest(token)}
    )
    if not is_new:
        refuse_if(rules.why_not_feed(by, region))
        raise conflict()  # it was there a moment ago and is withdrawn by now
    record("calendar_feed.created", about=feed, by=by, region=region.code if region else "")
    return token


@transaction.atomic
def withdraw_feed(*, feed, by):
    record("calendar_feed.withdrawn", about=feed, by=by, region=feed.region.code if feed.region else "")
    feed.delete()


@transaction.atomic
def end_institution(*, institution, last_day, successor=None, follow_ups=(), referrals=(), by):
    """End it in the register, and hand these to its successor; what else was recorded keeps its name.

    Who sent a complaint there is told by mail of the referrals that pass on.
    """
    refuse_if(rules.why_not_carry(successor, len(follow_ups) + len(referrals)))
    end_in_register(institution=institution, last_day=last_day, successor=successor, by=by)
    for follow_up in follow_ups:
        _hand_over(follow_up, successor, by)
    for referral in referrals:
        _pass_on(referral, successor, by)
    passed_on = Complaint.objects.filter(pk__in=[referral.complaint_id for referral in referrals])
    put_passed_on(complaints=passed_on.with_place().select_related("assignee").order_by("pk"), by=by)


def _hand_over(follow_up, successor, by):
    reason = _("%(institution)s bergabung ke %(successor)s.") % {
        "institution": follow_up.institution,
        "successor": successor,
    }
    follow_up.institution, follow_up.contact = successor, None
    partners = [one for one in follow_up.partners.all() if one.pk != successor.pk]
    edit_follow_up(follow_up=follow_up, partners=partners, reason=reason, by=by)


def _pass_on(referral, successor, by):
    case, due_on = referral.complaint, referral.due_on
    if due_on and due_on < today_at(case):
        due_on = None
    refer_complaint(complaint=case, institution=successor, question=referral.question, due_on=due_on, by=by)
