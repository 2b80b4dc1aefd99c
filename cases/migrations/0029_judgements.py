"""What an enterprise judges apart, and what it says anonymously of those who came in."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("cases", "0028_section_ratings"),
    ]

    operations = [
        ChangeTables(
            [
                migrations.AddField(
                    model_name="rating",
                    name="attitude",
                    field=models.CharField(blank=True, default="", max_length=20),
                ),
                migrations.AddField(
                    model_name="rating",
                    name="result",
                    field=models.CharField(blank=True, default="", max_length=20),
                ),
                migrations.AddField(
                    model_name="rating",
                    name="speed",
                    field=models.CharField(blank=True, default="", max_length=20),
                ),
                migrations.CreateModel(
                    name="EntryRating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=8)),
                        ("month", models.DateField()),
                        ("level", models.CharField(max_length=10)),
                        (
                            "tags",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), default=list, size=None
                            ),
                        ),
                        ("form_mark", models.CharField(max_length=64, unique=True)),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.unit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="entry_rating_names_no_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level", "unrated"), _negated=True),
                                name="entry_rating_says_something",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
