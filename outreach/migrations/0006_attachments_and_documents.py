import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import outreach.models.attachments
import outreach.models.documents


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0005_follow_ups"),
        ("stakeholders", "0001_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("minutes", "notulen"), ("official_record", "berita acara")],
                        max_length=20,
                        verbose_name="dokumen",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                (
                    "file",
                    models.FileField(
                        upload_to=outreach.models.documents.template_path, verbose_name="berkas Word (.docx)"
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="dipakai")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="diunggah pada"
                    ),
                ),
            ],
            options={
                "verbose_name": "templat dokumen",
                "verbose_name_plural": "templat dokumen",
                "ordering": ["kind", "-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="dibuat")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to="stakeholders.region",
                        verbose_name="wilayah",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "langganan kalender",
                "verbose_name_plural": "langganan kalender",
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "region"), name="calendar_feed_once_per_person_and_region"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("region", None)),
                        fields=("user",),
                        name="calendar_feed_once_per_person_for_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "undangan atau surat tugas"),
                            ("attendance", "daftar hadir"),
                            ("photo", "foto"),
                            ("record", "berita acara bertanda tangan"),
                            ("material", "bahan"),
                            ("evidence", "bukti"),
                            ("other", "lainnya"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        upload_to=outreach.models.attachments.attachment_path, verbose_name="berkas"
                    ),
                ),
                ("original_name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("extension", models.CharField(max_length=5)),
                ("size", models.PositiveIntegerField(verbose_name="ukuran")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="diunggah pada"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="outreach.fgdsession",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="outreach.complaint",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="outreach.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "lampiran",
                "verbose_name_plural": "lampiran",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("complaint", None), ("follow_up", None), ("session__isnull", False)),
                    models.Q(("complaint__isnull", False), ("follow_up", None), ("session", None)),
                    models.Q(("complaint", None), ("follow_up__isnull", False), ("session", None)),
                    _connector="OR",
                ),
                name="attachment_of_exactly_one_record",
            ),
        ),
    ]
