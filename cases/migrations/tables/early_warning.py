"""Early warning: what answers, pictures and silence tell."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID
from cadres.viewers.models.id_arrays import IdArrayField

TABLES = [
    migrations.CreateModel(
        name="AnswerFlag",
        fields=[
            ID,
            ("round", models.PositiveSmallIntegerField()),
            ("kind", models.CharField(max_length=10)),
            ("amount", models.PositiveSmallIntegerField(default=0)),
            ("words", models.TextField(blank=True, default="")),
            ("made_at", models.DateTimeField()),
            (
                "other",
                models.ForeignKey("cases.ticket", models.CASCADE, null=True, related_name="+"),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="answer_flags", db_index=False
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="answer_flag_once", fields=("ticket", "round", "kind"))
            ]
        },
    ),
    migrations.CreateModel(
        name="AnswerSketch",
        fields=[
            ID,
            ("round", models.PositiveSmallIntegerField()),
            ("digest", models.CharField(max_length=64)),
            ("sums", ArrayField(models.IntegerField(), default=list)),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="answer_sketches", db_index=False
                ),
            ),
        ],
        options={
            "indexes": [GinIndex(name="answer_sketch_sums", fields=["sums"])],
            "constraints": [
                models.UniqueConstraint(name="answer_sketch_once", fields=("ticket", "round"))
            ],
        },
    ),
    migrations.CreateModel(
        name="EarlyWarning",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("ticket_ids", IdArrayField(blank=True, default=list)),
            ("facts", models.JSONField(default=dict)),
            ("found_on", models.DateField()),
            (
                "category",
                models.ForeignKey(
                    "cases.category", models.CASCADE, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.CASCADE, related_name="+", db_index=False
                ),
            ),
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.CASCADE, null=True, related_name="+"
                ),
            ),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, null=True, related_name="+"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.CASCADE, null=True, related_name="+")),
        ],
        options={
            "ordering": ["-found_on", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="early_warning_once",
                    fields=("county", "kind", "ticket", "category", "enterprise", "unit"),
                    nulls_distinct=False,
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PictureHash",
        fields=[
            ID,
            ("bits", models.BigIntegerField(null=True)),
            (
                "attachment",
                models.OneToOneField("cases.attachment", models.CASCADE, related_name="+"),
            ),
        ],
    ),
    migrations.CreateModel(
        name="RequestAnswer",
        fields=[
            ID,
            ("round", models.PositiveSmallIntegerField()),
            ("place", models.PositiveSmallIntegerField()),
            ("request", models.CharField(max_length=200)),
            ("where", models.CharField(max_length=200)),
            ("filed_at", models.DateTimeField()),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="request_answers", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["place"],
            "constraints": [
                models.UniqueConstraint(
                    name="request_answered_once", fields=("ticket", "round", "place")
                ),
                models.CheckConstraint(name="request_answer_says_where", condition=~Q(where="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="WarningHitRate",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("counted_on", models.DateField()),
            ("warned", models.PositiveIntegerField()),
            ("judged", models.PositiveIntegerField()),
            ("hits", models.PositiveIntegerField()),
            ("others", models.PositiveIntegerField()),
            ("other_hits", models.PositiveIntegerField()),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.CASCADE, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="warning_hit_rate_once", fields=("county", "kind")),
                models.CheckConstraint(
                    name="warning_hits_are_judged",
                    condition=Q(
                        hits__lte=models.F("judged"),
                        judged__lte=models.F("warned"),
                        other_hits__lte=models.F("others"),
                    ),
                ),
            ]
        },
    ),
]
