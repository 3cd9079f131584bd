"""The limit of a text stands in its form and in no column, so the tables stay as they are."""

from django.db import migrations, models

LONGEST = 250000
HELP = "Jangan menulis nama orang, NIK, atau nomor paspor."
TEXTS = {
    ("complaint", "text"): {"verbose_name": "uraian", "help_text": HELP},
    ("discussionpoint", "text"): {"verbose_name": "pokok pembahasan"},
    ("statement", "text"): {"verbose_name": "isi pernyataan", "help_text": HELP},
    ("historicalstatement", "text"): {"verbose_name": "isi pernyataan", "help_text": HELP},
}
MAY_BE_EMPTY = {
    "terms_of_reference": ("kerangka acuan kerja (KAK)", ["fgdevent", "historicalfgdevent"]),
    "conclusions": ("kesimpulan", ["fgdsession", "historicalfgdsession"]),
    "observations": ("hasil pengamatan", ["fgdsession", "historicalfgdsession"]),
}
for name, (label, owners) in MAY_BE_EMPTY.items():
    TEXTS |= {(owner, name): {"verbose_name": label, "blank": True} for owner in owners}


class Migration(migrations.Migration):
    dependencies = [("outreach", "0016_count_hearings")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(model, name, models.TextField(max_length=LONGEST, **options))
                for (model, name), options in TEXTS.items()
            ]
        )
    ]
