"""Which stores of a phone were emptied."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0005_feedback")]
    operations = [
        migrations.AddField(
            model_name="phone",
            name="left_stores",
            field=ArrayField(models.CharField(max_length=36), default=list),
        ),
    ]
