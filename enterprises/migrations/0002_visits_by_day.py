"""Long lists of visits are cut from an index of days; built beside running work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("enterprises", "0001_register")]
    operations = [
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(fields=["-visited_on", "-id"], name="visit_on"),
        ),
    ]
