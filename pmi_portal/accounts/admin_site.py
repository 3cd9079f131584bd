"""Django's admin behind the portal's own login."""

from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from pmi_portal.layout.admin_menu import in_sections


class PortalAdminSite(AdminSite):
    """One way in, one way out and one way to change a password: the admin's own would go around the
    second factor and the audit log. AccessMiddleware has asked for the permission before any of these.
    """

    site_header = site_title = _("Administrasi Portal PMI")
    index_title = _("Administrasi")
    site_url = "/"
    enable_nav_sidebar = True

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        return apps if app_label else in_sections(apps)

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.is_staff

    def login(self, request, extra_context=None):
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    password_change_done = password_change
