from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = _("Sosialisasi dan FGD")

    def load_reference(self, loader):
        from outreach.reference import load

        load(loader)

    def follow_reference(self, loader):
        from outreach.reference import follow

        follow(loader)

    def load_demo(self, demo):
        from outreach.demo import load

        load(demo)
