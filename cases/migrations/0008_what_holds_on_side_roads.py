"""Rules and indexes for the new columns; the indexes without locking writers out."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0007_clocks_of_old_tickets")]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="promised_on",
            field=models.DateField(verbose_name="原承诺时限"),
        ),
        RemoveIndexConcurrently(
            model_name="ticket",
            name="ticket_open_due",
        ),
        AddIndexConcurrently(
            model_name="measure",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True), ("next_feedback_on__isnull", False)),
                fields=["next_feedback_on"],
                name="measure_next_feedback",
            ),
        ),
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
                    )
                ),
                fields=["due_on", "id"],
                include=(
                    "state",
                    "county",
                    "township",
                    "unit",
                    "enterprise",
                    "category",
                    "filed_on",
                ),
                name="ticket_open_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("step_due_on__isnull", False)),
                fields=["step_due_on"],
                name="ticket_step_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("feedback_due_on__isnull", False)),
                fields=["feedback_due_on"],
                name="ticket_feedback_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("raised_on__isnull", False)),
                fields=["county", "raised_on"],
                name="ticket_raised",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("handler__isnull", False),
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
                fields=["handler"],
                name="ticket_handler_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "asking",
                                "assigned",
                                "handed_up",
                                "in_hand",
                                "parked",
                                "resolved",
                                "unconfirmed",
                            ],
                        ),
                        _negated=True,
                    ),
                    ("unit__isnull", False),
                    _connector="OR",
                ),
                name="ticket_with_unit_has_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
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
                        _negated=True,
                    ),
                    ("approved_on__isnull", True),
                    _connector="OR",
                ),
                name="ticket_open_has_no_approval_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="ticket_merged_has_master",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "planned"), _negated=True),
                    models.Q(
                        ("plan_due_on__isnull", False), models.Q(("plan_owner", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="ticket_planned_has_owner_and_day",
            ),
        ),
    ]
