import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='jenis')),
                ('state', models.CharField(choices=[('waiting', 'menunggu'), ('running', 'berjalan'), ('done', 'selesai'), ('failed', 'gagal')], default='waiting', max_length=10, verbose_name='status')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='jumlah')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='sudah')),
                ('message', models.TextField(blank=True, verbose_name='pesan')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dibuat')),
                ('heartbeat_at', models.DateTimeField(blank=True, null=True, verbose_name='tanda hidup')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='berakhir')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
            ],
            options={
                'verbose_name': 'pekerjaan otomatis',
                'verbose_name_plural': 'pekerjaan otomatis',
                'ordering': ['-pk'],
            },
        ),
    ]
