"""A complaint at an institution: sent, accepted, refused, answered, passed on."""

from django.db import transaction
from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.actions.moving import locked_case, write_step
from outreach.ground.rules import today_at
from outreach.models import ComplaintStep, Referral
from pmi_portal.editing.writing import refuse_if

What, State = ComplaintStep.What, Referral.State


@transaction.atomic
def refer_complaint(*, complaint, institution, question, due_on=None, seen=None, by):
    """Send it to an institution; the one that has it now loses it, which counts as passing on."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_refer(case, institution))
    refuse_if(rules.why_not_wait_until(due_on, today_at(case.complaint)))
    refuse_if(rules.why_not_silent(question))
    case.complaint.referrals.withdraw()
    case.referral = Referral.objects.create(
        complaint=case.complaint, institution=institution, question=question, due_on=due_on, sent_by=by
    )
    write_step(case=case, what=What.REFERRED, reason=question, institution=institution, by=by)


@transaction.atomic
def accept_referral(*, complaint, reply="", seen=None, by):
    """The institution took the case on."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_accept(case))
    _note(case, What.ACCEPTED, State.ACCEPTED, reply)


@transaction.atomic
def refuse_referral(*, complaint, reply, seen=None, by):
    """The institution sent the case back; it stands again as verified."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_reply(case))
    refuse_if(rules.why_not_silent(reply))
    _note(case, What.REFUSED, State.REFUSED, reply)


@transaction.atomic
def answer_referral(*, complaint, reply, seen=None, by):
    """The institution answered; what the reporter is told is a step of its own."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_reply(case))
    refuse_if(rules.why_not_silent(reply))
    _note(case, What.REPLIED, State.ANSWERED, reply)


def _note(case, what, state, reply):
    """What the institution says to what it was asked."""
    referral = case.referral
    referral.state, referral.reply, referral.replied_at = state, reply, timezone.now()
    referral.save()
    case.referral = referral if state == State.ACCEPTED else None
    write_step(case=case, what=what, reason=reply, institution=referral.institution, by=case.by)
