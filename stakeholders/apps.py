from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    name = "stakeholders"
    verbose_name = _("Pemangku kepentingan")

    def load_reference(self, loader):
        from stakeholders import reference

        reference.load(loader)

    def load_demo(self, demo):
        from stakeholders.demo import records as demo_data

        demo_data.load(demo)
