from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outreach", "0007_team_of_old_sessions")]

    operations = [
        migrations.RemoveField(model_name=model, name=name)
        for model in ("fgdsession", "historicalfgdsession")
        for name in ("facilitator", "note_taker")
    ]
