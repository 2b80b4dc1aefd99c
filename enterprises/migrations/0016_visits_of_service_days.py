"""The visits of a service day are found by it; most visits have none."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("enterprises", "0015_service_days")]
    operations = [
        AddIndexConcurrently(
            "visit",
            models.Index(
                fields=["service_day"],
                name="visit_service_day",
                condition=models.Q(service_day__isnull=False),
            ),
        ),
    ]
