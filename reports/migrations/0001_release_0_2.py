from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ReferenceFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference_digest', models.CharField(blank=True, editable=False, max_length=64)),
                ('series', models.CharField(max_length=40, verbose_name='deret')),
                ('as_of', models.DateField(verbose_name='per tanggal')),
                ('precision', models.CharField(choices=[('day', 'hari'), ('month', 'bulan'), ('year', 'tahun')], max_length=5, verbose_name='ketelitian tanggal')),
                ('measure', models.CharField(max_length=40, verbose_name='ukuran')),
                ('value', models.BigIntegerField(verbose_name='nilai')),
                ('source', models.CharField(max_length=300, verbose_name='sumber')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('conflict', models.BooleanField(default=False, help_text='Sumber lain menyebut nilai yang berbeda.', verbose_name='sumber berbeda')),
            ],
            options={
                'verbose_name': 'angka acuan',
                'verbose_name_plural': 'angka acuan',
                'ordering': ['series', 'as_of', 'measure'],
                'constraints': [models.UniqueConstraint(fields=('series', 'as_of', 'measure', 'value'), name='reference_figure_once_per_value')],
            },
        ),
    ]
