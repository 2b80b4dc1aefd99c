"""What a person says of one file alone (rows out of sight, struck through, the county)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_what_can_be_taken_back")]

    operations = [
        migrations.AddField("importbatch", "choices", models.JSONField(default=dict)),
    ]
