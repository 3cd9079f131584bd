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
            name='KeyPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public', models.TextField(help_text='Point on P-256, in base64.')),
                ('private', models.TextField(help_text='PKCS 8 in base64, encrypted with FIELD_KEYS.')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='key_pair', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kunci peramban',
                'verbose_name_plural': 'kunci peramban',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=190, verbose_name='formulir')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='nama formulir')),
                ('content', models.TextField(help_text='Objek JSON: nama isian ke daftar nilainya.', verbose_name='isian')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='disimpan pada')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'draf',
                'verbose_name_plural': 'draf',
                'ordering': ['-saved_at'],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='draft_once_per_user_and_form')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('key', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(help_text='SHA-256 of what was typed.', max_length=64)),
                ('deed', models.CharField(blank=True, help_text='SHA-256 of the action and its records.', max_length=64)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kiriman formulir',
                'verbose_name_plural': 'kiriman formulir',
                'ordering': ['-taken_at'],
                'indexes': [models.Index(fields=['user', 'digest'], name='submission_by_content')],
            },
        ),
    ]
