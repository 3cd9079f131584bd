import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0003_activities"),
        ("stakeholders", "0001_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("date", models.DateField(unique=True, verbose_name="tanggal")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "hari libur nasional"),
                            ("collective", "cuti bersama"),
                        ],
                        default="national",
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="sumber")),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Matikan bila pada hari itu kantor tetap bekerja.",
                        verbose_name="berlaku",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari libur",
                "verbose_name_plural": "hari libur",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="ServiceLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("acknowledge", "tanda terima"),
                            ("verify", "verifikasi"),
                            ("answer", "jawaban"),
                        ],
                        max_length=12,
                        verbose_name="langkah",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                (
                    "working_days",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(250)], verbose_name="hari kerja"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="dasar")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("active", models.BooleanField(default=True, verbose_name="aktif")),
            ],
            options={
                "verbose_name": "batas waktu layanan",
                "verbose_name_plural": "batas waktu layanan",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("before", "sebelum berangkat"),
                            ("during", "selama bekerja"),
                            ("after", "sesudah pulang"),
                            ("any", "kapan saja"),
                        ],
                        default="any",
                        max_length=10,
                        verbose_name="masa",
                    ),
                ),
                ("definition", models.TextField(blank=True, max_length=2000, verbose_name="definisi")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="sumber")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="outreach.complaintcategory",
                        verbose_name="bagian dari",
                    ),
                ),
            ],
            options={
                "verbose_name": "kategori pengaduan",
                "verbose_name_plural": "kategori pengaduan",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
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
                (
                    "received_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="diterima pada"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "langsung"),
                            ("letter", "surat"),
                            ("phone", "telepon"),
                            ("sms", "SMS atau WhatsApp"),
                            ("email", "surel"),
                            ("online", "layanan daring"),
                            ("social", "media sosial"),
                            ("fgd", "sesi FGD"),
                            ("other", "lainnya"),
                        ],
                        max_length=12,
                        verbose_name="saluran",
                    ),
                ),
                (
                    "reporter",
                    models.CharField(
                        choices=[
                            ("pmi", "PMI"),
                            ("cpmi", "calon PMI"),
                            ("returned", "purna PMI"),
                            ("family", "keluarga PMI"),
                            ("institution", "instansi atau organisasi"),
                            ("other", "lainnya"),
                            ("unknown", "tidak diketahui"),
                        ],
                        max_length=12,
                        verbose_name="pelapor",
                    ),
                ),
                (
                    "is_anonymous",
                    models.BooleanField(default=False, verbose_name="pelapor tidak ingin dikenal"),
                ),
                (
                    "destination",
                    models.CharField(
                        blank=True, help_text="ISO 3166-1 alpha-2", max_length=2, verbose_name="negara tujuan"
                    ),
                ),
                (
                    "procedural",
                    models.CharField(
                        choices=[
                            ("yes", "prosedural"),
                            ("no", "nonprosedural"),
                            ("unknown", "tidak diketahui"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="penempatan",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("emergency", "darurat"),
                            ("high", "tinggi"),
                            ("medium", "sedang"),
                            ("low", "rendah"),
                        ],
                        default="medium",
                        max_length=10,
                        verbose_name="tingkat kegawatan",
                    ),
                ),
                ("violence", models.BooleanField(default=False, verbose_name="kekerasan")),
                ("trafficking", models.BooleanField(default=False, verbose_name="perdagangan orang")),
                ("death", models.BooleanField(default=False, verbose_name="kematian")),
                ("minor", models.BooleanField(default=False, verbose_name="korban anak di bawah 18 tahun")),
                ("people", models.PositiveIntegerField(default=1, verbose_name="jumlah orang yang terkena")),
                (
                    "text",
                    models.TextField(
                        help_text="Jangan menulis nama orang, NIK, atau nomor paspor.",
                        max_length=20000,
                        verbose_name="uraian",
                    ),
                ),
                (
                    "remedy_sought",
                    models.TextField(blank=True, max_length=5000, verbose_name="penyelesaian yang diminta"),
                ),
                ("outcome", models.TextField(blank=True, max_length=5000, verbose_name="hasil penanganan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "diterima"),
                            ("verified", "diverifikasi"),
                            ("referred", "diteruskan"),
                            ("handled", "ditangani"),
                            ("answered", "dijawab"),
                            ("done", "selesai"),
                            ("closed", "ditutup"),
                            ("paused", "ditunda"),
                            ("outside", "bukan wewenang"),
                            ("duplicate", "duplikat"),
                            ("reopened", "dibuka kembali"),
                            ("archived", "diarsipkan"),
                        ],
                        default="received",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("acknowledge_by", models.DateField(editable=False, verbose_name="batas tanda terima")),
                ("verify_by", models.DateField(editable=False, verbose_name="batas verifikasi")),
                ("answer_by", models.DateField(editable=False, verbose_name="batas jawaban")),
                (
                    "acknowledged_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="tanda terima dikirim"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="diverifikasi pada"),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="dijawab pada")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="ditutup pada")),
                ("paused_on", models.DateField(editable=False, null=True, verbose_name="ditunda sejak")),
                (
                    "paused_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "diterima"),
                            ("verified", "diverifikasi"),
                            ("referred", "diteruskan"),
                            ("handled", "ditangani"),
                            ("answered", "dijawab"),
                            ("done", "selesai"),
                            ("closed", "ditutup"),
                            ("paused", "ditunda"),
                            ("outside", "bukan wewenang"),
                            ("duplicate", "duplikat"),
                            ("reopened", "dibuka kembali"),
                            ("archived", "diarsipkan"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "urgent_on",
                    models.DateField(editable=False, null=True, verbose_name="dinyatakan darurat pada"),
                ),
                ("times_reopened", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                severity="emergency",
                                status__in=(
                                    "received",
                                    "verified",
                                    "referred",
                                    "handled",
                                    "reopened",
                                    "paused",
                                ),
                                then=0,
                            ),
                            default=1,
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="stakeholders.district",
                        verbose_name="kabupaten/kota asal",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="outreach.complaint",
                        verbose_name="duplikat dari",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="stakeholders.region",
                        verbose_name="wilayah asal",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="outreach.statement",
                        verbose_name="pernyataan asal",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="outreach.complaintcategory",
                        verbose_name="kategori",
                    ),
                ),
                (
                    "limit",
                    models.ForeignKey(
                        help_text="Menentukan batas waktu jawaban.",
                        limit_choices_to={"step": "answer"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="outreach.servicelimit",
                        verbose_name="golongan pengaduan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengaduan",
                "verbose_name_plural": "pengaduan",
                "ordering": ["rank", "-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintReporter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_token", models.TextField(blank=True)),
                ("contact_token", models.TextField(blank=True)),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity",
                        to="outreach.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "identitas pelapor",
                "verbose_name_plural": "identitas pelapor",
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
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
                            ("received", "diterima"),
                            ("verified", "diverifikasi"),
                            ("referred", "diteruskan"),
                            ("handled", "ditangani"),
                            ("answered", "dijawab"),
                            ("done", "selesai"),
                            ("closed", "ditutup"),
                            ("paused", "ditunda"),
                            ("outside", "bukan wewenang"),
                            ("duplicate", "duplikat"),
                            ("reopened", "dibuka kembali"),
                            ("archived", "diarsipkan"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("received", "diterima"),
                            ("verified", "diverifikasi"),
                            ("referred", "diteruskan"),
                            ("handled", "ditangani"),
                            ("answered", "dijawab"),
                            ("done", "selesai"),
                            ("closed", "ditutup"),
                            ("paused", "ditunda"),
                            ("outside", "bukan wewenang"),
                            ("duplicate", "duplikat"),
                            ("reopened", "dibuka kembali"),
                            ("archived", "diarsipkan"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("registered", "Pengaduan dicatat"),
                            ("edited", "Isian diubah"),
                            ("acknowledged", "Tanda terima dikirim kepada pelapor"),
                            ("verified", "Pengaduan diverifikasi"),
                            ("referred", "Diteruskan ke instansi"),
                            ("accepted", "Diterima oleh instansi"),
                            ("refused", "Ditolak oleh instansi"),
                            ("replied", "Dijawab oleh instansi"),
                            ("handled", "Penanganan dimulai"),
                            ("paused", "Ditunda"),
                            ("resumed", "Dilanjutkan"),
                            ("answered", "Jawaban disampaikan kepada pelapor"),
                            ("done", "Dinyatakan selesai oleh pelapor"),
                            ("closed", "Pengaduan ditutup"),
                            ("reopened", "Pengaduan dibuka kembali"),
                            ("outside", "Dinyatakan bukan wewenang"),
                            ("duplicate", "Ditandai sebagai duplikat"),
                            ("archived", "Pengaduan diarsipkan"),
                        ],
                        max_length=30,
                    ),
                ),
                ("fields", models.JSONField(blank=True, default=list)),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.institution",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=5000, verbose_name="alasan")),
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="outreach.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah pengaduan",
                "verbose_name_plural": "langkah pengaduan",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(max_length=5000, verbose_name="yang diminta")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "dikirim"),
                            ("accepted", "diterima instansi"),
                            ("refused", "ditolak instansi"),
                            ("answered", "dijawab instansi"),
                            ("withdrawn", "ditarik"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="dikirim pada"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ditunggu sampai")),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="ditanggapi pada")),
                ("reply", models.TextField(blank=True, max_length=5000, verbose_name="tanggapan")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="outreach.complaint",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="stakeholders.institution",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "penerusan",
                "verbose_name_plural": "penerusan",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["sent", "accepted"])),
                fields=("complaint",),
                name="referral_one_open_per_complaint",
                violation_error_message="Pengaduan ini masih menunggu satu instansi.",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["rank", "-received_at", "-id"], name="complaint_rank_received"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                fields=["region", "rank", "-received_at", "-id"], name="complaint_region_received"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                fields=["status", "rank", "-received_at", "-id"], name="complaint_status_received"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["status", "answer_by"], name="complaint_status_answer_by"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1)),
                name="complaint_strikes_somebody",
                violation_error_message="Sedikitnya satu orang terkena.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paused_on__isnull", False),
                        ("status", "paused"),
                        models.Q(("paused_from", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "paused"), _negated=True),
                        ("paused_from", ""),
                        ("paused_on", None),
                    ),
                    _connector="OR",
                ),
                name="complaint_paused_iff_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("severity", "emergency"), ("urgent_on__isnull", False)),
                    models.Q(models.Q(("severity", "emergency"), _negated=True), ("urgent_on", None)),
                    _connector="OR",
                ),
                name="complaint_emergency_iff_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("death", False), ("minor", False), ("trafficking", False), ("violence", False)),
                    ("severity", "emergency"),
                    _connector="OR",
                ),
                name="complaint_with_urgent_sign_is_emergency",
                violation_error_message="Pengaduan dengan tanda gawat selalu darurat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("status__in", ("closed", "outside", "duplicate", "archived")),
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ("closed", "outside", "duplicate", "archived")), _negated=True
                        ),
                        ("closed_at", None),
                    ),
                    _connector="OR",
                ),
                name="complaint_ended_iff_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["answered", "done", "closed"]), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="complaint_answered_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("original__isnull", False), ("status", "duplicate")),
                    models.Q(models.Q(("status", "duplicate"), _negated=True), ("original", None)),
                    _connector="OR",
                ),
                name="complaint_duplicate_iff_original",
            ),
        ),
    ]
