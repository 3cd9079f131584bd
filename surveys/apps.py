from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Survei")

    def ready(self):
        from surveys.past import subjects  # noqa: F401 - they enter themselves

    def load_reference(self, loader):
        from surveys import reference

        reference.load(loader)

    def load_demo(self, demo):
        from surveys.demo import rounds as demo_data

        demo_data.load(demo)

    def search_kinds(self):
        from surveys.rounds.search import KINDS

        return KINDS
