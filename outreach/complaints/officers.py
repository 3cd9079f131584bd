"""Who may work on complaints of a region."""

from django.db.models import Q

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from stakeholders.models import Posting

HANDLING = [role for role in Role if Permission.COMPLAINTS_EDIT in GRANTS[role]]
# Those whose daily work it is; an administrator may, but is not asked.
DESK_ROLES = [role for role in HANDLING if role != Role.ADMINISTRATOR]


def people_by_desk():
    """{region id: active people posted to its desk}; under None those of KPKP, for the whole country."""
    found = {}
    posted = Posting.objects.filter(role__in=DESK_ROLES, user__is_active=True).select_related("user")
    for posting in posted.order_by("user"):
        found.setdefault(posting.region_id, {})[posting.user_id] = posting.user
    return {region: list(people.values()) for region, people in found.items()}


def officers_for(*regions, everywhere=False):
    """Active people posted to the desk of one of these regions or to the whole country, by name."""
    postings = Posting.objects.filter(role__in=DESK_ROLES)
    if not everywhere:
        postings = postings.filter(Q(region__in=[one for one in regions if one]) | Q(region=None))
    found = User.objects.filter(is_active=True, pk__in=postings.values("user"))
    return found.order_by("full_name", "pk")
