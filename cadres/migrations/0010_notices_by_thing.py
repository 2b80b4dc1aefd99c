"""The lines of one thing lie together in the inbox; found without locking who writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cadres", "0009_notice_channels"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(fields=["to", "object_id"], name="notice_to_object"),
        ),
    ]
