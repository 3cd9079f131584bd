"""Scores of choices count from 1."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_rounds_and_responses")]

    operations = [
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("score", None), ("score__gte", 1), _connector="OR"),
                name="choice_score_counts_from_one",
                violation_error_message="Nilai pilihan dihitung mulai dari 1.",
            ),
        ),
    ]
