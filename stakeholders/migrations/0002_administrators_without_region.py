"""Administrators posted to a region become what they always were in the admin: national."""

from django.db import migrations


def make_national(apps, schema_editor):
    postings = apps.get_model("stakeholders", "Posting").objects.filter(role="administrator")
    for user in set(postings.exclude(region=None).values_list("user", flat=True)):
        theirs = postings.filter(user=user)
        kept = theirs.filter(region=None).first() or theirs.order_by("pk").first()
        theirs.exclude(pk=kept.pk).delete()
        theirs.update(region=None)


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0001_registers")]

    # The way back keeps them national: which region it was is no longer known, and rights stay as they were.
    operations = [migrations.RunPython(make_national, migrations.RunPython.noop)]
