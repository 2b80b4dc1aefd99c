"""The lines by which units and people are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0009_ordered_pairs")]
    operations = [
        migrations.AddField(
            "unit", "find_text", models.TextField(blank=True, default="", editable=False)
        ),
        migrations.AddField(
            "cadre", "find_text", models.TextField(blank=True, default="", editable=False)
        ),
    ]
