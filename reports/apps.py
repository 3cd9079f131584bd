from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Laporan")

    def ready(self):
        from stakeholders.data_versions import follow

        def changed(table):
            from reports.dashboards.warming import figures_changed  # late: it brings numpy and all figures

            figures_changed(table)

        follow(changed)

    def load_reference(self, loader):
        from reports.reference import load

        load(loader)
