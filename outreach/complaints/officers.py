"""Who may work on complaints of a region."""

from django.db.models import Q

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from stakeholders.models import Posting

HANDLING = [role for role in Role if Permission.COMPLAINTS_EDIT in GRANTS[role]]
# Those whose daily work it is; an administrator may, but is not asked.
DESK_ROLES = [role for role in HANDLING if role != Role.ADMINISTRATOR]


def officers_for(*regions, everywhere=False):
    """Active people posted to the desk of one of these regions or to the whole country, by name."""
    postings = Posting.objects.filter(role__in=DESK_ROLES)
    if not everywhere:
        postings = postings.filter(Q(region__in=[one for one in regions if one]) | Q(region=None))
    found = User.objects.filter(is_active=True, pk__in=postings.values("user"))
    return found.order_by("full_name", "pk")
