"""Who holds a complaint: one table of its state, an open referral, and to whom it was given at home.

The holder is stored as a key, `kind` or `kind-pk`, by `settle_holder` alone; whatever changes one of its
facts calls it. Once a complaint has ended nobody holds it. Follow-ups that wait are no holders.
"""

from itertools import product

from django.utils import timezone

from outreach.models import Complaint
from outreach.querysets.complaints import ENDED

DESK, OFFICER, KPKP, INSTITUTION, NOBODY = "desk", "officer", "kpkp", "institution", ""
AT_HOME = (DESK, OFFICER, KPKP)
S = Complaint.Status
# What was answered still waits for the reporter, and what is paused for somebody who lets it go on.
WORKED_AT_HOME = (S.RECEIVED, S.VERIFIED, S.HANDLED, S.REOPENED, S.PAUSED, S.ANSWERED, S.DONE)

# (state, whether a referral is open, to whom it was given at home) -> kind of holder
HOLDER = {
    **{(state, sent, given): given for state, sent, given in product(WORKED_AT_HOME, (False, True), AT_HOME)},
    **{(S.REFERRED, False, given): given for given in AT_HOME},
    **dict.fromkeys(product([S.REFERRED], [True], AT_HOME), INSTITUTION),
    **dict.fromkeys(product(ENDED, (False, True), AT_HOME), NOBODY),
}


def given_to(complaint):
    """To whom it was given at home; what comes from outside every region is KPKP's."""
    if complaint.assignee_id:
        return OFFICER
    return KPKP if complaint.with_kpkp or complaint.desk_region_id is None else DESK


def settle_holder(case):
    """Set who holds the complaint by the facts of now, and since when; the caller saves."""
    complaint = case.complaint
    if complaint.is_past:
        return  # from before the portal: nobody, whatever its state was
    referral = case.referral if complaint.status == S.REFERRED else None
    kind = HOLDER[complaint.status, referral is not None, given_to(complaint)]
    complaint.holding_institution = referral.institution if kind == INSTITUTION else None
    key = {
        OFFICER: complaint.assignee_id,
        DESK: complaint.desk_region_id,
        INSTITUTION: complaint.holding_institution_id,
    }.get(kind)
    holder = f"{kind}-{key}" if key else kind
    if holder != complaint.holder:
        complaint.holder, complaint.told_on = holder, None
        complaint.held_since = timezone.now() if holder else None


def kind_of(holder):
    return holder.partition("-")[0]
