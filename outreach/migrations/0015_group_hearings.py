import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0014_indexes_of_words_and_days"),
        ("stakeholders", "0003_administrator_posting_is_national"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupHearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sessions", models.PositiveIntegerField(default=0)),
                ("last_on", models.DateField(null=True)),
                ("refusals", models.PositiveIntegerField(default=0)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="stakeholders.stakeholdergroup",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="stakeholders.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "kelompok didengar",
                "verbose_name_plural": "kelompok didengar",
                "constraints": [
                    models.UniqueConstraint(fields=("region", "group"), name="group_hearing_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_on", None), ("sessions", 0)),
                            models.Q(("last_on__isnull", False), ("sessions__gt", 0)),
                            _connector="OR",
                        ),
                        name="group_hearing_dated_iff_heard",
                    ),
                ],
            },
        ),
    ]
