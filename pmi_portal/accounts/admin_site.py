"""Django's admin behind the portal's own login."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_header = site_title = _("Admin Portal PMI")
    index_title = _("Data acuan dan akun")

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.is_staff

    def login(self, request, extra_context=None):
        """One login for all: the admin's own would go around the second factor."""
        return redirect_to_login(request.GET.get("next", "/admin/"))
