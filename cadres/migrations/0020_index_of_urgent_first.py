"""The index by which the worker finds what is due, urgent first; nobody waits while it is made."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cadres", "0019_urgent_first")]
    operations = [
        AddIndexConcurrently(
            model_name="outboxrow",
            index=models.Index(
                fields=["channel", "rank", "next_try_at", "to"],
                name="outbox_due_first",
                condition=Q(done_at__isnull=True, next_try_at__isnull=False),
            ),
        ),
        RemoveIndexConcurrently(model_name="outboxrow", name="outbox_due"),
    ]
