"""Questions asked of attachments: who may see which, which is what its record and its kind allow."""

from django.db import models
from django.db.models import Q

from pmi_portal.accounts.permissions import Permission

SESSION_REGION, COMPLAINT_REGION, FOLLOW_UP_REGION = (
    "session__event__region",
    "complaint__region",
    "follow_up__region",
)


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Attendance lists name people, so they are for those who may see the contacts."""
        named = Q(kind="attendance")
        sessions = _inside(user, Permission.SESSIONS_VIEW, SESSION_REGION)
        may_see_people = _inside(user, Permission.CONTACTS_VIEW, SESSION_REGION)
        return self.filter(
            (sessions & (~named | may_see_people))
            | _inside(user, Permission.COMPLAINTS_VIEW, COMPLAINT_REGION)
            | _inside(user, Permission.FOLLOW_UPS_VIEW, FOLLOW_UP_REGION)
        )

    def editable_by(self, user):
        """Where the user may change the record itself."""
        return self.filter(
            _inside(user, Permission.SESSIONS_EDIT, SESSION_REGION)
            | _inside(user, Permission.COMPLAINTS_EDIT, COMPLAINT_REGION)
            | _inside(user, Permission.FOLLOW_UPS_EDIT, FOLLOW_UP_REGION)
        )

    def with_owner(self):
        return self.select_related(
            "session__event__region", "session__event__district", "complaint__region", "follow_up__region"
        )


def _inside(user, permission, region):
    """Attachments with a region, in that field, where the user holds the permission."""
    regions = user.regions_for(permission)
    return Q(**{f"{region}__isnull": False}) if regions is None else Q(**{f"{region}__in": regions})
