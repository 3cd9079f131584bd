"""Counts what was recorded before the tally was kept."""

from django.db import migrations
from django.db.models import Count, Max

KEY = ("session__event__region", "group")


def count(apps, schema_editor):
    participations = apps.get_model("outreach", "Participation").objects
    invitations = apps.get_model("outreach", "Invitation").objects
    hearing = apps.get_model("outreach", "GroupHearing")
    counted = {}
    present = participations.order_by().values_list(*KEY)
    for *key, n, last in present.annotate(n=Count("session", distinct=True), last=Max("session__held_on")):
        counted[tuple(key)] = {"sessions": n, "last_on": last}
    absent = invitations.filter(answer__in=("refused", "no_show")).order_by().values_list(*KEY)
    for *key, n in absent.annotate(n=Count("pk")):
        counted.setdefault(tuple(key), {})["refusals"] = n
    hearing.objects.bulk_create(
        hearing(region_id=region, group_id=group, **counts) for (region, group), counts in counted.items()
    )


def forget(apps, schema_editor):
    apps.get_model("outreach", "GroupHearing").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("outreach", "0015_group_hearings")]

    operations = [migrations.RunPython(count, forget)]
