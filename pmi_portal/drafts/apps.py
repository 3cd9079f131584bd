from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "pmi_portal.drafts"
    verbose_name = _("Draf")
