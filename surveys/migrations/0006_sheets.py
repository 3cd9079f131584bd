"""An import may read several sheets of a workbook; each response tells the one it came from."""

from django.db import migrations, models


def take_over(apps, schema_editor):
    """The sheet that was chosen, if any; and for responses the only one that was read."""
    batches = apps.get_model("surveys", "ImportBatch").objects
    for batch in batches.all().iterator():
        if batch.sheet:
            batches.filter(pk=batch.pk).update(sheets=[batch.sheet])
        if sheet := (batch.report.get("sheet") or "")[:100]:
            for model in ("Response", "PastResponse"):
                apps.get_model("surveys", model).objects.filter(batch=batch.pk).update(sheet=sheet)


def give_back(apps, schema_editor):
    """The first of several."""
    batches = apps.get_model("surveys", "ImportBatch").objects
    for batch in batches.all().iterator():
        batches.filter(pk=batch.pk).update(sheet=next(iter(batch.sheets), "")[:100])


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_districts_of_responses")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="sheets",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Kosong berarti lembar pertama yang terlihat.",
                verbose_name="lembar",
            ),
        ),
        migrations.AddField(
            model_name="pastresponse",
            name="sheet",
            field=models.CharField(blank=True, max_length=100, verbose_name="lembar di berkas"),
        ),
        migrations.AddField(
            model_name="response",
            name="sheet",
            field=models.CharField(blank=True, max_length=100, verbose_name="lembar di berkas"),
        ),
        migrations.RunPython(take_over, give_back),
        migrations.RemoveField(model_name="importbatch", name="sheet"),
    ]
