import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_fgd_records")]

    operations = [
        migrations.CreateModel(
            name="OutreachTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="dasar")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("active", models.BooleanField(default=True, verbose_name="aktif")),
            ],
            options={
                "verbose_name": "materi wajib",
                "verbose_name_plural": "materi wajib",
                "ordering": ["order", "code"],
            },
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="cost",
            field=models.DecimalField(
                blank=True, decimal_places=0, max_digits=14, null=True, verbose_name="biaya (rupiah)"
            ),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="distinct_people",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Isi hanya bila orang yang datang lebih dari sekali dihitung satu kali.",
                null=True,
                verbose_name="orang berbeda yang dijangkau",
            ),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="materials",
            field=models.CharField(blank=True, max_length=300, verbose_name="bahan yang dibagikan"),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="planned_on",
            field=models.DateField(
                blank=True,
                help_text="Tetap tercatat bila pelaksanaannya bergeser.",
                null=True,
                verbose_name="tanggal rencana",
            ),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="registrations",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Peserta kegiatan yang terdaftar dalam 90 hari sesudahnya.",
                null=True,
                verbose_name="pendaftaran dalam 90 hari",
            ),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="speakers",
            field=models.CharField(blank=True, max_length=300, verbose_name="narasumber"),
        ),
        migrations.AddField(
            model_name="historicaloutreachactivity",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="cost",
            field=models.DecimalField(
                blank=True, decimal_places=0, max_digits=14, null=True, verbose_name="biaya (rupiah)"
            ),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="distinct_people",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Isi hanya bila orang yang datang lebih dari sekali dihitung satu kali.",
                null=True,
                verbose_name="orang berbeda yang dijangkau",
            ),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="materials",
            field=models.CharField(blank=True, max_length=300, verbose_name="bahan yang dibagikan"),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="planned_on",
            field=models.DateField(
                blank=True,
                help_text="Tetap tercatat bila pelaksanaannya bergeser.",
                null=True,
                verbose_name="tanggal rencana",
            ),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="registrations",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Peserta kegiatan yang terdaftar dalam 90 hari sesudahnya.",
                null=True,
                verbose_name="pendaftaran dalam 90 hari",
            ),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="speakers",
            field=models.CharField(blank=True, max_length=300, verbose_name="narasumber"),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="outreachactivity",
            name="topics",
            field=models.ManyToManyField(
                blank=True,
                related_name="activities",
                to="outreach.outreachtopic",
                verbose_name="materi yang disampaikan",
            ),
        ),
        migrations.CreateModel(
            name="Audience",
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
                            ("cpmi", "calon PMI"),
                            ("pmi", "PMI aktif atau cuti"),
                            ("returned", "purna PMI"),
                            ("family", "keluarga PMI"),
                            ("officials", "aparat desa dan petugas"),
                            ("public", "masyarakat umum"),
                        ],
                        max_length=10,
                        verbose_name="jenis peserta",
                    ),
                ),
                ("women", models.PositiveIntegerField(blank=True, null=True, verbose_name="perempuan")),
                ("men", models.PositiveIntegerField(blank=True, null=True, verbose_name="laki-laki")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audiences",
                        to="outreach.outreachactivity",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta menurut jenis",
                "verbose_name_plural": "peserta menurut jenis",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "kind"), name="audience_once_per_activity_and_kind"
                    )
                ],
            },
        ),
    ]
