"""Giving complaints into hands, and taking them back when that person is there no more."""

from django.db import transaction

from outreach.complaints import holding_rules
from outreach.complaints.actions.moving import locked_case, write_step
from outreach.complaints.actions.notices import put_returned
from outreach.complaints.holding import AT_HOME, KPKP, OFFICER
from outreach.models import Complaint, ComplaintStep
from pmi_portal.editing.writing import refuse_if

What = ComplaintStep.What


@transaction.atomic
def assign_complaint(*, complaint, to, officer=None, region=None, reason="", seen=None, by):
    """Give it to an officer by name, to KPKP, or to a desk; `to` is one of AT_HOME.

    The desk is that of its region, or for what comes from outside the pockets that of `region`, which from
    then on sees it.
    """
    case = locked_case(complaint=complaint, seen=seen, by=by)
    refuse_if(holding_rules.why_not_assign(case, to, officer, region))
    what = dict(zip(AT_HOME, (What.RETURNED, What.ASSIGNED, What.RAISED), strict=True))[to]
    person = officer if to == OFFICER else case.complaint.assignee
    case.complaint.assignee = officer if to == OFFICER else None
    case.complaint.with_kpkp = to == KPKP
    if region and region.pk != case.complaint.desk_region_id:
        case.complaint.handled_in, what = region, What.HANDED
    told = {"person": person, "region": region if what == What.HANDED else None}
    write_step(case=case, what=what, reason=reason, **told, by=by)


@transaction.atomic
def assign_complaints(*, complaints, officer, by):
    """Give many to one officer, all or none; what that officer has already stays as it is."""
    for complaint in sorted(complaints, key=lambda one: one.pk):
        if complaint.assignee_id != officer.pk:
            assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=by)


@transaction.atomic
def return_complaints(*, officer, by):
    """Back to the desks, which are told, with what this person may not handle any more; how many."""
    held = Complaint.objects.held().filter(assignee=officer).with_place()
    left = [one for one in held.order_by("pk") if holding_rules.why_not_hold(officer, one)]
    cases = [locked_case(complaint=complaint, seen=None, by=by) for complaint in left]
    for case in cases:
        case.complaint.assignee = None
        write_step(case=case, what=What.RETURNED, person=officer, by=by)
    put_returned(complaints=[case.complaint for case in cases], by=by)
    return len(left)
