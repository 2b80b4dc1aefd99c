"""What the ladder asks of tickets and their history; made without locking writers out."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0016_usual_rungs")]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "resolved",
                        ],
                    ),
                    ("unit_due_on__isnull", False),
                ),
                fields=["unit_due_on"],
                name="ticket_unit_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("round__gt", 1),
                    (
                        "state__in",
                        [
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "resolved",
                        ],
                    ),
                ),
                fields=["round"],
                name="ticket_redone",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticketevent",
            index=models.Index(
                condition=models.Q(("action", "object")), fields=["ticket"], name="event_returned"
            ),
        ),
    ]
