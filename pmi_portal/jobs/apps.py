from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "pmi_portal.jobs"
    verbose_name = _("Pekerjaan otomatis")
