"""Filters of a list that somebody keeps under a name."""

import django.db.models.deletion
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [("cadres", "0007_both_clocks_of_a_command")]
    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("list_name", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=20, verbose_name="名称")),
                        ("query", models.CharField(max_length=1000)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.cadre",
                            ),
                        ),
                        (
                            "shared_with",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.unit",
                            ),
                        ),
                    ],
                    options={"ordering": ["pk"]},
                ),
                migrations.AddConstraint(
                    model_name="savedview",
                    constraint=models.UniqueConstraint(
                        fields=("owner", "list_name", "name"), name="saved_view_once_a_name"
                    ),
                ),
            ]
        )
    ]
