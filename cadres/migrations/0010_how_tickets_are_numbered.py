from django.db import migrations, models


class Migration(migrations.Migration):
    """A county's own pattern of ticket numbers."""

    dependencies = [("cadres", "0009_replies_between_bureaus")]

    operations = [
        migrations.AddField(
            model_name="region",
            name="number_pattern",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="工单编号样式"
            ),
        ),
    ]
