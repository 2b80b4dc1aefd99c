"""Events keep the unit's own day, the wait and the pause: figures by two clocks, as of any day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_letter_faces_stay")]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="unit_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="承办时限"),
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_figures",
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="paused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="step_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="unit_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["county", "filed_on"],
                include=(
                    "id",
                    "unit",
                    "state",
                    "due_on",
                    "promised_on",
                    "unit_due_on",
                    "step_due_on",
                    "paused_at",
                    "approved_on",
                    "is_late_hours",
                    "outcome",
                    "round",
                    "category",
                    "township",
                ),
                name="ticket_figures",
            ),
        ),
    ]
