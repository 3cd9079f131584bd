"""What of a table a person may see: asked alike by a list, its file, its search, its counts and its forms."""

from django.db import models
from django.db.models import Q

from pmi_portal.accounts.permissions import Permission


class ScopedQuerySet(models.QuerySet):
    """Records that belong to a region: `REGION` leads there, `VIEW` and `EDIT` say what one needs there.

    A kind of record that belongs to its region in another way overrides `within`.
    """

    REGION, VIEW, EDIT = "region", None, None

    def visible_to(self, user, permission=None):
        """Those in regions where a posting of this person grants the permission, to see them unless named."""
        return self.filter(self.within(user, permission or self.VIEW))

    def editable_by(self, user):
        return self.visible_to(user, self.EDIT)

    def exportable_by(self, user):
        """Those this person sees and may also take out of the portal as a file."""
        return self.visible_to(user).visible_to(user, Permission.LISTS_EXPORT)

    def within(self, user, permission):
        regions = user.regions_for(permission)
        return Q() if regions is None else Q(**{f"{self.REGION}__in": regions})
