"""Who recorded an old statement stands in its history; a second coder must be somebody else."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def recorder_from_history(apps, schema_editor):
    first = apps.get_model("outreach", "HistoricalStatement").objects.filter(
        id=OuterRef("pk"), history_type="+"
    )
    recorder = first.order_by("history_id").values("history_user")[:1]
    apps.get_model("outreach", "Statement").objects.filter(recorded_by=None).update(
        recorded_by=Subquery(recorder)
    )


class Migration(migrations.Migration):
    dependencies = [("outreach", "0008_sessions_without_team_texts")]

    operations = [migrations.RunPython(recorder_from_history, migrations.RunPython.noop)]
