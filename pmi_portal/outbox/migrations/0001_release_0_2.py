import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=150, unique=True, verbose_name='perihal')),
                ('to', models.EmailField(max_length=254, verbose_name='kepada')),
                ('subject', models.CharField(max_length=200, verbose_name='judul')),
                ('body', models.TextField(verbose_name='isi')),
                ('state', models.CharField(choices=[('waiting', 'menunggu'), ('sending', 'sedang dikirim'), ('sent', 'terkirim'), ('failed', 'gagal')], default='waiting', max_length=10, verbose_name='status')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='percobaan')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dicoba lagi pada')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='mulai dikirim pada')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dibuat')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='terkirim pada')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='kesalahan terakhir')),
            ],
            options={
                'verbose_name': 'surel keluar',
                'verbose_name_plural': 'surel keluar',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'next_try_at'], name='outgoing_mail_state_next_try')],
            },
        ),
    ]
