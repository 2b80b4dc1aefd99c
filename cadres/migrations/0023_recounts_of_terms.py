"""What a newer calendar moves is kept beside the row whose term it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0022_background_runs")]

    operations = [
        migrations.CreateModel(
            name="TermRecount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=60, verbose_name="时限")),
                ("at", models.DateTimeField()),
                ("calendar", models.PositiveIntegerField(verbose_name="日历版本")),
                ("before_on", models.DateField(verbose_name="原定")),
                ("after_on", models.DateField(verbose_name="重算后")),
                ("was_provisional", models.BooleanField(default=False)),
                ("is_provisional", models.BooleanField(default=False)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="term_recount_of")],
            },
        ),
    ]
