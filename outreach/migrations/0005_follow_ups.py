import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0004_complaints"),
        ("stakeholders", "0001_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_sample", models.BooleanField(default=False, editable=False, verbose_name="data contoh")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, null=True, unique=True, verbose_name="nomor"
                    ),
                ),
                ("recommendation", models.TextField(max_length=5000, verbose_name="rekomendasi")),
                (
                    "basis",
                    models.TextField(
                        blank=True,
                        help_text="Bila tidak dari satu pernyataan.",
                        max_length=5000,
                        verbose_name="dasar atau temuan",
                    ),
                ),
                ("plan", models.TextField(blank=True, max_length=5000, verbose_name="rencana aksi")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=500, verbose_name="indikator keberhasilan"),
                ),
                ("due_on", models.DateField(verbose_name="batas waktu")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "belum ditindaklanjuti"),
                            ("in_progress", "sedang dalam proses"),
                            ("done", "selesai"),
                            ("impossible", "tidak dapat ditindaklanjuti"),
                        ],
                        default="not_started",
                        editable=False,
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "state_reason",
                    models.TextField(blank=True, editable=False, max_length=2000, verbose_name="alasan"),
                ),
                ("done_on", models.DateField(editable=False, null=True, verbose_name="selesai pada")),
                (
                    "verified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="diperiksa KPKP pada"),
                ),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("open", "belum ditanyakan"),
                            ("confirmed", "dibenarkan kelompok"),
                            ("disputed", "dibantah kelompok"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="tanggapan kelompok",
                    ),
                ),
                ("confirmed_on", models.DateField(editable=False, null=True, verbose_name="ditanggapi pada")),
                (
                    "confirmation_note",
                    models.TextField(
                        blank=True, editable=False, max_length=2000, verbose_name="kata kelompok"
                    ),
                ),
                (
                    "evidence_note",
                    models.TextField(
                        blank=True,
                        editable=False,
                        help_text="Untuk bukti yang tidak diunggah.",
                        max_length=2000,
                        verbose_name="letak bukti",
                    ),
                ),
                (
                    "rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(state__in=("not_started", "in_progress"), then=0), default=1
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                ("reminded_on", models.DateField(editable=False, null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="outreach.complaint",
                        verbose_name="pengaduan asal",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="stakeholders.contact",
                        verbose_name="penanggung jawab",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="stakeholders.institution",
                        verbose_name="instansi penanggung jawab",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="partnered_follow_ups",
                        to="stakeholders.institution",
                        verbose_name="instansi terkait",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Kelompok yang nanti ditanya apakah sudah beres.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="stakeholders.stakeholdergroup",
                        verbose_name="diangkat oleh kelompok",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="stakeholders.region",
                        verbose_name="wilayah",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="outreach.fgdsession",
                        verbose_name="sesi FGD asal",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="outreach.statement",
                        verbose_name="pernyataan asal",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="diperiksa oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "tindak lanjut",
                "verbose_name_plural": "tindak lanjut",
                "ordering": ["rank", "due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "belum ditindaklanjuti"),
                            ("in_progress", "sedang dalam proses"),
                            ("done", "selesai"),
                            ("impossible", "tidak dapat ditindaklanjuti"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("not_started", "belum ditindaklanjuti"),
                            ("in_progress", "sedang dalam proses"),
                            ("done", "selesai"),
                            ("impossible", "tidak dapat ditindaklanjuti"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("created", "Dicatat"),
                            ("edited", "Diubah"),
                            ("noted", "Catatan kemajuan"),
                            ("started", "Mulai dikerjakan"),
                            ("finished", "Dinyatakan selesai"),
                            ("given_up", "Dinyatakan tidak dapat ditindaklanjuti"),
                            ("resumed", "Dikerjakan kembali"),
                            ("verified", "Diperiksa KPKP: benar selesai"),
                            ("sent_back", "Dikembalikan KPKP ke proses"),
                            ("confirmed", "Dibenarkan kelompok"),
                            ("disputed", "Dibantah kelompok"),
                        ],
                        max_length=30,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=5000, verbose_name="catatan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="outreach.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah tindak lanjut",
                "verbose_name_plural": "langkah tindak lanjut",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["rank", "due_on", "id"], name="follow_up_rank_due"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["institution", "due_on"], name="follow_up_institution_due"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_on", None)),
                    _connector="OR",
                ),
                name="follow_up_done_iff_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_at", None), ("state", "done"), _connector="OR"),
                name="follow_up_verified_only_when_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmation", "confirmed"), _negated=True),
                    ("verified_at__isnull", False),
                    _connector="OR",
                ),
                name="follow_up_confirmed_only_when_verified",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmation", "open"), ("confirmed_on", None)),
                    models.Q(
                        models.Q(("confirmation", "open"), _negated=True), ("confirmed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="follow_up_answered_iff_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("complaint", None), ("session", None), ("statement__isnull", False)),
                    models.Q(("complaint__isnull", False), ("session", None), ("statement", None)),
                    models.Q(("complaint", None), ("session__isnull", False), ("statement", None)),
                    models.Q(
                        ("complaint", None),
                        ("session", None),
                        ("statement", None),
                        models.Q(("basis", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="follow_up_of_one_origin_or_with_basis",
            ),
        ),
    ]
