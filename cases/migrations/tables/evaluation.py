"""Evaluation: indicators with leads, findings and evidence; schemes with weights."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import ExtractYear

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Indicator",
        fields=[
            ID,
            ("level", models.PositiveSmallIntegerField()),
            ("path", models.CharField(max_length=360)),
            ("basis", models.CharField(max_length=200)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="indicator_stands_once", fields=("county", "path")),
                models.CheckConstraint(
                    name="indicator_has_one_of_three_levels",
                    condition=Q(level__in=[1, 2, 3]) & ~Q(basis="") & ~Q(path=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="IndicatorLead",
        fields=[
            ID,
            ("from_on", models.DateField()),
            ("until_on", models.DateField(null=True)),
            ("basis", models.CharField(max_length=200)),
            ("set_at", models.DateTimeField()),
            (
                "indicator",
                models.ForeignKey("cases.indicator", models.PROTECT, related_name="leads"),
            ),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "task_force",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="indicator_has_one_lead",
                    fields=("indicator",),
                    condition=Q(until_on__isnull=True),
                ),
                models.CheckConstraint(
                    name="indicator_lead_ends_after_it_began",
                    condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="IndicatorFinding",
        fields=[
            ID,
            ("evaluation", models.CharField(max_length=200)),
            ("found_on", models.DateField()),
            ("text", models.TextField()),
            ("due_on", models.DateField()),
            ("state", models.CharField(max_length=8, default="open")),
            ("filed_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_why", models.TextField(blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "ended_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "indicator",
                models.ForeignKey("cases.indicator", models.PROTECT, related_name="findings"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            ("outer_number", models.CharField(max_length=60, blank=True, default="")),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="indicator_finding_state", fields=["county", "state", "-id"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="indicator_finding_ended_has_words",
                    condition=Q(ended_at__isnull=True, ended_by__isnull=True, state="open")
                    | (
                        ~Q(state="open")
                        & Q(ended_at__isnull=False, ended_by__isnull=False)
                        & ~Q(ended_why="")
                    ),
                ),
                models.UniqueConstraint(
                    models.F("county"),
                    ExtractYear("found_on"),
                    models.F("outer_number"),
                    name="indicator_finding_number_once_a_year",
                    condition=~Q(outer_number="") & ~Q(state="void"),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Evidence",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("text", models.TextField()),
            ("value", models.CharField(max_length=40, blank=True, default="")),
            ("source", models.CharField(max_length=200, blank=True, default="")),
            ("as_of", models.DateField(null=True)),
            ("filed_at", models.DateTimeField()),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            (
                "finding",
                models.ForeignKey(
                    "cases.indicatorfinding", models.PROTECT, related_name="evidence"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    name="frontier_data_say_where_they_stand",
                    condition=~Q(kind="frontier")
                    | (~Q(value="") & ~Q(source="") & Q(as_of__isnull=False)),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="EvidenceFile",
        fields=[
            ID,
            ("file", models.FileField(upload_to="evidence/%Y/%m/")),
            ("thumbnail", models.FileField(blank=True, default="", upload_to="evidence/%Y/%m/")),
            ("name", models.CharField(max_length=200)),
            ("size", models.PositiveIntegerField()),
            ("digest", models.CharField(max_length=64)),
            ("uploaded_at", models.DateTimeField()),
            ("evidence", models.ForeignKey("cases.evidence", models.CASCADE, related_name="files")),
            (
                "uploaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={"ordering": ["pk"]},
    ),
    migrations.CreateModel(
        name="EvaluationScheme",
        fields=[
            ID,
            ("from_on", models.DateField()),
            ("basis", models.CharField(max_length=200)),
            ("good_from", models.PositiveSmallIntegerField()),
            ("fair_from", models.PositiveSmallIntegerField()),
            ("least_weight", models.PositiveSmallIntegerField()),
            ("has_ranks", models.BooleanField(default=False)),
            ("adopted_at", models.DateTimeField()),
            ("adopted_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["-from_on", "-pk"],
            "indexes": [
                models.Index(name="evaluation_of_county", fields=["county", "-from_on", "-id"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="evaluation_bands_in_order",
                    condition=Q(
                        fair_from__gt=0, good_from__gt=models.F("fair_from"), good_from__lte=100
                    ),
                ),
                models.CheckConstraint(name="evaluation_scheme_has_basis", condition=~Q(basis="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="EvaluationWeight",
        fields=[
            ID,
            ("figure", models.CharField(max_length=40)),
            ("version", models.PositiveSmallIntegerField(default=1)),
            ("weight", models.PositiveSmallIntegerField()),
            (
                "scheme",
                models.ForeignKey("cases.evaluationscheme", models.CASCADE, related_name="weights"),
            ),
        ],
        options={
            "ordering": ["-weight", "pk"],
            "constraints": [
                models.UniqueConstraint(name="evaluation_weight_once", fields=("scheme", "figure")),
                models.CheckConstraint(
                    name="evaluation_weight_is_per_cent", condition=Q(weight__range=(1, 100))
                ),
            ],
        },
    ),
]
