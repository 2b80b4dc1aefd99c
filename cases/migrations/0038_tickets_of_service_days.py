"""The tickets of a service day are found by it; most tickets have none."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0037_service_days")]
    operations = [
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["service_day"],
                name="ticket_service_day",
                condition=~models.Q(service_day=None),
            ),
        ),
    ]
