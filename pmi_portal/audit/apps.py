from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "pmi_portal.audit"
    verbose_name = _("Jejak audit")
