from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0012_one_general_limit")]

    operations = [
        migrations.AddConstraint(
            model_name="servicelimit",
            constraint=models.UniqueConstraint(
                fields=["step"],
                condition=models.Q(active=True, step__in=["acknowledge", "verify"]),
                name="service_limit_one_in_force_per_general_step",
                violation_error_message="Langkah ini sudah punya batas yang berlaku; ubah jumlah harinya di sana.",
            ),
        )
    ]
