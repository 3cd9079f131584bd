"""What the page of a complaint shows."""

from outreach.complaints import rules
from outreach.complaints.clock_words import clock_states
from outreach.complaints.clocks import Calendar, share_used
from outreach.complaints.facts import facts_of
from outreach.complaints.views.steps import COMPLAINT_STEPS
from outreach.ground.rules import today_at
from outreach.models import Complaint, ComplaintReporter, FollowUp, Statement
from outreach.papers.views.attachments import attachments_part
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.history import field_names


def complaint_page(complaint, user, *, identity=None):
    """Context of outreach/complaints/complaint_detail.html; `identity` is the pair to show where asked."""
    may_change = user.holds(Permission.COMPLAINTS_EDIT, complaint.desk_region_id)
    calendar, today = Calendar.read(), today_at(complaint)
    sent = complaint.referrals.select_related("institution", "sent_by")
    referrals = list(sent.prefetch_related("institution__former_names"))
    return attachments_part(complaint, user) | {
        "complaint": complaint,
        "clocks": clock_states(complaint, calendar, today),
        "used": share_used(complaint, calendar, today),
        "steps": COMPLAINT_STEPS.open_to(facts_of(complaint, user)),
        "may_read_note": may_change,
        "may_edit": may_change and not rules.why_not_edit(complaint),
        "referrals": referrals,
        "log": _log(complaint),
        "statement": _statement(complaint, user),
        "follow_ups": FollowUp.objects.visible_to(user).filter(complaint=complaint).for_list(),
        "may_follow_up": user.holds(Permission.FOLLOW_UPS_EDIT, complaint.desk_region_id),
        "duplicates": Complaint.objects.visible_to(user).filter(original=complaint).order_by("pk"),
        "original": Complaint.objects.visible_to(user).filter(pk=complaint.original_id).first(),
        "has_identity": ComplaintReporter.objects.filter(complaint=complaint).exists(),
        "may_identify": user.holds(Permission.COMPLAINTS_IDENTIFY, complaint.desk_region_id),
        "identity": identity,
    }


def _statement(complaint, user):
    """The words it was born from, for who may read sessions there."""
    seen = Statement.objects.visible_to(user).select_related("session__event__region", "group")
    return seen.filter(pk=complaint.statement_id).first()


def _log(complaint):
    """The steps, newest first, each with the names of the fields an edit changed."""
    steps = list(complaint.steps.select_related("by", "institution", "person", "region").order_by("-pk"))
    for step in steps:
        step.changed = field_names(complaint, step.fields)
    return steps
