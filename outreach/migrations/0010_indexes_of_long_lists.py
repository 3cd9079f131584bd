"""The newest sessions first, and who was asked in vain, found without reading everything."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0009_recorders_of_old_statements")]

    operations = [
        migrations.AddIndex(
            model_name="fgdsession",
            index=models.Index(fields=["-held_on", "-id"], name="fgd_session_held"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["answer", "session", "group"], name="invitation_answer"),
        ),
    ]
