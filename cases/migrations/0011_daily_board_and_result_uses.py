"""日调度 and 结果应用: calls, what meetings decided, which published result was used for what."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_both_clocks_of_a_command"),
        ("cases", "0010_early_warning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="BoardDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("decided_on", models.DateField()),
                        ("meeting", models.CharField(max_length=120)),
                        ("text", models.CharField(max_length=300)),
                        ("filed_at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(null=True)),
                        ("voided_why", models.TextField(blank=True, default="")),
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
                            "filed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.ticket",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="officetask",
                    name="decision",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="cases.boarddecision",
                    ),
                ),
                migrations.CreateModel(
                    name="ResultUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("result", models.CharField(max_length=200)),
                        ("result_number", models.CharField(blank=True, default="", max_length=60)),
                        ("published_on", models.DateField()),
                        ("used_for", models.TextField()),
                        ("organ", models.CharField(max_length=80)),
                        ("document", models.CharField(max_length=200)),
                        ("document_number", models.CharField(max_length=60)),
                        ("decided_on", models.DateField()),
                        ("filed_at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(null=True)),
                        ("voided_why", models.TextField(blank=True, default="")),
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
                            "filed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.unit",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BoardCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("called_at", models.DateTimeField()),
                        (
                            "called_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="cases.officetask",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.ticket",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["county", "called_at"], name="call_county_at")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("task__isnull", True), ("ticket__isnull", False)),
                                    models.Q(("task__isnull", False), ("ticket__isnull", True)),
                                    _connector="OR",
                                ),
                                name="call_is_about_one_thing",
                            )
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="boarddecision",
                    index=models.Index(
                        fields=["county", "-decided_on", "-id"], name="decision_county_on"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boarddecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("voided_at__isnull", True),
                                ("voided_by__isnull", True),
                                ("voided_why", ""),
                            ),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("voided_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_voided_has_words",
                    ),
                ),
                migrations.AddIndex(
                    model_name="resultuse",
                    index=models.Index(
                        fields=["county", "-decided_on", "-id"], name="result_use_county_on"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="resultuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decided_on__gte", models.F("published_on"))),
                        name="result_use_follows_its_result",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="resultuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("result", ""),
                                ("used_for", ""),
                                ("organ", ""),
                                ("document", ""),
                                _connector="OR",
                                _negated=True,
                            ),
                            models.Q(("document_number", ""), _negated=True),
                        ),
                        name="result_use_has_its_document",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="resultuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("voided_at__isnull", True),
                                ("voided_by__isnull", True),
                                ("voided_why", ""),
                            ),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("voided_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="result_use_voided_has_words",
                    ),
                ),
            ]
        )
    ]
