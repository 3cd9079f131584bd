import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import pmi_portal.words.folding
import pmi_portal.words.trigrams
import stakeholders.models.spans


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TermAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('family', models.CharField(help_text='istilah terbaru', max_length=40, verbose_name='keluarga istilah')),
                ('term', models.CharField(max_length=60, unique=True, verbose_name='istilah')),
                ('valid_from', models.CharField(blank=True, help_text='seperti di sumber', max_length=40, verbose_name='berlaku sejak')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
            ],
            options={
                'verbose_name': 'istilah lama dan baru',
                'verbose_name_plural': 'istilah lama dan baru',
                'ordering': ['family', 'term'],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('valid_from', models.DateField(blank=True, help_text='Kosongkan bila berlaku sejak semula.', null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(blank=True, help_text='Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah.', null=True, verbose_name='berlaku sampai')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='kode')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('short_name', models.CharField(blank=True, help_text='Untuk daftar, agar satu baris cukup. Kosongkan bila namanya sudah singkat.', max_length=20, verbose_name='nama singkat')),
                ('named_as_in_source', models.CharField(blank=True, max_length=200, verbose_name='sebutan di sumber')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=40, verbose_name='zona waktu')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
            ],
            options={
                'verbose_name': 'wilayah kantong',
                'verbose_name_plural': 'wilayah kantong',
                'ordering': ['order', 'name'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='region_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.')],
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('valid_from', models.DateField(blank=True, help_text='Kosongkan bila berlaku sejak semula.', null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(blank=True, help_text='Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah.', null=True, verbose_name='berlaku sampai')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('kemendagri_code', models.CharField(max_length=5, unique=True, verbose_name='kode Kemendagri')),
                ('bps_code', models.CharField(max_length=4, unique=True, verbose_name='kode BPS')),
                ('basis', models.CharField(choices=[('named', 'disebut di sumber'), ('proposed', 'usulan'), ('optional', 'pilihan')], max_length=10, verbose_name='dasar')),
                ('latitude', models.FloatField(help_text='derajat, selatan negatif', verbose_name='lintang')),
                ('longitude', models.FloatField(help_text='derajat, timur positif', verbose_name='bujur')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=40, verbose_name='zona waktu')),
                ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='penduduk')),
                ('region', models.ForeignKey(help_text='Wilayah sekarang; yang dahulu dicatat di bawah.', on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='stakeholders.region', verbose_name='wilayah')),
            ],
            options={
                'verbose_name': 'kabupaten/kota',
                'verbose_name_plural': 'kabupaten/kota',
                'ordering': ['region__order', 'kemendagri_code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DataVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=20)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stakeholders.region')),
            ],
            options={
                'verbose_name': 'versi data',
                'verbose_name_plural': 'versi data',
            },
        ),
        migrations.CreateModel(
            name='RegionFormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='sejak')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('name', models.CharField(max_length=200, verbose_name='nama lama')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='stakeholders.region')),
            ],
            options={
                'verbose_name': 'nama lama wilayah',
                'verbose_name_plural': 'nama lama wilayah',
                'ordering': ['valid_to', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StakeholderGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('valid_from', models.DateField(blank=True, help_text='Kosongkan bila berlaku sejak semula.', null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(blank=True, help_text='Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah.', null=True, verbose_name='berlaku sampai')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='kode')),
                ('name', models.CharField(max_length=150, verbose_name='nama')),
                ('basis', models.CharField(choices=[('source', 'disebut di sumber'), ('proposed', 'usulan')], max_length=10, verbose_name='dasar')),
                ('named_as_in_source', models.CharField(blank=True, max_length=200, verbose_name='sebutan di sumber')),
                ('reason', models.TextField(blank=True, verbose_name='alasan dan nama dari waktu ke waktu')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
            ],
            options={
                'verbose_name': 'kelompok pemangku kepentingan',
                'verbose_name_plural': 'kelompok pemangku kepentingan',
                'ordering': ['order', 'code'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='stakeholdergroup_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.')],
            },
        ),
        migrations.CreateModel(
            name='Institution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('valid_from', models.DateField(blank=True, help_text='Kosongkan bila berlaku sejak semula.', null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(blank=True, help_text='Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah.', null=True, verbose_name='berlaku sampai')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('level', models.CharField(choices=[('national', 'pusat'), ('province', 'provinsi'), ('district', 'kabupaten/kota'), ('subdistrict', 'kecamatan'), ('village', 'desa/kelurahan'), ('non_government', 'nonpemerintah')], max_length=20, verbose_name='tingkat')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='alamat kantor')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='catatan')),
                ('folded', pmi_portal.words.folding.FoldedField(blank=True, default='', editable=False)),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='stakeholders.district', verbose_name='kabupaten/kota')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='stakeholders.institution', verbose_name='bergabung ke')),
                ('region', models.ForeignKey(blank=True, help_text='Kosongkan untuk instansi tingkat nasional.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='stakeholders.region', verbose_name='wilayah')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='stakeholders.stakeholdergroup', verbose_name='kelompok')),
            ],
            options={
                'verbose_name': 'instansi',
                'verbose_name_plural': 'instansi',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalInstitution',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('valid_from', models.DateField(blank=True, help_text='Kosongkan bila berlaku sejak semula.', null=True, verbose_name='berlaku sejak')),
                ('valid_to', models.DateField(blank=True, help_text='Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah.', null=True, verbose_name='berlaku sampai')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('level', models.CharField(choices=[('national', 'pusat'), ('province', 'provinsi'), ('district', 'kabupaten/kota'), ('subdistrict', 'kecamatan'), ('village', 'desa/kelurahan'), ('non_government', 'nonpemerintah')], max_length=20, verbose_name='tingkat')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='alamat kantor')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='catatan')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('district', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.district', verbose_name='kabupaten/kota')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.institution', verbose_name='bergabung ke')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, help_text='Kosongkan untuk instansi tingkat nasional.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.region', verbose_name='wilayah')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.stakeholdergroup', verbose_name='kelompok')),
            ],
            options={
                'verbose_name': 'historical instansi',
                'verbose_name_plural': 'historical instansi',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalContact',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('full_name', models.CharField(max_length=200, verbose_name='nama lengkap')),
                ('position', models.CharField(blank=True, max_length=150, verbose_name='jabatan')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telepon')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='catatan')),
                ('active', models.BooleanField(default=True, verbose_name='aktif')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('institution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.institution', verbose_name='instansi')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, help_text='Kosongkan untuk narahubung tingkat nasional.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.region', verbose_name='mewakili wilayah')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='stakeholders.stakeholdergroup', verbose_name='mewakili kelompok')),
            ],
            options={
                'verbose_name': 'historical narahubung',
                'verbose_name_plural': 'historical narahubung',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='GroupFormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='sejak')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('name', models.CharField(max_length=200, verbose_name='nama lama')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='stakeholders.stakeholdergroup')),
            ],
            options={
                'verbose_name': 'nama lama kelompok',
                'verbose_name_plural': 'nama lama kelompok',
                'ordering': ['valid_to', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='data contoh')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('full_name', models.CharField(max_length=200, verbose_name='nama lengkap')),
                ('position', models.CharField(blank=True, max_length=150, verbose_name='jabatan')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telepon')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='catatan')),
                ('active', models.BooleanField(default=True, verbose_name='aktif')),
                ('folded', pmi_portal.words.folding.FoldedField(blank=True, default='', editable=False)),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='stakeholders.institution', verbose_name='instansi')),
                ('region', models.ForeignKey(blank=True, help_text='Kosongkan untuk narahubung tingkat nasional.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='stakeholders.region', verbose_name='mewakili wilayah')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='stakeholders.stakeholdergroup', verbose_name='mewakili kelompok')),
            ],
            options={
                'verbose_name': 'narahubung',
                'verbose_name_plural': 'narahubung',
                'ordering': ['full_name'],
            },
        ),
        migrations.CreateModel(
            name='DistrictFormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='sejak')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('name', models.CharField(max_length=200, verbose_name='nama lama')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='stakeholders.district')),
            ],
            options={
                'verbose_name': 'nama lama kabupaten/kota',
                'verbose_name_plural': 'nama lama kabupaten/kota',
                'ordering': ['valid_to', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='districtformername_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'), stakeholders.models.spans.NoOverlap(name='district_bore_one_name_a_day', of='district')],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='sejak')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('name', models.CharField(max_length=200, verbose_name='nama lama')),
                ('folded', pmi_portal.words.folding.FoldedField(blank=True, default='', editable=False)),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='stakeholders.institution')),
            ],
            options={
                'verbose_name': 'nama lama',
                'verbose_name_plural': 'nama lama',
                'ordering': ['valid_to', 'name'],
                'abstract': False,
                'indexes': [pmi_portal.words.trigrams.TrigramIndex('folded', name='formername_trigrams')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='formername_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'), models.UniqueConstraint(fields=('institution', 'name'), name='former_name_once_per_institution', violation_error_message='Nama lama ini sudah tercatat.'), stakeholders.models.spans.NoOverlap(name='institution_bore_one_name_a_day', of='institution')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('kpkp_staff', 'Staf Komite Perluasan Kepesertaan dan Pelayanan (KPKP)'), ('board', 'Dewan Pengawas'), ('regional_officer', 'Petugas wilayah'), ('observer', 'Pembaca')], max_length=30, verbose_name='peran')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
                ('region', models.ForeignKey(blank=True, help_text='Kosong berarti seluruh Indonesia.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='stakeholders.region', verbose_name='wilayah')),
            ],
            options={
                'verbose_name': 'penugasan',
                'verbose_name_plural': 'penugasan',
                'ordering': ['user', 'role'],
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'region'), name='posting_once_per_user_role_region', violation_error_message='Penugasan ini sudah ada.'), models.UniqueConstraint(condition=models.Q(('region', None)), fields=('user', 'role'), name='posting_once_per_user_role_national', violation_error_message='Penugasan ini sudah ada.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'regional_officer'), _negated=True), ('region__isnull', False), _connector='OR'), name='posting_of_officer_names_region', violation_error_message='Petugas wilayah harus ditugaskan di satu wilayah.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'administrator'), _negated=True), ('region__isnull', True), _connector='OR'), name='posting_of_administrator_is_national', violation_error_message='Administrator bekerja untuk seluruh Indonesia. Kosongkan wilayahnya.')],
            },
        ),
        migrations.CreateModel(
            name='FormerRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='sejak')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='sumber')),
                ('valid_to', models.DateField(verbose_name='sampai')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_regions', to='stakeholders.district')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stakeholders.region', verbose_name='wilayah dahulu')),
            ],
            options={
                'verbose_name': 'wilayah dahulu',
                'verbose_name_plural': 'wilayah dahulu',
                'ordering': ['valid_to', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='formerregion_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'), stakeholders.models.spans.NoOverlap(name='district_in_one_region_a_day', of='district')],
            },
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='district_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='dataversion',
            constraint=models.UniqueConstraint(fields=('source', 'region'), name='data_version_once_per_source_and_region'),
        ),
        migrations.AddConstraint(
            model_name='dataversion',
            constraint=models.UniqueConstraint(condition=models.Q(('region', None)), fields=('source',), name='data_version_once_per_source_without_region'),
        ),
        migrations.AddConstraint(
            model_name='regionformername',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='regionformername_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='regionformername',
            constraint=stakeholders.models.spans.NoOverlap(name='region_bore_one_name_a_day', of='region'),
        ),
        migrations.AddIndex(
            model_name='institution',
            index=pmi_portal.words.trigrams.TrigramIndex('folded', name='institution_trigrams'),
        ),
        migrations.AddConstraint(
            model_name='institution',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='institution_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='institution',
            constraint=models.CheckConstraint(condition=models.Q(('successor', None), ('valid_to__isnull', False), _connector='OR'), name='institution_with_successor_has_ended'),
        ),
        migrations.AddConstraint(
            model_name='institution',
            constraint=models.UniqueConstraint(fields=('name', 'region'), name='institution_name_unique_in_region', violation_error_message='Instansi dengan nama ini sudah ada di wilayah tersebut.'),
        ),
        migrations.AddConstraint(
            model_name='institution',
            constraint=models.UniqueConstraint(condition=models.Q(('region', None)), fields=('name',), name='institution_name_unique_when_national', violation_error_message='Instansi tingkat nasional dengan nama ini sudah ada.'),
        ),
        migrations.AddConstraint(
            model_name='groupformername',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_to', None), ('valid_from', None), _connector='OR'), name='groupformername_ends_after_it_began', violation_error_message='Tanggal akhir tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='groupformername',
            constraint=stakeholders.models.spans.NoOverlap(name='group_bore_one_name_a_day', of='group'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=pmi_portal.words.trigrams.TrigramIndex('folded', name='contact_trigrams'),
        ),
    ]
