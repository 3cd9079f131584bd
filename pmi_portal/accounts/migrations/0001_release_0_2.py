import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeySample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=16, unique=True)),
                ('token', models.TextField()),
            ],
            options={
                'verbose_name': 'contoh kunci isian',
                'verbose_name_plural': 'contoh kunci isian',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='alamat surel')),
                ('full_name', models.CharField(max_length=200, verbose_name='nama lengkap')),
                ('is_active', models.BooleanField(default=True, help_text='Nonaktifkan untuk menutup akses; jangan hapus akunnya.', verbose_name='aktif')),
                ('is_superuser', models.BooleanField(default=False, help_text='Memegang semua hak tanpa penugasan; hanya untuk pemasangan awal.', verbose_name='administrator pertama')),
                ('is_sample', models.BooleanField(default=False, verbose_name='data contoh')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'pengguna',
                'verbose_name_plural': 'pengguna',
                'ordering': ['full_name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique_whatever_the_case')],
            },
        ),
    ]
