import datetime

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import pmi_portal.words.folding
import surveys.models.imports


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('jobs', '0001_release_0_2'),
        ('stakeholders', '0001_release_0_2'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='kode')),
                ('title', models.CharField(max_length=200, verbose_name='judul')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
            ],
            options={
                'verbose_name': 'kuesioner',
                'verbose_name_plural': 'kuesioner',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=surveys.models.imports.upload_storage, upload_to=surveys.models.imports.stored_name, verbose_name='berkas')),
                ('original_name', models.CharField(max_length=200, verbose_name='nama berkas')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='ukuran (byte)')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='lembar')),
                ('decisions', models.JSONField(blank=True, default=dict, verbose_name='keputusan tentang kolom')),
                ('state', models.CharField(choices=[('uploaded', 'diunggah'), ('checked', 'sudah diperiksa'), ('committed', 'tersimpan'), ('refused', 'ditolak'), ('cancelled', 'dibatalkan'), ('undone', 'diurungkan')], default='uploaded', max_length=10, verbose_name='status')),
                ('report', models.JSONField(blank=True, default=dict, verbose_name='hasil pemeriksaan')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='diunggah pada')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='disimpan pada')),
                ('updates', models.BooleanField(default=False, help_text='Isi berkas menggantikan jawaban tersimpan dari nomor responden yang sama.', verbose_name='perbarui responden yang sudah tersimpan')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='diurungkan pada')),
                ('undone_because', models.CharField(blank=True, max_length=500, verbose_name='alasan diurungkan')),
                ('committed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disimpan oleh')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_batches', to='jobs.job')),
                ('region', models.ForeignKey(blank=True, help_text='Dipakai bila berkas tidak punya kolom wilayah.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to='stakeholders.region', verbose_name='wilayah seluruh berkas')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diurungkan oleh')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to=settings.AUTH_USER_MODEL, verbose_name='diunggah oleh')),
            ],
            options={
                'verbose_name': 'unggahan survei',
                'verbose_name_plural': 'unggahan survei',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionnaireVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('number', models.PositiveSmallIntegerField(verbose_name='nomor versi')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='berlaku sejak')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='surveys.questionnaire', verbose_name='kuesioner')),
            ],
            options={
                'verbose_name': 'versi kuesioner',
                'verbose_name_plural': 'versi kuesioner',
                'ordering': ['questionnaire', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('code', models.CharField(max_length=30, verbose_name='kode')),
                ('label', models.CharField(max_length=100, verbose_name='label singkat')),
                ('text', models.TextField(verbose_name='pertanyaan')),
                ('kind', models.CharField(choices=[('scale', 'skala'), ('single', 'satu pilihan'), ('multiple', 'beberapa pilihan'), ('integer', 'bilangan bulat'), ('text', 'teks')], max_length=10, verbose_name='jenis')),
                ('element', models.BooleanField(default=False, help_text='Dihitung ke dalam Indeks Kepuasan Masyarakat.', verbose_name='unsur SKM')),
                ('required', models.BooleanField(default=False, verbose_name='wajib dijawab')),
                ('synonyms', models.JSONField(blank=True, default=list, verbose_name='judul kolom lain')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='surveys.questionnaireversion', verbose_name='versi')),
            ],
            options={
                'verbose_name': 'pertanyaan',
                'verbose_name_plural': 'pertanyaan',
                'ordering': ['version', 'order'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSurveyRound',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40, verbose_name='kode')),
                ('title', models.CharField(max_length=200, verbose_name='judul')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('state', models.CharField(choices=[('open', 'terbuka'), ('closed', 'ditutup'), ('locked', 'dikunci')], default='open', editable=False, max_length=10, verbose_name='status')),
                ('sampling_method', models.CharField(choices=[('probability', 'acak (probabilitas)'), ('quota', 'kuota'), ('convenience', 'yang mudah ditemui (convenience)')], max_length=20, verbose_name='cara memilih responden')),
                ('in_evaluation', models.BooleanField(default=True, help_text='Nonaktifkan untuk contoh atau uji coba; angkanya tidak masuk dasbor.', verbose_name='masuk evaluasi')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='catatan')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.questionnaireversion', verbose_name='kuesioner')),
            ],
            options={
                'verbose_name': 'historical putaran survei',
                'verbose_name_plural': 'historical putaran survei',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SurveyRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='kode')),
                ('title', models.CharField(max_length=200, verbose_name='judul')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='selesai')),
                ('state', models.CharField(choices=[('open', 'terbuka'), ('closed', 'ditutup'), ('locked', 'dikunci')], default='open', editable=False, max_length=10, verbose_name='status')),
                ('sampling_method', models.CharField(choices=[('probability', 'acak (probabilitas)'), ('quota', 'kuota'), ('convenience', 'yang mudah ditemui (convenience)')], max_length=20, verbose_name='cara memilih responden')),
                ('in_evaluation', models.BooleanField(default=True, help_text='Nonaktifkan untuk contoh atau uji coba; angkanya tidak masuk dasbor.', verbose_name='masuk evaluasi')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='catatan')),
                ('folded', pmi_portal.words.folding.FoldedField(blank=True, default='', editable=False)),
                ('regions', models.ManyToManyField(blank=True, help_text='Kosong hanya untuk putaran contoh di luar evaluasi.', related_name='survey_rounds', to='stakeholders.region', verbose_name='wilayah')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='surveys.questionnaireversion', verbose_name='kuesioner')),
            ],
            options={
                'verbose_name': 'putaran survei',
                'verbose_name_plural': 'putaran survei',
                'ordering': ['-starts_on', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ResponseTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text="first day; the round's first month for undated responses")),
                ('margin', models.CharField(blank=True, max_length=20)),
                ('value', models.CharField(blank=True, max_length=20)),
                ('respondents', models.PositiveIntegerField(default=0)),
                ('answers', models.JSONField(default=dict)),
                ('moments', models.JSONField(default=dict)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.region')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='surveys.surveyround')),
            ],
            options={
                'verbose_name': 'hitungan jawaban',
                'verbose_name_plural': 'hitungan jawaban',
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='nomor responden')),
                ('row_key', models.CharField(max_length=64)),
                ('content_digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('counted', 'dihitung'), ('set_aside', 'disisihkan'), ('withdrawn', 'ditarik'), ('gone', 'tidak ada')], default='counted', max_length=10, verbose_name='status')),
                ('responded_on', models.DateField(blank=True, null=True, verbose_name='tanggal wawancara')),
                ('respondent_kind', models.CharField(blank=True, choices=[('cpmi', 'calon PMI'), ('pmi_active', 'PMI aktif'), ('pmi_leave', 'PMI cuti'), ('pmi_returned', 'purna PMI'), ('family', 'keluarga PMI')], max_length=20, verbose_name='jenis responden')),
                ('sex', models.CharField(blank=True, choices=[('P', 'perempuan'), ('L', 'laki-laki')], max_length=1, verbose_name='jenis kelamin')),
                ('age_band', models.CharField(blank=True, choices=[('18-24', '18-24'), ('25-34', '25-34'), ('35-44', '35-44'), ('45-54', '45-54'), ('55+', '55+')], max_length=5, verbose_name='kelompok usia')),
                ('destination', models.CharField(blank=True, help_text='ISO 3166-1 alpha-2', max_length=2, verbose_name='negara tujuan')),
                ('answers', models.JSONField(default=dict, verbose_name='jawaban')),
                ('missing', models.JSONField(blank=True, default=dict, verbose_name='alasan tidak dijawab')),
                ('row_number', models.PositiveIntegerField(null=True, verbose_name='baris di berkas')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='surveys.importbatch', verbose_name='unggahan')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='stakeholders.region', verbose_name='wilayah')),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='surveys.surveyround', verbose_name='putaran survei')),
            ],
            options={
                'verbose_name': 'jawaban responden',
                'verbose_name_plural': 'jawaban responden',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PastResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='nomor responden')),
                ('row_key', models.CharField(max_length=64)),
                ('content_digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('counted', 'dihitung'), ('set_aside', 'disisihkan'), ('withdrawn', 'ditarik'), ('gone', 'tidak ada')], default='counted', max_length=10, verbose_name='status')),
                ('responded_on', models.DateField(blank=True, null=True, verbose_name='tanggal wawancara')),
                ('respondent_kind', models.CharField(blank=True, choices=[('cpmi', 'calon PMI'), ('pmi_active', 'PMI aktif'), ('pmi_leave', 'PMI cuti'), ('pmi_returned', 'purna PMI'), ('family', 'keluarga PMI')], max_length=20, verbose_name='jenis responden')),
                ('sex', models.CharField(blank=True, choices=[('P', 'perempuan'), ('L', 'laki-laki')], max_length=1, verbose_name='jenis kelamin')),
                ('age_band', models.CharField(blank=True, choices=[('18-24', '18-24'), ('25-34', '25-34'), ('35-44', '35-44'), ('45-54', '45-54'), ('55+', '55+')], max_length=5, verbose_name='kelompok usia')),
                ('destination', models.CharField(blank=True, help_text='ISO 3166-1 alpha-2', max_length=2, verbose_name='negara tujuan')),
                ('answers', models.JSONField(default=dict, verbose_name='jawaban')),
                ('missing', models.JSONField(blank=True, default=dict, verbose_name='alasan tidak dijawab')),
                ('row_number', models.PositiveIntegerField(null=True, verbose_name='baris di berkas')),
                ('response_pk', models.BigIntegerField()),
                ('change', models.CharField(choices=[('imported', 'diperbarui dari berkas'), ('corrected', 'dikoreksi'), ('set_aside', 'disisihkan'), ('taken_back', 'dihitung lagi'), ('withdrawn', 'ditarik'), ('undone', 'unggahannya diurungkan'), ('redone', 'unggahannya dipulihkan')], max_length=10, verbose_name='perubahan')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='diubah pada')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='alasan')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='surveys.importbatch', verbose_name='unggahan')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diubah oleh')),
                ('changed_by_batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='surveys.importbatch', verbose_name='unggahan yang mengubah')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='stakeholders.region', verbose_name='wilayah')),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='surveys.surveyround', verbose_name='putaran survei')),
            ],
            options={
                'verbose_name': 'jawaban sebelum diubah',
                'verbose_name_plural': 'jawaban sebelum diubah',
                'ordering': ['response_pk', 'revision'],
            },
        ),
        migrations.AddField(
            model_name='importbatch',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='surveys.surveyround', verbose_name='putaran survei'),
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('code', models.CharField(max_length=30, verbose_name='kode')),
                ('label', models.CharField(max_length=200, verbose_name='label')),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nilai')),
                ('synonyms', models.JSONField(blank=True, default=list, verbose_name='tulisan lain')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='surveys.question', verbose_name='pertanyaan')),
            ],
            options={
                'verbose_name': 'pilihan jawaban',
                'verbose_name_plural': 'pilihan jawaban',
                'ordering': ['question', 'order'],
                'constraints': [models.UniqueConstraint(fields=('question', 'code'), name='choice_code_once_per_question'), models.CheckConstraint(condition=models.Q(('score', None), ('score__gte', 1), _connector='OR'), name='choice_score_counts_from_one', violation_error_message='Nilai pilihan dihitung mulai dari 1.')],
            },
        ),
        migrations.AddConstraint(
            model_name='questionnaireversion',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'number'), name='questionnaire_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('version', 'code'), name='question_code_once_per_version'),
        ),
        migrations.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='survey_round_ends_after_start', violation_error_message='Tanggal selesai tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('in_evaluation', False), ('starts_on__gte', datetime.date(2017, 8, 1)), _connector='OR'), name='survey_round_in_evaluation_since_programme_start', violation_error_message='Evaluasi layanan dimulai 1 Agustus 2017.'),
        ),
        migrations.AddConstraint(
            model_name='responsetally',
            constraint=models.UniqueConstraint(fields=('round', 'region', 'month', 'margin', 'value'), name='response_tally_once_per_cell'),
        ),
        migrations.AddConstraint(
            model_name='responsetally',
            constraint=models.UniqueConstraint(condition=models.Q(('region', None)), fields=('round', 'month', 'margin', 'value'), name='response_tally_once_per_cell_without_region'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['round', 'region', 'responded_on'], name='response_round_region_date'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(fields=('round', 'row_key'), name='response_once_per_round_and_key'),
        ),
        migrations.AddConstraint(
            model_name='pastresponse',
            constraint=models.UniqueConstraint(fields=('response_pk', 'revision'), name='past_response_revision_once'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('committed_at__isnull', False), ('committed_by__isnull', False), ('state__in', ('committed', 'undone'))), models.Q(models.Q(('state__in', ('committed', 'undone')), _negated=True), ('committed_at', None), ('committed_by', None)), _connector='OR'), name='import_batch_committed_iff_dated_and_signed'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None), ('undone_because', ''), ('undone_by', None)), _connector='OR'), name='import_batch_undone_iff_dated_and_signed'),
        ),
    ]
