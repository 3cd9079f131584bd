import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce


def known(*names):
    """The sum of columns in which an unknown number counts as nobody."""
    first, *others = (Coalesce(models.F(name), 0) for name in names)
    return sum(others, first)


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0001_records"),
        ("stakeholders", "0001_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="fgdevent",
            name="approach",
            field=models.CharField(
                blank=True,
                help_text="Cara menganalisis, misalnya analisis tema dengan buku kode.",
                max_length=300,
                verbose_name="pendekatan",
            ),
        ),
        migrations.AddField(
            model_name="fgdevent",
            name="selection",
            field=models.CharField(blank=True, max_length=500, verbose_name="cara memilih peserta"),
        ),
        migrations.AddField(
            model_name="fgdevent",
            name="terms_of_reference",
            field=models.TextField(blank=True, max_length=20000, verbose_name="kerangka acuan kerja (KAK)"),
        ),
        migrations.AddField(
            model_name="fgdevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="Tanggal peserta memeriksa isi notulen; kosong bila belum.",
                null=True,
                verbose_name="catatan diperiksa peserta",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="conclusions",
            field=models.TextField(blank=True, max_length=20000, verbose_name="kesimpulan"),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("written", "tertulis"),
                    ("spoken", "lisan"),
                    ("not_asked", "tidak diminta"),
                    ("refused", "ditolak"),
                ],
                max_length=10,
                verbose_name="persetujuan peserta",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="observations",
            field=models.TextField(blank=True, max_length=20000, verbose_name="hasil pengamatan"),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="others_present",
            field=models.CharField(
                blank=True,
                help_text="Selain peserta dan tim; tulis “tidak ada” bila memang tidak ada.",
                max_length=300,
                verbose_name="orang lain yang hadir",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="recording",
            field=models.CharField(
                blank=True,
                choices=[("none", "tidak direkam"), ("audio", "rekaman suara"), ("video", "rekaman video")],
                max_length=10,
                verbose_name="rekaman",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="saturation",
            field=models.CharField(
                blank=True,
                help_text="Apakah masih muncul hal baru dibanding sesi sebelumnya?",
                max_length=300,
                verbose_name="kejenuhan data",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="setting",
            field=models.CharField(
                blank=True,
                help_text="Misalnya: balai desa, pintu tertutup.",
                max_length=300,
                verbose_name="suasana tempat",
            ),
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="historicalfgdevent",
            name="approach",
            field=models.CharField(
                blank=True,
                help_text="Cara menganalisis, misalnya analisis tema dengan buku kode.",
                max_length=300,
                verbose_name="pendekatan",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdevent",
            name="selection",
            field=models.CharField(blank=True, max_length=500, verbose_name="cara memilih peserta"),
        ),
        migrations.AddField(
            model_name="historicalfgdevent",
            name="terms_of_reference",
            field=models.TextField(blank=True, max_length=20000, verbose_name="kerangka acuan kerja (KAK)"),
        ),
        migrations.AddField(
            model_name="historicalfgdevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="Tanggal peserta memeriksa isi notulen; kosong bila belum.",
                null=True,
                verbose_name="catatan diperiksa peserta",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="conclusions",
            field=models.TextField(blank=True, max_length=20000, verbose_name="kesimpulan"),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("written", "tertulis"),
                    ("spoken", "lisan"),
                    ("not_asked", "tidak diminta"),
                    ("refused", "ditolak"),
                ],
                max_length=10,
                verbose_name="persetujuan peserta",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="observations",
            field=models.TextField(blank=True, max_length=20000, verbose_name="hasil pengamatan"),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="others_present",
            field=models.CharField(
                blank=True,
                help_text="Selain peserta dan tim; tulis “tidak ada” bila memang tidak ada.",
                max_length=300,
                verbose_name="orang lain yang hadir",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="recording",
            field=models.CharField(
                blank=True,
                choices=[("none", "tidak direkam"), ("audio", "rekaman suara"), ("video", "rekaman video")],
                max_length=10,
                verbose_name="rekaman",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="saturation",
            field=models.CharField(
                blank=True,
                help_text="Apakah masih muncul hal baru dibanding sesi sebelumnya?",
                max_length=300,
                verbose_name="kejenuhan data",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="setting",
            field=models.CharField(
                blank=True,
                help_text="Misalnya: balai desa, pintu tertutup.",
                max_length=300,
                verbose_name="suasana tempat",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="agreement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("consensus", "konsensus"),
                    ("majority", "mayoritas"),
                    ("divided", "terbelah"),
                    ("single", "suara tunggal"),
                ],
                max_length=10,
                verbose_name="tingkat kesepakatan",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="is_quote",
            field=models.BooleanField(default=False, verbose_name="kutipan kata demi kata"),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dicatat oleh",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="sentiment",
            field=models.CharField(
                blank=True,
                choices=[("positive", "positif"), ("neutral", "netral"), ("negative", "negatif")],
                max_length=10,
                verbose_name="nada",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="speaker_code",
            field=models.CharField(
                blank=True,
                help_text="Kode di daftar hadir, misalnya P3-DESA; bukan nama.",
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[A-Z]{1,2}[0-9]{1,3}(-[A-Z0-9]+)?\\Z",
                        "Tulis kode, bukan nama: huruf dan nomor, lalu kode kelompok, misalnya P3-DESA.",
                    )
                ],
                verbose_name="kode pembicara",
            ),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="participation",
            name="aged_18",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="usia 18-24"),
        ),
        migrations.AddField(
            model_name="participation",
            name="aged_25",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="usia 25-34"),
        ),
        migrations.AddField(
            model_name="participation",
            name="aged_35",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="usia 35-44"),
        ),
        migrations.AddField(
            model_name="participation",
            name="aged_45",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="usia 45-54"),
        ),
        migrations.AddField(
            model_name="participation",
            name="aged_55",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="usia 55+"),
        ),
        migrations.AddField(
            model_name="participation",
            name="men",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="laki-laki"),
        ),
        migrations.AddField(
            model_name="participation",
            name="women",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="perempuan"),
        ),
        migrations.AddField(
            model_name="statement",
            name="agreement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("consensus", "konsensus"),
                    ("majority", "mayoritas"),
                    ("divided", "terbelah"),
                    ("single", "suara tunggal"),
                ],
                max_length=10,
                verbose_name="tingkat kesepakatan",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="is_quote",
            field=models.BooleanField(default=False, verbose_name="kutipan kata demi kata"),
        ),
        migrations.AddField(
            model_name="statement",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dicatat oleh",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="sentiment",
            field=models.CharField(
                blank=True,
                choices=[("positive", "positif"), ("neutral", "netral"), ("negative", "negatif")],
                max_length=10,
                verbose_name="nada",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="speaker_code",
            field=models.CharField(
                blank=True,
                help_text="Kode di daftar hadir, misalnya P3-DESA; bukan nama.",
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[A-Z]{1,2}[0-9]{1,3}(-[A-Z0-9]+)?\\Z",
                        "Tulis kode, bukan nama: huruf dan nomor, lalu kode kelompok, misalnya P3-DESA.",
                    )
                ],
                verbose_name="kode pembicara",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.CreateModel(
            name="DiscussionGuide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="judul panduan")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                ("introduction", models.TextField(blank=True, max_length=5000, verbose_name="pengantar")),
                (
                    "active",
                    models.BooleanField(
                        default=True,
                        help_text="Hanya panduan yang dipakai ditawarkan untuk sesi baru.",
                        verbose_name="dipakai",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "panduan diskusi",
                "verbose_name_plural": "panduan diskusi",
                "ordering": ["title", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("title", "number"),
                        name="guide_once_per_title_and_number",
                        violation_error_message="Versi panduan ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="fgdsession",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="outreach.discussionguide",
                verbose_name="panduan diskusi",
            ),
        ),
        migrations.AddField(
            model_name="historicalfgdsession",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="outreach.discussionguide",
                verbose_name="panduan diskusi",
            ),
        ),
        migrations.CreateModel(
            name="GuideQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("text", models.CharField(max_length=500, verbose_name="pertanyaan")),
                (
                    "prompts",
                    models.TextField(blank=True, max_length=2000, verbose_name="pertanyaan pendalaman"),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="outreach.discussionguide",
                    ),
                ),
            ],
            options={
                "verbose_name": "pertanyaan panduan",
                "verbose_name_plural": "pertanyaan panduan",
                "ordering": ["guide", "order"],
            },
        ),
        migrations.CreateModel(
            name="DiscussionPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=20000, verbose_name="pokok pembahasan")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="outreach.fgdsession",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="outreach.guidequestion",
                        verbose_name="pertanyaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pokok pembahasan",
                "verbose_name_plural": "pokok pembahasan",
                "ordering": ["question__order", "pk"],
            },
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="question",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="outreach.guidequestion",
                verbose_name="pertanyaan panduan",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="question",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="outreach.guidequestion",
                verbose_name="pertanyaan panduan",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="jumlah orang diundang"),
                ),
                ("channel", models.CharField(blank=True, max_length=100, verbose_name="cara mengundang")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("open", "belum dijawab"),
                            ("accepted", "bersedia"),
                            ("refused", "menolak"),
                            ("no_show", "tidak datang"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                (
                    "absent",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="jumlah yang menolak atau tidak datang"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="stakeholders.stakeholdergroup",
                        verbose_name="kelompok",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="stakeholders.institution",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="outreach.fgdsession",
                    ),
                ),
            ],
            options={
                "verbose_name": "undangan",
                "verbose_name_plural": "undangan",
                "ordering": ["group__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("for", "mendukung"), ("against", "menentang")],
                        max_length=10,
                        verbose_name="sikap",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stances",
                        to="stakeholders.stakeholdergroup",
                        verbose_name="kelompok",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="outreach.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "sikap kelompok",
                "verbose_name_plural": "sikap kelompok",
                "ordering": ["group__order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("facilitator", "fasilitator"),
                            ("co_facilitator", "pendamping fasilitator"),
                            ("note_taker", "notulis"),
                            ("observer", "pengamat"),
                        ],
                        max_length=20,
                        verbose_name="tugas",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                ("occupation", models.CharField(blank=True, max_length=150, verbose_name="pekerjaan")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("P", "perempuan"), ("L", "laki-laki")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                (
                    "training",
                    models.CharField(blank=True, max_length=300, verbose_name="pelatihan dan pengalaman"),
                ),
                (
                    "relation",
                    models.CharField(blank=True, max_length=300, verbose_name="hubungan dengan peserta"),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="kepentingan yang diketahui peserta"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="outreach.fgdsession",
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota tim",
                "verbose_name_plural": "tim",
                "ordering": ["session", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("coded_at", models.DateTimeField(auto_now_add=True, verbose_name="dikode pada")),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengode",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="outreach.statement",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="outreach.theme",
                        verbose_name="tema",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengodean",
                "verbose_name_plural": "pengodean",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "coder"), name="coding_once_per_statement_and_coder"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="guidequestion",
            constraint=models.UniqueConstraint(
                fields=("guide", "order"),
                name="guide_question_once_per_place",
                violation_error_message="Nomor pertanyaan ini sudah dipakai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionpoint",
            constraint=models.UniqueConstraint(
                fields=("session", "question"), name="point_once_per_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("session", "group", "institution"),
                name="invitation_once_per_group_and_institution",
                violation_error_message="Kelompok dan instansi ini sudah diundang ke sesi ini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("institution", None)),
                fields=("session", "group"),
                name="invitation_once_per_group_alone",
                violation_error_message="Kelompok ini sudah diundang ke sesi ini.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("absent", None),
                    ("people", None),
                    ("absent__lte", models.F("people")),
                    _connector="OR",
                ),
                name="invitation_absent_within_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("people", None), ("people__gte", known("women", "men")), _connector="OR"),
                name="participation_sexes_within_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("people", None),
                    ("people__gte", known("aged_18", "aged_25", "aged_35", "aged_45", "aged_55")),
                    _connector="OR",
                ),
                name="participation_ages_within_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="stance",
            constraint=models.UniqueConstraint(
                fields=("statement", "group"), name="stance_once_per_statement_and_group"
            ),
        ),
    ]
