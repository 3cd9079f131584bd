"""How every change of a complaint is written: step with who, when and why; clocks; record; audit log."""

from django.utils import timezone

from outreach.complaints import rules
from outreach.complaints.clocks import Calendar, open_clocks
from outreach.ground.rules import today_at, why_not_text
from outreach.models import Complaint, ComplaintStep
from outreach.querysets.complaints import ENDED
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record

Status, What = Complaint.Status, ComplaintStep.What


def save_complaint(*, complaint, what, before, reason="", institution=None, fields=(), by):
    """Write the step, set the clocks that still run by it, and save; `before` is the status it had."""
    calendar = Calendar.read()
    refuse_if(rules.why_not_count(calendar))
    refuse_if(why_not_text(reason))
    ComplaintStep.objects.create(
        complaint=complaint,
        what=what,
        before=before,
        after=complaint.status,
        reason=reason,
        institution=institution,
        fields=list(fields),
        by=by,
    )
    for name, day in open_clocks(complaint, complaint.steps.moving_clocks(), calendar).items():
        setattr(complaint, name, day)
    save_record(complaint, by)
    told = {"institution": institution.pk} if institution else {}
    record(f"complaint.{what}", about=complaint, by=by, before=before, after=complaint.status, **told)


def move_complaint(*, complaint, to, what, reason="", institution=None, by):
    """Bring a locked complaint into the state `to`; the action has asked its rule."""
    before, now = complaint.status, timezone.now()
    complaint.status = to
    pausing = to == Status.PAUSED
    complaint.paused_on, complaint.paused_from = (today_at(complaint), before) if pausing else (None, "")
    if complaint.verified_at is None and to not in (Status.RECEIVED, Status.PAUSED):
        complaint.verified_at = now  # whatever the verdict is, it ends the clock of verification
    complaint.closed_at = (complaint.closed_at or now) if to in ENDED else None
    save_complaint(
        complaint=complaint, what=what, before=before, reason=reason, institution=institution, by=by
    )
