from django.db import migrations, models

from pmi_portal.editing.records import digest

CODES = {
    "social_security": ("C25",),
    "wages": ("C02", "C03", "C07", "C10", "C26"),
    "placement": ("C06", "C11", "C12", "C13", "C19", "C22"),
    "violence": ("C14", "C15", "C18", "C21"),
    "health": ("C04", "C05", "C16", "C23", "C24"),
    "law": ("C01", "C08", "C17", "C20"),
}


def sort_into_groups(apps, schema_editor):
    """Give every category its group by its code, its parts that of their whole; the others stay in the last.

    A row as it was shipped stays one: its digest takes the new field in, or the next release would keep it as
    if somebody had edited it.
    """
    category = apps.get_model("outreach", "ComplaintCategory")
    group_of = {code: group for group, codes in CODES.items() for code in codes}
    for row in category.objects.select_related("parent"):
        shipped = row.reference_digest == _digest(row)
        whole = row.parent.code if row.parent else ""
        row.group = group_of.get(row.code) or group_of.get(whole, "other")
        if shipped:
            row.reference_digest = _digest(row, "group")
        row.save(update_fields=["group", "reference_digest"])


def _digest(row, *more):
    names = ("name", "period", "definition", "source", "order", *more)
    return digest({name: getattr(row, name) for name in names} | {"parent": row.parent_id})


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0004_orders_leave_nothing_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="complaintcategory",
            name="group",
            field=models.CharField(
                choices=[
                    ("social_security", "jaminan sosial"),
                    ("wages", "upah dan kontrak"),
                    ("placement", "penempatan dan dokumen"),
                    ("violence", "kekerasan dan perdagangan orang"),
                    ("health", "kesehatan, kecelakaan, dan kematian"),
                    ("law", "hukum, overstay, dan pemulangan"),
                    ("other", "putus kontak dan lainnya"),
                ],
                default="other",
                help_text="Angka untuk Dewan Pengawas menghitung pengaduan menurut rumpun ini.",
                max_length=15,
                verbose_name="rumpun",
            ),
        ),
        migrations.RunPython(sort_into_groups, migrations.RunPython.noop),
    ]
