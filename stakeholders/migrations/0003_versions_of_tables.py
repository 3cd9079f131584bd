"""A data version belongs to a table, not to a source and a region: every change is seen, whoever makes it."""

from django.db import migrations, models


def forget(apps, schema_editor):
    """Numbers of sources mean nothing for tables; what was kept by them is asked for no more."""
    apps.get_model("stakeholders", "DataVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0002_orders_leave_nothing_open")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.RemoveConstraint("dataversion", "data_version_once_per_source_and_region"),
        migrations.RemoveConstraint("dataversion", "data_version_once_per_source_without_region"),
        migrations.RemoveField("dataversion", "region"),
        migrations.RenameField("dataversion", "source", "table"),
        migrations.AlterField("dataversion", "table", models.CharField(max_length=63, unique=True)),
    ]
