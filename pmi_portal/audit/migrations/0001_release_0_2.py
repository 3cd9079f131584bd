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
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('newest_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'ujung jejak audit',
                'verbose_name_plural': 'ujung jejak audit',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='waktu')),
                ('action', models.CharField(db_index=True, max_length=80, verbose_name='tindakan')),
                ('subject', models.CharField(blank=True, max_length=80, verbose_name='jenis catatan')),
                ('subject_id', models.CharField(blank=True, max_length=40, verbose_name='nomor catatan')),
                ('detail', models.JSONField(default=dict, verbose_name='rincian')),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_events', to=settings.AUTH_USER_MODEL, verbose_name='pelaku')),
            ],
            options={
                'verbose_name': 'peristiwa audit',
                'verbose_name_plural': 'peristiwa audit',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['subject', 'subject_id'], name='audit_event_subject')],
            },
        ),
    ]
