"""The lines by which contacts are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0008_bookings_that_were_moved")]
    operations = [
        migrations.AddField(
            "contact", "find_text", models.TextField(blank=True, default="", editable=False)
        )
    ]
