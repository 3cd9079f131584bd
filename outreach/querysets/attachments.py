"""Questions asked of attachments: who may see which, which is what its record and its kind allow."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from pmi_portal.accounts.permissions import Permission

OWNERS = {"session": "FgdSession", "complaint": "Complaint", "follow_up": "FollowUp"}


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Attendance lists name people, so they are for those who may see the contacts.

        What comes with a complaint is for those who may know who reported, unless marked as telling nothing.
        """
        named, of_a_case = Q(kind="attendance"), Q(complaint__isnull=False, is_free_of_personal_data=False)
        may_see_people = Q(session__in=_all("session").visible_to(user, Permission.CONTACTS_VIEW))
        may_know_who = Q(complaint__in=_all("complaint").visible_to(user, Permission.COMPLAINTS_IDENTIFY))
        seen = self._of(lambda records: records.visible_to(user))
        return seen.filter(~named | may_see_people, ~of_a_case | may_know_who)

    def editable_by(self, user):
        """Where the user may change the record itself."""
        return self._of(lambda records: records.editable_by(user))

    def _of(self, chosen):
        """Attachments of the records that are chosen, whatever their kind."""
        found = Q()
        for owner in OWNERS:
            found |= Q(**{f"{owner}__in": chosen(_all(owner))})
        return self.filter(found)

    def with_owner(self):
        return self.select_related(
            "session__event__region", "session__event__district", "complaint__region", "follow_up__region"
        )


def _all(owner):
    return apps.get_model("outreach", OWNERS[owner]).objects.order_by()
