"""How every change of a complaint is written: step with who, when and why; clocks; record; audit log."""

from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.clocks import Calendar, set_clocks
from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.ground.rules import today_at
from outreach.models import Complaint, ComplaintStep
from outreach.querysets.complaints import CLOCK_STEPS, ENDED
from pmi_portal.audit.trail import record
from pmi_portal.editing.steps import stale
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.nik import why_not_text

Status, What = Complaint.Status, ComplaintStep.What


def locked_case(*, complaint, seen, by):
    """The complaint with its row lock and the facts of its rules, if it still is as this person saw it."""
    complaint = Complaint.objects.locked(complaint.pk)
    refuse_if(stale(complaint, seen))
    return facts_of(complaint, by)


def write_step(*, case, what, reason="", institution=None, person=None, region=None, fields=(), by):
    """Let a locked complaint take a step whose rule was asked; one that NEXT does not name moves nothing."""
    complaint, before = case.complaint, case.complaint.status
    refuse_if(why_not_text(reason))
    if what in rules.NEXT[before]:
        _become(complaint, rules.NEXT[before][what] or complaint.paused_from)
    ComplaintStep.objects.create(
        complaint=complaint,
        what=what,
        before=before,
        after=complaint.status,
        reason=reason,
        institution=institution,
        person=person,
        region=region,
        fields=list(fields),
        by=by,
    )
    if what in (*CLOCK_STEPS, What.EDITED):
        _set_clocks(complaint)
    settle_holder(case)
    complaint.revision += 1  # the row is ours until the end of the transaction
    complaint.save()
    told = {"institution": institution.pk} if institution else {}
    record(f"complaint.{what}", about=complaint, by=by, before=before, after=complaint.status, **told)


def _set_clocks(complaint):
    """Set the clocks that still run by the limits and holidays of now."""
    calendar = Calendar.read()
    refuse_if(rules.why_not_count(calendar))
    set_clocks(complaint, complaint.steps.moving_clocks(), calendar)


def _become(complaint, status):
    """The state, and the dates that go with it."""
    before, now = complaint.status, timezone.now()
    complaint.status = status
    pausing = status == Status.PAUSED
    complaint.paused_on, complaint.paused_from = (today_at(complaint), before) if pausing else (None, "")
    if complaint.verified_at is None and status not in (Status.RECEIVED, Status.PAUSED):
        complaint.verified_at = now  # whatever the verdict is, it ends the clock of verification
    complaint.closed_at = (complaint.closed_at or now) if status in ENDED else None
