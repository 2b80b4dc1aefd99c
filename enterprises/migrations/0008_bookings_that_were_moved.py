"""Which day a booked visit had before it was moved, and when it was."""

from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0007_contact_calendar_triggers")]
    operations = [
        ChangeTables(
            [
                migrations.AddField(
                    model_name="booking",
                    name="moved_from",
                    field=models.DateField(null=True, verbose_name="原定日期"),
                ),
                migrations.AddField(
                    model_name="booking",
                    name="moved_at",
                    field=models.DateTimeField(null=True, verbose_name="改期时间"),
                ),
            ]
        )
    ]
