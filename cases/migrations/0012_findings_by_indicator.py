"""指标佐证: indicators in three levels, findings by them, evidence with its files."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_both_clocks_of_a_command"),
        ("cases", "0011_daily_board_and_result_uses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("text", models.TextField()),
                        ("value", models.CharField(blank=True, default="", max_length=40)),
                        ("source", models.CharField(blank=True, default="", max_length=200)),
                        ("as_of", models.DateField(null=True)),
                        ("filed_at", models.DateTimeField()),
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
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("file", models.FileField(upload_to="evidence/%Y/%m/")),
                        (
                            "thumbnail",
                            models.FileField(blank=True, default="", upload_to="evidence/%Y/%m/"),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="cases.evidence",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("path", models.CharField(max_length=360)),
                        ("basis", models.CharField(max_length=200)),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("evaluation", models.CharField(max_length=200)),
                        ("found_on", models.DateField()),
                        ("text", models.TextField()),
                        ("due_on", models.DateField()),
                        ("state", models.CharField(default="open", max_length=8)),
                        ("filed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_why", models.TextField(blank=True, default="")),
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
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="cases.indicator",
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
                        "ordering": ["-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="evidence",
                    name="finding",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="cases.indicatorfinding",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.UniqueConstraint(
                        fields=("county", "path"), name="indicator_stands_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", [1, 2, 3]),
                            models.Q(("basis", ""), _negated=True),
                            models.Q(("path", ""), _negated=True),
                        ),
                        name="indicator_has_one_of_three_levels",
                    ),
                ),
                migrations.AddIndex(
                    model_name="indicatorfinding",
                    index=models.Index(
                        fields=["county", "state", "-id"], name="indicator_finding_state"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicatorfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="indicator_finding_ended_has_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "frontier"), _negated=True),
                            models.Q(
                                models.Q(("value", ""), _negated=True),
                                models.Q(("source", ""), _negated=True),
                                ("as_of__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="frontier_data_say_where_they_stand",
                    ),
                ),
            ]
        )
    ]
