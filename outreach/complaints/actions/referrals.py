"""A complaint at an institution: sent, accepted, refused, answered, passed on."""

from django.db import transaction
from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.actions.moving import move_complaint, save_complaint
from outreach.ground.rules import today_at
from outreach.models import Complaint, ComplaintStep, Referral
from pmi_portal.editing.writing import refuse_if

Status, What, State = Complaint.Status, ComplaintStep.What, Referral.State


@transaction.atomic
def refer_complaint(*, complaint, institution, question, due_on=None, by):
    """Send it to an institution; the one that has it now loses it, which counts as passing on."""
    complaint = Complaint.objects.locked(complaint.pk)
    holder = complaint.referrals.holder()
    refuse_if(rules.why_not_refer(complaint, institution, holder=holder))
    refuse_if(rules.why_not_wait_until(due_on, today_at(complaint)))
    refuse_if(rules.why_not_silent(question))
    complaint.referrals.open().update(state=State.WITHDRAWN)
    Referral.objects.create(
        complaint=complaint, institution=institution, question=question, due_on=due_on, sent_by=by
    )
    move_complaint(
        complaint=complaint,
        to=Status.REFERRED,
        what=What.REFERRED,
        reason=question,
        institution=institution,
        by=by,
    )


@transaction.atomic
def accept_referral(*, complaint, reply="", by):
    """The institution took the case on."""
    complaint, referral = _locked(complaint)
    refuse_if(rules.why_not_accept(referral))
    _note(referral, State.ACCEPTED, reply)
    _save(complaint, What.ACCEPTED, referral, by)


@transaction.atomic
def refuse_referral(*, complaint, reply, by):
    """The institution sent the case back; it stands again as verified."""
    complaint, referral = _locked(complaint)
    refuse_if(rules.why_not_reply(referral))
    refuse_if(rules.why_not_silent(reply))
    _note(referral, State.REFUSED, reply)
    move_complaint(
        complaint=complaint,
        to=Status.VERIFIED,
        what=What.REFUSED,
        reason=reply,
        institution=referral.institution,
        by=by,
    )


@transaction.atomic
def answer_referral(*, complaint, reply, by):
    """The institution answered; what the reporter is told is a step of its own."""
    complaint, referral = _locked(complaint)
    refuse_if(rules.why_not_reply(referral))
    refuse_if(rules.why_not_silent(reply))
    _note(referral, State.ANSWERED, reply)
    _save(complaint, What.REPLIED, referral, by)


def _locked(complaint):
    """The complaint with its lock, and the referral that is open, or None."""
    complaint = Complaint.objects.locked(complaint.pk)
    return complaint, complaint.referrals.open().select_related("institution", "complaint").first()


def _note(referral, state, reply):
    referral.state, referral.reply, referral.replied_at = state, reply, timezone.now()
    referral.save()


def _save(complaint, what, referral, by):
    save_complaint(
        complaint=complaint,
        what=what,
        before=complaint.status,
        reason=referral.reply,
        institution=referral.institution,
        by=by,
    )
