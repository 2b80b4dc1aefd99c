"""双清单: the tasks of the campaign office by week."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_both_clocks_of_a_command"),
        ("cases", "0004_tolerance_findings_are_revoked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.expressions.RawSQL("statement_timestamp()", []),
                        db_index=True,
                        editable=False,
                    ),
                ),
                ("week_on", models.DateField()),
                ("kind", models.CharField(max_length=8)),
                ("text", models.CharField(max_length=300)),
                ("owner_name", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("state", models.CharField(default="planned", max_length=8)),
                ("ended_why", models.TextField(blank=True, default="")),
                ("done_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("returned_why", models.TextField(blank=True, default="")),
                ("filed_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.application",
                    ),
                ),
                (
                    "carried_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="cases.officetask",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.measure",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_tasks",
                        to="cases.ticket",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["week_on", "kind", "pk"],
                "indexes": [
                    models.Index(fields=["county", "week_on"], name="task_county_week"),
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["unit", "due_on"],
                        name="task_unit_planned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week_on__week_day", 2)),
                        name="task_week_begins_on_monday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("state", "planned"),
                            ),
                            models.Q(
                                models.Q(("state", "planned"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_ended_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", False), ("state", "done")),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("done_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="task_done_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ticket__isnull", False),
                            models.Q(("application__isnull", True), ("measure__isnull", True)),
                            _connector="OR",
                        ),
                        name="task_source_is_of_a_ticket",
                    ),
                ],
            },
        ),
    ]
