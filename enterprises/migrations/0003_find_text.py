"""The lines by which an enterprise is found on a phone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0002_triggers_and_statistics")]
    operations = [
        migrations.AddField(
            "enterprise", "find_text", models.TextField(blank=True, default="", editable=False)
        )
    ]
