"""What the rules of a response ask, beside who acts."""

from dataclasses import dataclass

from pmi_portal.accounts.models import User
from surveys.models import Response


@dataclass
class Case:
    record: Response
    by: User


def may_touch(case, permission):
    """Whether who acts holds the permission where the response belongs; without a region that is national."""
    return case.by.holds(permission, case.record.region_id)
