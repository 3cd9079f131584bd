"""The steps of a complaint; each asks its rule under the row lock and leaves a line that is never edited."""

from django.db import transaction
from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.actions.moving import move_complaint, save_complaint
from outreach.models import Complaint, ComplaintStep, Referral
from pmi_portal.editing.writing import refuse_if

Status, What = Complaint.Status, ComplaintStep.What


@transaction.atomic
def acknowledge_complaint(*, complaint, reason="", by):
    """Note that the reporter was told of the receipt; `reason` says how."""
    complaint = _locked(complaint, rules.why_not_acknowledge)
    complaint.acknowledged_at = timezone.now()
    save_complaint(complaint=complaint, what=What.ACKNOWLEDGED, before=complaint.status, reason=reason, by=by)


@transaction.atomic
def verify_complaint(*, complaint, reason="", by):
    complaint = _locked(complaint, rules.why_not_verify)
    move_complaint(complaint=complaint, to=Status.VERIFIED, what=What.VERIFIED, reason=reason, by=by)


@transaction.atomic
def handle_complaint(*, complaint, reason="", by):
    """Work on it at the own desk; an institution that still had it has it no more."""
    complaint = _locked(complaint, rules.why_not_handle)
    _withdraw(complaint)
    move_complaint(complaint=complaint, to=Status.HANDLED, what=What.HANDLED, reason=reason, by=by)


@transaction.atomic
def pause_complaint(*, complaint, reason, by):
    complaint = _locked(complaint, rules.why_not_pause)
    refuse_if(rules.why_not_silent(reason))
    move_complaint(complaint=complaint, to=Status.PAUSED, what=What.PAUSED, reason=reason, by=by)


@transaction.atomic
def resume_complaint(*, complaint, reason, by):
    """Go on where it was paused; the open clocks move by the paused working days."""
    complaint = _locked(complaint, rules.why_not_resume)
    refuse_if(rules.why_not_silent(reason))
    to = complaint.paused_from
    move_complaint(complaint=complaint, to=to, what=What.RESUMED, reason=reason, by=by)


@transaction.atomic
def answer_complaint(*, complaint, outcome, by):
    """The reporter got the answer `outcome`."""
    complaint = _locked(complaint, rules.why_not_answer)
    refuse_if(rules.why_not_answer(complaint, holder=complaint.referrals.holder()))
    refuse_if(rules.why_not_silent(outcome))
    complaint.outcome, complaint.answered_at = outcome, timezone.now()
    move_complaint(complaint=complaint, to=Status.ANSWERED, what=What.ANSWERED, reason=outcome, by=by)


@transaction.atomic
def finish_complaint(*, complaint, reason="", by):
    """The reporter is content with the answer; `reason` may say in which words."""
    complaint = _locked(complaint, rules.why_not_finish)
    move_complaint(complaint=complaint, to=Status.DONE, what=What.DONE, reason=reason, by=by)


@transaction.atomic
def close_complaint(*, complaint, reason="", by):
    complaint = _locked(complaint, rules.why_not_close)
    refuse_if(rules.why_not_close(complaint, open_follow_ups=complaint.follow_ups.open().count()))
    move_complaint(complaint=complaint, to=Status.CLOSED, what=What.CLOSED, reason=reason, by=by)


@transaction.atomic
def reopen_complaint(*, complaint, reason, by):
    """Take it up again; the clock of the answer starts anew today."""
    complaint = _locked(complaint, rules.why_not_reopen)
    refuse_if(rules.why_not_silent(reason))
    complaint.original, complaint.answered_at = None, None
    complaint.times_reopened += 1
    move_complaint(complaint=complaint, to=Status.REOPENED, what=What.REOPENED, reason=reason, by=by)


@transaction.atomic
def mark_outside(*, complaint, reason, institution=None, by):
    """Not ours to handle; `institution` is where the reporter was pointed to."""
    complaint = _locked(complaint, rules.why_not_mark_outside)
    refuse_if(rules.why_not_silent(reason))
    _withdraw(complaint)
    move_complaint(
        complaint=complaint,
        to=Status.OUTSIDE,
        what=What.OUTSIDE,
        reason=reason,
        institution=institution,
        by=by,
    )


@transaction.atomic
def mark_duplicate(*, complaint, original, reason, by):
    """The same incident is `original` already; both rows are locked in one order, so none waits crosswise."""
    locked = Complaint.objects.select_for_update().filter(pk__in=[complaint.pk, original.pk]).order_by("pk")
    pair = {one.pk: one for one in locked}
    complaint, original = pair[complaint.pk], pair[original.pk]
    own = complaint.duplicates.count()
    refuse_if(rules.why_not_see(original, by))
    refuse_if(rules.why_not_mark_duplicate(complaint, original, own_duplicates=own))
    refuse_if(rules.why_not_silent(reason))
    complaint.original = original
    move_complaint(complaint=complaint, to=Status.DUPLICATE, what=What.DUPLICATE, reason=reason, by=by)


@transaction.atomic
def archive_complaint(*, complaint, reason, by):
    """Nothing more can be done; an institution that had it while it was paused owes no answer any more."""
    complaint = _locked(complaint, rules.why_not_archive)
    refuse_if(rules.why_not_silent(reason))
    _withdraw(complaint)
    move_complaint(complaint=complaint, to=Status.ARCHIVED, what=What.ARCHIVED, reason=reason, by=by)


def _locked(complaint, why_not):
    complaint = Complaint.objects.locked(complaint.pk)
    refuse_if(why_not(complaint))
    return complaint


def _withdraw(complaint):
    """Take the case back from the institution that has it."""
    complaint.referrals.open().update(state=Referral.State.WITHDRAWN)
