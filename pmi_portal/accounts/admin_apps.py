"""Wires the portal's admin site; apart from it, since apps load before models."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "pmi_portal.accounts.admin_site.PortalAdminSite"
