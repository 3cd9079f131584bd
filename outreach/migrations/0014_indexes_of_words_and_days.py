"""Where long lists are put in order, and, on PostgreSQL, trigrams of the other texts that are searched."""

from django.db import migrations, models

# As Django asks for icontains: UPPER(column::text) LIKE UPPER(pattern).
TRIGRAMS = {
    "fgdevent_title_trigrams": ("outreach_fgdevent", "title"),
    "fgdsession_title_trigrams": ("outreach_fgdsession", "title"),
    "fgdsession_venue_trigrams": ("outreach_fgdsession", "venue"),
    "followup_number_trigrams": ("outreach_followup", "number"),
    "followup_recommendation_trigrams": ("outreach_followup", "recommendation"),
    "followup_plan_trigrams": ("outreach_followup", "plan"),
    "activity_title_trigrams": ("outreach_outreachactivity", "title"),
    "activity_village_trigrams": ("outreach_outreachactivity", "village"),
}


def index_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, (table, column) in TRIGRAMS.items():
            schema_editor.execute(
                f'CREATE INDEX "{name}" ON "{table}" USING gin (UPPER("{column}"::text) gin_trgm_ops)'
            )


def forget_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in TRIGRAMS:
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


class Migration(migrations.Migration):
    dependencies = [("outreach", "0013_one_general_limit_kept")]

    operations = [
        migrations.AddIndex(
            model_name="outreachactivity",
            index=models.Index(fields=["-held_on", "-id"], name="activity_held"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["state", "institution", "region", "due_on"], name="follow_up_owed"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["state", "institution", "sent_at"], name="referral_owed"),
        ),
        migrations.RunPython(index_words, forget_words),
    ]
