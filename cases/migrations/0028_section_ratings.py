"""Ratings by the code of a section: what was ticked, how each came in, and its link."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_scan_reports"),
        ("enterprises", "0014_place_codes"),
    ]

    operations = [
        migrations.AddField(
            model_name="windowrating",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="SectionRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("form_mark", models.CharField(max_length=64, unique=True)),
                ("follow_digest", models.CharField(max_length=64, unique=True)),
                (
                    "place_code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.placecode",
                    ),
                ),
                (
                    "rating",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="section_rating",
                        to="cases.windowrating",
                    ),
                ),
            ],
        ),
    ]
