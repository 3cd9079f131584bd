"""The steps of a complaint; each asks its rule under the row lock and leaves a line that is never edited.

`seen` is the revision of the complaint that the person saw; who was overtaken is refused.
"""

from django.db import transaction
from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.actions.moving import locked_case, write_step
from outreach.complaints.facts import facts_of
from outreach.models import Complaint, ComplaintStep
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import refuse_if

What = ComplaintStep.What


@transaction.atomic
def acknowledge_complaint(*, complaint, through, reason="", seen=None, by):
    """Note that the reporter was told of the receipt, and through which channel."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_acknowledge(case))
    refuse_if(rules.why_not_through(through))
    case.complaint.acknowledged_at, case.complaint.acknowledged_through = timezone.now(), through
    write_step(case=case, what=What.ACKNOWLEDGED, reason=reason, by=by)


@transaction.atomic
def verify_complaint(*, complaint, reason="", seen=None, by):
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_verify(case))
    write_step(case=case, what=What.VERIFIED, reason=reason, by=by)


@transaction.atomic
def handle_complaint(*, complaint, reason="", seen=None, by):
    """Work on it at the own desk; an institution that still had it has it no more."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.HANDLED))
    case.complaint.referrals.withdraw()
    write_step(case=case, what=What.HANDLED, reason=reason, by=by)


@transaction.atomic
def pause_complaint(*, complaint, reason, seen=None, by):
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.PAUSED))
    refuse_if(rules.why_not_silent(reason))
    write_step(case=case, what=What.PAUSED, reason=reason, by=by)


@transaction.atomic
def resume_complaint(*, complaint, reason, seen=None, by):
    """Go on where it was paused; the open clocks move by the paused working days."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_resume(case))
    refuse_if(rules.why_not_silent(reason))
    write_step(case=case, what=What.RESUMED, reason=reason, by=by)


@transaction.atomic
def answer_complaint(*, complaint, outcome, seen=None, by):
    """The reporter got the answer `outcome`."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_answer(case))
    refuse_if(rules.why_not_silent(outcome))
    case.complaint.outcome, case.complaint.answered_at = outcome, timezone.now()
    write_step(case=case, what=What.ANSWERED, reason=outcome, by=by)


@transaction.atomic
def finish_complaint(*, complaint, reason="", seen=None, by):
    """The reporter is content with the answer; `reason` may say in which words."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.DONE))
    write_step(case=case, what=What.DONE, reason=reason, by=by)


@transaction.atomic
def close_complaint(*, complaint, reason="", seen=None, by):
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_close(case))
    write_step(case=case, what=What.CLOSED, reason=reason, by=by)


@transaction.atomic
def reopen_complaint(*, complaint, reason, seen=None, by):
    """Take it up again; the clock of the answer starts anew today."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.REOPENED))
    refuse_if(rules.why_not_silent(reason))
    case.complaint.original, case.complaint.answered_at = None, None
    case.complaint.times_reopened += 1
    write_step(case=case, what=What.REOPENED, reason=reason, by=by)


@transaction.atomic
def mark_outside(*, complaint, reason, institution=None, seen=None, by):
    """Not ours to handle; `institution` is where the reporter was pointed to."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.OUTSIDE))
    refuse_if(rules.why_not_silent(reason))
    case.complaint.referrals.withdraw()
    write_step(case=case, what=What.OUTSIDE, reason=reason, institution=institution, by=by)


@transaction.atomic
def mark_duplicate(*, complaint, original, reason, seen=None, by):
    """The same incident is `original` already; both rows are locked in one order, so none waits crosswise.

    However far it had come: an institution that has it owes no answer any more, and its clocks stop.
    """
    pair = {pk: Complaint.objects.locked(pk) for pk in sorted({complaint.pk, original.pk})}
    case, original = facts_of(pair[complaint.pk], by), pair[original.pk]
    refuse_if(stale(case.complaint, seen))
    refuse_if(rules.why_not_see(original, by))
    refuse_if(rules.why_not_mark_duplicate(case, original))
    refuse_if(rules.why_not_silent(reason))
    case.complaint.referrals.withdraw()
    case.complaint.original = original
    write_step(case=case, what=What.DUPLICATE, reason=reason, by=by)


@transaction.atomic
def archive_complaint(*, complaint, reason, seen=None, by):
    """Nothing more can be done; an institution that had it while it was paused owes no answer any more."""
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(rules.why_not_step(case, What.ARCHIVED))
    refuse_if(rules.why_not_silent(reason))
    case.complaint.referrals.withdraw()
    write_step(case=case, what=What.ARCHIVED, reason=reason, by=by)
