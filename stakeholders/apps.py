from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    name = "stakeholders"
    verbose_name = _("Pemangku kepentingan")

    def ready(self):
        from stakeholders import data_versions

        def watch(connection, **_more):
            if data_versions.see_writes not in connection.execute_wrappers:
                connection.execute_wrappers.append(data_versions.see_writes)

        def rest(using, **_more):
            if data_versions.see_writes in (wrappers := connections[using].execute_wrappers):
                wrappers.remove(data_versions.see_writes)

        def look_again(using, **_more):
            watch(connections[using])
            data_versions.raise_all()

        connection_created.connect(watch, weak=False)
        # Tables come and go while they are migrated, that of the versions too.
        pre_migrate.connect(rest, sender=self, weak=False)
        post_migrate.connect(look_again, sender=self, weak=False)

    def load_reference(self, loader):
        from stakeholders import reference

        reference.load(loader)

    def load_demo(self, demo):
        from stakeholders.demo import records as demo_data

        demo_data.load(demo)
