"""Subscriptions (定期送阅): lists and reports for named colleagues, each week or month."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0012_find_indexes"),
        ("cases", "0014_cards_of_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=12)),
                ("query", models.CharField(blank=True, default="", max_length=1000)),
                ("rhythm", models.CharField(max_length=8)),
                ("started_on", models.DateField()),
                ("sent_for", models.DateField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "readers",
                    models.ManyToManyField(
                        related_name="subscriptions", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("stopped_at__isnull", True)),
                        fields=["rhythm"],
                        name="subscription_running",
                    )
                ],
            },
        ),
    ]
