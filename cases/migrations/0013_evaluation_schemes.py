"""效能评价: schemes of weights as they were adopted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CANNOT_GO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_both_clocks_of_a_command"),
        ("cases", "0012_findings_by_indicator"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="EvaluationScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("from_on", models.DateField()),
                ("basis", models.CharField(max_length=200)),
                ("good_from", models.PositiveSmallIntegerField()),
                ("fair_from", models.PositiveSmallIntegerField()),
                ("least_weight", models.PositiveSmallIntegerField()),
                ("has_ranks", models.BooleanField(default=False)),
                ("adopted_at", models.DateTimeField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=CANNOT_GO, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False, on_delete=CANNOT_GO, related_name="+", to="cadres.region"
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
                "indexes": [
                    models.Index(fields=["county", "-from_on", "-id"], name="evaluation_of_county")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fair_from__gt", 0),
                            ("good_from__gt", models.F("fair_from")),
                            ("good_from__lte", 100),
                        ),
                        name="evaluation_bands_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True),
                        name="evaluation_scheme_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationWeight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("figure", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weights",
                        to="cases.evaluationscheme",
                    ),
                ),
            ],
            options={
                "ordering": ["-weight", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "figure"), name="evaluation_weight_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__range", (1, 100))),
                        name="evaluation_weight_is_per_cent",
                    ),
                ],
            },
        ),
    ]
