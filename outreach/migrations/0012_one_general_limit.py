"""Of several limits in force for a general step only the first in order ever counted; the others are switched off."""

from django.db import migrations

GENERAL = ("acknowledge", "verify")


def switch_off_the_others(apps, schema_editor):
    limits = apps.get_model("outreach", "ServiceLimit").objects
    for step in GENERAL:
        first, *others = limits.filter(step=step, active=True).order_by("order", "code") or [None]
        limits.filter(pk__in=[limit.pk for limit in others]).update(active=False)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0011_trigrams")]

    operations = [migrations.RunPython(switch_off_the_others, migrations.RunPython.noop)]
