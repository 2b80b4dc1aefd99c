"""At which 企业服务日 a ticket was raised, where no visit says so."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_unseen_rows_of_rating_files"),
        ("enterprises", "0016_visits_of_service_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="service_day",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="enterprises.serviceday",
            ),
        ),
    ]
